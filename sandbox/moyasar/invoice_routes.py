"""The invoice endpoints and the hosted page."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import uuid4

from werkzeug import Request, Response

from ..bodies import read_body
from ..config import MOYASAR_PREFIX
from ..core import Sandbox, parse_time
from ..replies import html_reply, json_reply, redirect_reply
from ..routing import Route
from .creation import PaymentInput, create_payment
from .errors import Problems, refused
from .fields import read_amount, read_currency, read_url
from .invoice import KIND, Invoice, current, get_invoice, invoice_object
from .invoice_page import invoice_page
from .keys import secret_key_only
from .listing import matches, page_of
from .metadata import check_metadata, updated_metadata
from .sources import SourceInput, read_card


def create(sandbox: Sandbox, request: Request) -> Response:
    """Documented: amount, currency and description are required; expired_at lies ahead."""
    body = read_body(request)
    problems = Problems()
    amount = read_amount(body.get("amount"), problems, from_form=not request.is_json)
    currency = read_currency(body.get("currency"), problems)
    if not body.get("description"):
        problems.add("description", "The description field is required.")
    urls = {
        name: read_url(name, body.get(name), problems, required=False)
        for name in ("callback_url", "success_url", "back_url")
    }
    expired_at = _read_end(sandbox, body.get("expired_at"), problems)
    metadata = check_metadata(body.get("metadata"), problems)
    problems.raise_if_any()
    now = sandbox.now_text()
    invoice = Invoice(
        id=str(uuid4()),
        status="initiated",
        amount=amount,
        currency=currency,
        description=str(body["description"]),
        created_at=now,
        updated_at=now,
        expired_at=expired_at,
        metadata=metadata,
        **urls,
    )
    sandbox.store.insert(KIND, invoice.id, asdict(invoice))
    return json_reply(invoice_object(sandbox, invoice), 201)


def fetch(sandbox: Sandbox, _request: Request, invoice_id: str) -> Response:
    return json_reply(invoice_object(sandbox, get_invoice(sandbox, invoice_id)))


def list_invoices(sandbox: Sandbox, request: Request) -> Response:
    records = sandbox.store.newest_first(KIND)
    invoices = [current(sandbox, Invoice(**record)) for record in records]
    found = [item for item in invoices if _matches(item, request)]
    page, meta = page_of(found, request.args)
    return json_reply({"invoices": [invoice_object(sandbox, item) for item in page], "meta": meta})


def update(sandbox: Sandbox, request: Request, invoice_id: str) -> Response:
    """Documented: metadata."""
    problems = Problems()
    metadata = check_metadata(read_body(request).get("metadata"), problems)
    problems.raise_if_any()
    invoice = get_invoice(sandbox, invoice_id)
    invoice.metadata = updated_metadata(invoice.metadata, metadata or {})
    invoice.save(sandbox)
    return json_reply(invoice_object(sandbox, invoice))


def cancel(sandbox: Sandbox, _request: Request, invoice_id: str) -> Response:
    """Seen live: only an open invoice; the refusal names the state it is in."""
    with sandbox.store.transaction():
        invoice = get_invoice(sandbox, invoice_id)
        if invoice.status != "initiated":
            raise refused(f"Cancel failed. The Invoice is already {invoice.status}.")
        invoice.status = "canceled"
        invoice.save(sandbox)
    return json_reply(invoice_object(sandbox, invoice))


def show_hosted(sandbox: Sandbox, _request: Request, invoice_id: str) -> Response:
    return html_reply(invoice_page(get_invoice(sandbox, invoice_id)))


def pay_hosted(sandbox: Sandbox, request: Request, invoice_id: str) -> Response:
    """Make a card payment on the invoice and go on to its 3-D Secure page."""
    invoice = get_invoice(sandbox, invoice_id)
    if invoice.status != "initiated":
        raise refused(f"The Invoice is already {invoice.status}.")
    problems = Problems()
    card = read_card(sandbox, dict(request.form), problems)
    problems.raise_if_any()
    hosted = f"{sandbox.settings.base_url}/moyasar/invoices/{invoice.id}"
    after = invoice.success_url or hosted
    given = PaymentInput(
        given_id=None,
        amount=invoice.amount,
        currency=invoice.currency,
        description=invoice.description,
        callback_url=after,
        metadata=None,
        source=SourceInput(type="creditcard", card=card),
        splits=[],
    )
    payment = create_payment(
        sandbox, given, key="publishable", ip=request.remote_addr, invoice_id=invoice.id
    )
    return redirect_reply(payment.source["transaction_url"] or hosted)


def _read_end(sandbox: Sandbox, value: Any, problems: Problems) -> str | None:
    """Seen live: a past expired_at is refused; a bare date means 00:00."""
    if value in (None, ""):
        return None
    end = parse_time(str(value))
    if end is None:
        problems.add("expired_at", "The value is not a date.")
        return None
    if end < sandbox.now():
        now = sandbox.now_text()
        problems.add("expired_at", f"The value must be greater than or equal to {now}.")
    return end.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _matches(invoice: Invoice, request: Request) -> bool:
    return matches(
        request.args,
        id_=invoice.id,
        status=invoice.status,
        times={"created": invoice.created_at},
        metadata=invoice.metadata,
    )


BASE = f"{MOYASAR_PREFIX}/invoices"
HOSTED = "/moyasar/invoices/<invoice_id>"


def _secret(name: str, method: str, path: str, handler: Any) -> Route:
    kind = f"moyasar.invoices.{name}"
    return Route(kind=kind, method=method, path=path, handler=handler, guard=secret_key_only)


ROUTES = (
    _secret("create", "POST", BASE, create),
    _secret("list", "GET", BASE, list_invoices),
    _secret("fetch", "GET", f"{BASE}/<invoice_id>", fetch),
    _secret("update", "PUT", f"{BASE}/<invoice_id>", update),
    _secret("cancel", "PUT", f"{BASE}/<invoice_id>/cancel", cancel),
    Route(kind="moyasar.hosted.page", method="GET", path=HOSTED, handler=show_hosted),
    Route(kind="moyasar.hosted.pay", method="POST", path=HOSTED, handler=pay_hosted),
)
