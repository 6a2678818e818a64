"""The payment endpoints."""

from __future__ import annotations

from typing import Any

from werkzeug import Request, Response

from ..bodies import read_body
from ..config import MOYASAR_PREFIX
from ..core import Sandbox
from ..replies import empty_reply, json_reply
from ..routing import Route
from . import operations
from .creation import create_payment, read_payment
from .errors import Problems
from .fields import read_text
from .keys import any_key, key_kind, secret_key_only
from .listing import filtered_payments, page_of
from .metadata import check_metadata, updated_metadata
from .payment import Payment, payment_object
from .payments import all_payments, get_payment


def create(sandbox: Sandbox, request: Request) -> Response:
    """Documented: 201, also for a declined payment."""
    given = read_payment(sandbox, read_body(request), from_form=not request.is_json)
    key = key_kind(sandbox, request)
    payment = create_payment(sandbox, given, key=key, ip=request.remote_addr, invoice_id=None)
    return json_reply(payment_object(payment, sandbox.modes), 201)


def fetch(sandbox: Sandbox, _request: Request, payment_id: str) -> Response:
    return json_reply(_fetched(sandbox, get_payment(sandbox, payment_id)))


def list_payments(sandbox: Sandbox, request: Request) -> Response:
    found = filtered_payments(all_payments(sandbox), request.args)
    page, meta = page_of(found, request.args)
    return json_reply({"payments": [_fetched(sandbox, item) for item in page], "meta": meta})


def update(sandbox: Sandbox, request: Request, payment_id: str) -> Response:
    """Documented: description and metadata; older clients meet an empty body."""
    body = read_body(request)
    problems = Problems()
    metadata = check_metadata(body.get("metadata"), problems)
    problems.raise_if_any()
    with sandbox.store.transaction():
        payment = get_payment(sandbox, payment_id)
        if "description" in body:
            payment.description = read_text(body["description"])
        if "metadata" in body:
            payment.metadata = updated_metadata(payment.metadata, metadata or {})
        payment.save(sandbox)
    if sandbox.modes.empty_put_body:
        return empty_reply(200)
    return _shown(sandbox, payment)


def refund(sandbox: Sandbox, request: Request, payment_id: str) -> Response:
    amount = _amount(request)
    return _shown(sandbox, operations.refund(sandbox, payment_id, amount))


def capture(sandbox: Sandbox, request: Request, payment_id: str) -> Response:
    amount = _amount(request)
    return _shown(sandbox, operations.capture(sandbox, payment_id, amount))


def void(sandbox: Sandbox, _request: Request, payment_id: str) -> Response:
    return _shown(sandbox, operations.void(sandbox, payment_id))


def _amount(request: Request) -> Any:
    """Return the optional amount as it was sent; forms have nothing but text."""
    amount = read_body(request).get("amount")
    if not request.is_json and isinstance(amount, str) and amount.isdigit():
        return int(amount)
    return amount


def _shown(sandbox: Sandbox, payment: Payment) -> Response:
    return json_reply(payment_object(payment, sandbox.modes))


def _fetched(sandbox: Sandbox, payment: Payment) -> dict[str, Any]:
    """Show a payment as reads do: `unknown_status` replaces its status."""
    body = payment_object(payment, sandbox.modes)
    if sandbox.modes.unknown_status:
        body["status"] = sandbox.modes.unknown_status
    return body


BASE = f"{MOYASAR_PREFIX}/payments"
ONE = f"{BASE}/<payment_id>"


def _secret(name: str, method: str, path: str, handler: Any) -> Route:
    kind = f"moyasar.payments.{name}"
    return Route(kind=kind, method=method, path=path, handler=handler, guard=secret_key_only)


ROUTES = (
    Route(
        kind="moyasar.payments.create",
        method="POST",
        path=BASE,
        handler=create,
        guard=any_key,
        cross_origin=True,
    ),
    _secret("list", "GET", BASE, list_payments),
    _secret("fetch", "GET", ONE, fetch),
    _secret("update", "PUT", ONE, update),
    _secret("refund", "POST", f"{ONE}/refund", refund),
    _secret("capture", "POST", f"{ONE}/capture", capture),
    _secret("void", "POST", f"{ONE}/void", void),
)
