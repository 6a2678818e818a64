"""The invoice record, and the object that Moyasar shows of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from ..core import Sandbox, parse_time
from ..store import Json
from .errors import not_found
from .money import formatted
from .payment import KIND as PAYMENT
from .payment import from_record, payment_object

KIND = "invoice"


@dataclass(kw_only=True)
class Invoice:
    """Documented fields of an invoice."""

    id: str
    status: str
    amount: int
    currency: str
    description: str
    created_at: str
    updated_at: str
    callback_url: str | None = None
    success_url: str | None = None
    back_url: str | None = None
    expired_at: str | None = None
    metadata: Json | None = None

    def save(self, sandbox: Sandbox) -> None:
        self.updated_at = sandbox.now_text()
        sandbox.store.save(KIND, self.id, asdict(self))


def get_invoice(sandbox: Sandbox, invoice_id: str) -> Invoice:
    """Return the invoice, expired if its time has come; raises 404."""
    record = sandbox.store.get(KIND, invoice_id)
    if record is None:
        raise not_found()
    return current(sandbox, Invoice(**record))


def current(sandbox: Sandbox, invoice: Invoice) -> Invoice:
    """Move an open invoice past its `expired_at` to status `expired`."""
    end = parse_time(invoice.expired_at or "")
    if invoice.status == "initiated" and end is not None and sandbox.now() >= end:
        invoice.status = "expired"
        invoice.save(sandbox)
    return invoice


def invoice_object(sandbox: Sandbox, invoice: Invoice) -> Json:
    """Return the documented object, with its payments."""
    payments = sandbox.store.find(PAYMENT, "invoice_id", invoice.id)
    return {
        **asdict(invoice),
        "logo_url": None,
        "amount_format": formatted(invoice.amount, invoice.currency),
        "url": f"{sandbox.settings.base_url}/moyasar/invoices/{invoice.id}",
        "payments": [payment_object(from_record(item), sandbox.modes) for item in payments],
    }
