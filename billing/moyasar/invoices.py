"""Hosted payment pages: Moyasar calls them invoices; they are no tax invoices."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from billing.moyasar.errors import OutcomeUnknown
from billing.moyasar.parsing import ProviderPayment, parse_payment

if TYPE_CHECKING:
    from billing.moyasar.transport import Transport


@dataclass(frozen=True, kw_only=True)
class NewInvoice:
    """A page on which an amount is paid.

    ``success_url`` and ``back_url`` are for the browser; ``callback_url`` is told, without any
    proof of who tells it, when the invoice was paid. ``expires_at`` lies ahead.
    """

    amount_minor: int
    currency: str
    description: str
    success_url: str = ""
    back_url: str = ""
    callback_url: str = ""
    expires_at: datetime | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        given = {
            "amount": self.amount_minor,
            "currency": self.currency,
            "description": self.description,
            "success_url": self.success_url,
            "back_url": self.back_url,
            "callback_url": self.callback_url,
            "expired_at": self.expires_at and self.expires_at.isoformat(),
            "metadata": dict(self.metadata),
        }
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, kw_only=True)
class ProviderInvoice:
    """An invoice as Moyasar reports it, with the attempts to pay it."""

    id: UUID
    status: str
    amount: int
    currency: str
    url: str
    metadata: Mapping[str, Any]
    payments: tuple[ProviderPayment, ...]


@dataclass(frozen=True)
class InvoicePage:
    """One page of a list, newest first."""

    invoices: tuple[ProviderInvoice, ...]
    next_page: int | None


class Invoices:
    """The invoice calls of one account."""

    def __init__(self, transport: "Transport") -> None:
        self._transport = transport

    def create(self, new: NewInvoice) -> ProviderInvoice:
        """Make an invoice. Not idempotent: after OutcomeUnknown list by metadata and compare."""
        return parse_invoice(self._transport.write("POST", "/invoices", new.as_json()))

    def fetch(self, invoice_id: UUID) -> ProviderInvoice:
        """Return an invoice as it is now. Raises NotFound."""
        return parse_invoice(self._transport.read(f"/invoices/{invoice_id}"))

    def page(self, filters: Mapping[str, str] | None = None, *, page: int = 1) -> InvoicePage:
        """Return one page, newest first. Filters are Moyasar's own: ``metadata[key]``."""
        params = {**(filters or {}), "page": str(page)}
        body = self._transport.read("/invoices", params=params)
        if not isinstance(body, dict) or not isinstance(body.get("invoices"), list):
            raise OutcomeUnknown("the answer is not a list of invoices")
        following = (body.get("meta") or {}).get("next_page")
        return InvoicePage(tuple(map(parse_invoice, body["invoices"])), following)

    def cancel(self, invoice_id: UUID) -> ProviderInvoice:
        """Close an open invoice. Raises Refused where it is paid, cancelled or expired."""
        return parse_invoice(self._transport.write("PUT", f"/invoices/{invoice_id}/cancel"))


def parse_invoice(body: Any) -> ProviderInvoice:
    """Read an invoice object. Raises OutcomeUnknown where its core is missing or misshapen."""
    try:
        return ProviderInvoice(
            id=UUID(body["id"]),
            status=str(body["status"]),
            amount=int(body["amount"]),
            currency=str(body["currency"]),
            url=str(body["url"]),
            metadata=body.get("metadata") or {},
            payments=tuple(map(parse_payment, body.get("payments") or ())),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OutcomeUnknown("the answer is not an invoice") from error
