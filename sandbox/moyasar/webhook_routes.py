"""The webhook endpoints: registrations, events and attempts."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from werkzeug import Request, Response

from ..bodies import read_body
from ..config import MOYASAR_PREFIX
from ..core import Sandbox
from ..replies import empty_reply, json_reply
from ..routing import Route
from ..store import Json
from .delivery import ATTEMPT
from .errors import Problems, not_found
from .fields import is_web_address
from .keys import secret_key_only
from .listing import page_of
from .webhook import ALL_EVENTS, KIND, Webhook, webhook_object

METHODS = ("post", "put", "patch")


def create(sandbox: Sandbox, request: Request) -> Response:
    body = {"http_method": "post", "events": [], **read_body(request)}
    _check(body, required=("url", "shared_secret"))
    webhook = Webhook(
        id=str(uuid4()),
        url=body["url"],
        http_method=body["http_method"],
        shared_secret=str(body["shared_secret"]),
        events=list(body["events"]),
        created_at=sandbox.now_text(),
    )
    webhook.save(sandbox)
    return json_reply(webhook_object(webhook), 201)


def list_webhooks(sandbox: Sandbox, _request: Request) -> Response:
    records = sandbox.store.newest_first(KIND)
    return json_reply({"webhooks": [webhook_object(Webhook(**record)) for record in records]})


def fetch(sandbox: Sandbox, _request: Request, webhook_id: str) -> Response:
    return json_reply(webhook_object(_get(sandbox, webhook_id)))


def update(sandbox: Sandbox, request: Request, webhook_id: str) -> Response:
    webhook = _get(sandbox, webhook_id)
    body = read_body(request)
    _check(body, required=())
    for name in ("url", "http_method", "shared_secret", "events"):
        if name in body:
            setattr(webhook, name, body[name])
    webhook.save(sandbox)
    return json_reply(webhook_object(webhook))


def delete(sandbox: Sandbox, _request: Request, webhook_id: str) -> Response:
    if not sandbox.store.delete(KIND, webhook_id):
        raise not_found()
    return empty_reply(204)


def available_events(_sandbox: Sandbox, _request: Request) -> Response:
    return json_reply({"events": ALL_EVENTS})


def list_attempts(sandbox: Sandbox, request: Request) -> Response:
    page, meta = page_of(sandbox.store.newest_first(ATTEMPT), request.args)
    return json_reply({"webhook_attempts": page, "meta": meta})


def fetch_attempt(sandbox: Sandbox, _request: Request, attempt_id: str) -> Response:
    attempt = sandbox.store.get(ATTEMPT, attempt_id)
    if attempt is None:
        raise not_found()
    return json_reply(attempt)


def _get(sandbox: Sandbox, webhook_id: str) -> Webhook:
    record = sandbox.store.get(KIND, webhook_id)
    if record is None:
        raise not_found()
    return Webhook(**record)


def _check(body: Json, *, required: tuple[str, ...]) -> None:
    """Documented: an HTTPS address, a known method and known events."""
    problems = Problems()
    for name in required:
        if not body.get(name):
            problems.add(name, f"The {name} field is required.")
    if body.get("url") and not _is_allowed(body["url"]):
        problems.add("url", "The url must be an HTTPS address.")
    if body.get("http_method", "post") not in METHODS:
        problems.add("http_method", f"The value is one of: {', '.join(METHODS)}.")
    events = body.get("events", [])
    if not isinstance(events, list) or not set(map(str, events)) <= set(ALL_EVENTS):
        problems.add("events", "The events are not all known.")
    problems.raise_if_any()


def _is_allowed(url: Any) -> bool:
    """Documented: HTTPS only; the sandbox also takes plain HTTP on this machine."""
    if not is_web_address(url):
        return False
    parts = urlsplit(url)
    host = parts.hostname or ""
    return parts.scheme == "https" or host == "127.0.0.1" or host.split(".")[-1] == "localhost"


BASE = f"{MOYASAR_PREFIX}/webhooks"


def _route(name: str, method: str, path: str, handler: Any) -> Route:
    kind = f"moyasar.webhooks.{name}"
    return Route(kind=kind, method=method, path=path, handler=handler, guard=secret_key_only)


ROUTES = (
    _route("create", "POST", BASE, create),
    _route("list", "GET", BASE, list_webhooks),
    _route("available_events", "GET", f"{BASE}/available_events", available_events),
    _route("attempts", "GET", f"{BASE}/attempts", list_attempts),
    _route("attempt", "GET", f"{BASE}/attempts/<attempt_id>", fetch_attempt),
    _route("fetch", "GET", f"{BASE}/<webhook_id>", fetch),
    _route("update", "PUT", f"{BASE}/<webhook_id>", update),
    _route("delete", "DELETE", f"{BASE}/<webhook_id>", delete),
)
