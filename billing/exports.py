"""What billing adds to a salon's export for people with a spreadsheet."""

from collections.abc import Iterator
from datetime import tzinfo
from typing import Any

from django.db.models import QuerySet

from billing.models import Payment, Refund
from foundation.money import table_amount
from salons.models import SalonProfile
from tenants.domain.exports.tables import Spreadsheet, wall_clock

CHUNK = 1000
# Amounts and times are written as spreadsheets read them; the columns' names say so.
PAYMENT = (
    *("id", "appointment__reference", "status", "amount_minor", "refunded_minor", "currency"),
    *("card_company", "card_last_four", "created_at", "paid_at"),
)
REFUND = ("id", "payment_id", "amount_minor", "status", "reason", "created_at", "finished_at")


def on_spreadsheets_asked(sender: Any, **kwargs: Any) -> list[Spreadsheet]:
    """Contribute payments and refunds."""
    return [
        Spreadsheet("payments", _headings(PAYMENT), _payments),
        Spreadsheet("refunds", _headings(REFUND), _refunds),
    ]


def _payments() -> Iterator[tuple[Any, ...]]:
    return _rows(Payment.objects.order_by("created_at", "pk"), PAYMENT)


def _refunds() -> Iterator[tuple[Any, ...]]:
    return _rows(Refund.objects.order_by("created_at", "pk"), REFUND)


def _headings(columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.removeprefix("appointment__").removesuffix("_minor") for name in columns)


def _rows(found: QuerySet[Any], columns: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    zone = SalonProfile.load().zone
    for row in found.values(*columns).iterator(chunk_size=CHUNK):
        currency = row.get("currency", "SAR")
        yield tuple(_cell(row[name], name, currency=currency, zone=zone) for name in columns)


def _cell(value: Any, name: str, *, currency: str, zone: tzinfo) -> Any:
    if name.endswith("_minor"):
        return table_amount(value, currency)
    return wall_clock(value, zone=zone) if name.endswith("_at") else value
