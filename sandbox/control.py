"""The switchboard over HTTP; answers callers on this machine only."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any

from werkzeug import Request, Response
from werkzeug.exceptions import Forbidden

from .authentica.codes import KIND as CODE
from .authentica.limits import KIND as SEND
from .bodies import read_body
from .core import Sandbox
from .dns.records import KIND as DNS_RECORD
from .messages import KIND as MESSAGE
from .modes import ModeError
from .moyasar.delivery import ATTEMPT, pending_deliveries, release
from .moyasar.events import DELIVERY
from .moyasar.invoice import KIND as INVOICE
from .moyasar.payment import KIND as PAYMENT
from .moyasar.payment import payment_object
from .moyasar.payments import get_payment
from .moyasar.settlement import AUTH_RESULTS, AUTHENTICATED, settle
from .moyasar.tokens import KIND as TOKEN
from .moyasar.tokens import get_token, token_object
from .moyasar.webhook import KIND as WEBHOOK
from .moyasar.webhook import configure_webhook
from .oidc.codes import KIND as OIDC_CODE
from .replies import json_reply
from .routing import Route

DATA_KINDS = (
    *(PAYMENT, TOKEN, INVOICE, MESSAGE, CODE, SEND, DELIVERY, ATTEMPT, WEBHOOK, DNS_RECORD),
    OIDC_CODE,
)
TOKEN_STATUSES = ("initiated", "active", "inactive", "expired")


def this_machine_only(_sandbox: Sandbox, request: Request) -> None:
    if not request.remote_addr or not ip_address(request.remote_addr).is_loopback:
        raise Forbidden


def show_modes(sandbox: Sandbox, _request: Request) -> Response:
    return json_reply(sandbox.switchboard.as_json())


def change_modes(sandbox: Sandbox, request: Request) -> Response:
    """Set modes by name; `fail_next` (one object or a list) queues faults."""
    body = read_body(request)
    faults = body.pop("fail_next", [])
    try:
        sandbox.switchboard.change(body)
        for fault in faults if isinstance(faults, list) else [faults]:
            _queue_fault(sandbox, fault)
    except ModeError as error:
        return json_reply({"error": str(error)}, 400)
    sandbox.wake.set()
    return show_modes(sandbox, request)


def reset(sandbox: Sandbox, request: Request) -> Response:
    """Bring the default modes back; {"data": true} also empties payments and inbox."""
    sandbox.switchboard.reset()
    if read_body(request).get("data") is True:
        sandbox.store.clear(*DATA_KINDS)
        configure_webhook(sandbox, sandbox.settings.webhook_url)
    return show_modes(sandbox, request)


def release_webhooks(sandbox: Sandbox, _request: Request) -> Response:
    return json_reply({"released": release(sandbox)})


def show_webhooks(sandbox: Sandbox, _request: Request) -> Response:
    """Count deliveries still to be made, and those on hold."""
    pending = len(pending_deliveries(sandbox))
    return json_reply(
        {"pending": pending, "held": len(sandbox.store.newest_first(DELIVERY)) - pending}
    )


def set_webhook_url(sandbox: Sandbox, request: Request) -> Response:
    url = str(read_body(request).get("url") or "")
    configure_webhook(sandbox, url)
    return json_reply({"url": url})


def settle_payment(sandbox: Sandbox, request: Request, payment_id: str) -> Response:
    """Answer the bank page of a payment without a browser."""
    result = read_body(request).get("auth_result", AUTHENTICATED)
    if result not in AUTH_RESULTS:
        return json_reply({"error": f"auth_result is one of: {', '.join(AUTH_RESULTS)}."}, 400)
    with sandbox.store.transaction():
        payment = get_payment(sandbox, payment_id)
        settle(sandbox, payment, result)
    return json_reply(payment_object(payment, sandbox.modes))


def set_token_status(sandbox: Sandbox, request: Request, token_id: str) -> Response:
    status = read_body(request).get("status")
    if status not in TOKEN_STATUSES:
        return json_reply({"error": f"status is one of: {', '.join(TOKEN_STATUSES)}."}, 400)
    token = get_token(sandbox, token_id)
    token.status = status
    token.save(sandbox)
    return json_reply(token_object(token))


def _queue_fault(sandbox: Sandbox, fault: Any) -> None:
    if not isinstance(fault, dict) or not {"kind", "action"} <= set(fault):
        raise ModeError("fail_next takes objects with kind, action and count.")
    count = fault.get("count", 1)
    if count is not None and not isinstance(count, int):
        raise ModeError("count is a number or null.")
    sandbox.switchboard.fail_next(kind=str(fault["kind"]), action=str(fault["action"]), count=count)


def _route(name: str, method: str, path: str, handler: Any) -> Route:
    return Route(
        kind=f"control.{name}",
        method=method,
        path=f"/control/{path}",
        handler=handler,
        guard=this_machine_only,
    )


ROUTES = (
    _route("modes", "GET", "modes", show_modes),
    _route("change_modes", "POST", "modes", change_modes),
    _route("reset", "POST", "reset", reset),
    _route("webhooks", "GET", "webhooks", show_webhooks),
    _route("webhook_url", "POST", "webhooks/url", set_webhook_url),
    _route("release", "POST", "webhooks/release", release_webhooks),
    _route("settle", "POST", "payments/<payment_id>/settle", settle_payment),
    _route("token_status", "POST", "tokens/<token_id>/status", set_token_status),
)
