"""The WSGI application: finds the route, applies faults, turns refusals into answers."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from . import catalogue, faults
from .bodies import UnreadableBodyError
from .config import MOYASAR_PREFIX
from .core import Sandbox
from .moyasar.edge import is_stock_agent
from .refusal import Refusal
from .replies import allow_cross_origin, empty_reply, json_reply
from .routing import Route

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

logger = logging.getLogger("sandbox")

MAX_BODY_BYTES = 1_000_000


class SandboxRequest(Request):
    """A request whose body is bounded."""

    max_content_length = MAX_BODY_BYTES


class Application:
    """Serves every route of the catalogue for one sandbox."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.routes = {route.kind: route for route in catalogue.ROUTES}
        rules = [Rule(r.path, methods=[r.method], endpoint=r.kind) for r in catalogue.ROUTES]
        self.map = Map(rules, strict_slashes=False)
        sandbox.switchboard.know_kinds(frozenset(self.routes))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        # Leaving the block closes files that came in a multipart body.
        with SandboxRequest(environ) as request:
            reply = self.respond(request)
        return reply(environ, start_response)

    def respond(self, request: Request) -> Response:
        if request.method == "OPTIONS" and request.path.startswith(MOYASAR_PREFIX):
            return allow_cross_origin(empty_reply())
        try:
            kind, values = self.map.bind_to_environ(request.environ).match()
        except HTTPException as error:
            return _unrouted(request, error)
        route = self.routes[str(kind)]
        reply = self._answer(route, request, dict(values))
        return allow_cross_origin(reply) if route.cross_origin else reply

    def _answer(self, route: Route, request: Request, values: dict[str, Any]) -> Response:
        """Do the call once, with the fault that is due for it before or after."""
        if self._is_edge_blocked(request):
            return faults.edge_block()
        action = self.sandbox.switchboard.take_fault(route.kind)
        if action is not None:
            early = faults.answer_early(self.sandbox, route.kind, action)
            if early is not None:
                return early
        reply = self._call(route, request, values)
        return reply if action is None else faults.answer_late(self.sandbox, action, reply)

    def _is_edge_blocked(self, request: Request) -> bool:
        guarded = request.path.startswith(MOYASAR_PREFIX)
        return guarded and self.sandbox.modes.html_403_stock_agents and is_stock_agent(request)

    def _call(self, route: Route, request: Request, values: dict[str, Any]) -> Response:
        modes = self.sandbox.modes
        try:
            route.guard(self.sandbox, request)
            return route.handler(self.sandbox, request, **values)
        except Refusal as refusal:
            return json_reply(refusal.body(modes), refusal.status)
        except UnreadableBodyError:
            return _unreadable()
        except HTTPException as error:
            return _unrouted(request, error)
        except Exception as error:
            if not self.sandbox.stopping.is_set():
                # The message of an error may quote input, so only place and type are logged.
                trace = "".join(traceback.format_tb(error.__traceback__))
                logger.error("%s in %s\n%s", type(error).__name__, route.kind, trace)
            return json_reply(
                {"type": "api_error", "message": "Sandbox error", "errors": None}, 500
            )


def _unreadable() -> Response:
    text = "The request body could not be read."
    return json_reply({"type": "invalid_request_error", "message": text, "errors": None}, 400)


def _unrouted(request: Request, error: HTTPException) -> Response:
    if request.path.startswith(("/moyasar", "/authentica")):
        body = {"type": "api_error", "message": error.name, "errors": None}
        return json_reply(body, error.code or 404)
    return Response(f"{error.name}\n", status=error.code or 404, content_type="text/plain")
