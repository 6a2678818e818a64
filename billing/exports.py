"""What billing adds to a salon's export for people with a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from billing.models import Payment, Refund
from tenants.domain.export_tables import Spreadsheet

CHUNK = 1000
PAYMENT = (
    *("id", "reference", "status", "amount_minor", "refunded_minor", "currency"),
    *("card_company", "card_last_four", "created_at", "paid_at"),
)
REFUND = ("id", "payment_id", "amount_minor", "status", "reason", "created_at", "finished_at")


def on_spreadsheets_asked(sender: Any, **kwargs: Any) -> list[Spreadsheet]:
    """Contribute payments and refunds."""
    return [
        Spreadsheet("payments", PAYMENT, _payments),
        Spreadsheet("refunds", REFUND, _refunds),
    ]


def _payments() -> Iterator[tuple[Any, ...]]:
    columns = [name if name != "reference" else "appointment__reference" for name in PAYMENT]
    rows = Payment.objects.order_by("created_at", "pk").values_list(*columns)
    return map(_plain, rows.iterator(chunk_size=CHUNK))


def _refunds() -> Iterator[tuple[Any, ...]]:
    rows = Refund.objects.order_by("created_at", "pk").values_list(*REFUND)
    return map(_plain, rows.iterator(chunk_size=CHUNK))


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(cell.isoformat() if hasattr(cell, "isoformat") else cell for cell in row)
