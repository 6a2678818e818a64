"""Lists: pages of 40, newest first, with the documented filters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from werkzeug.datastructures import MultiDict

from ..core import parse_time
from ..store import Json
from .payment import Payment

PAGE_SIZE = 40

Item = TypeVar("Item")
Query = MultiDict[str, str]


def page_of(items: Sequence[Item], query: Query) -> tuple[Sequence[Item], Json]:
    """Return one page and the documented `meta`."""
    total_pages = max(1, -(-len(items) // PAGE_SIZE))
    text = query.get("page", "1")
    page = max(1, int(text)) if text.isdigit() else 1
    meta = {
        "current_page": page,
        "next_page": page + 1 if page < total_pages else None,
        "prev_page": page - 1 if page > 1 else None,
        "total_pages": total_pages,
        "total_count": len(items),
    }
    return items[(page - 1) * PAGE_SIZE : page * PAGE_SIZE], meta


def filtered_payments(payments: Iterable[Payment], query: Query) -> list[Payment]:
    return [payment for payment in payments if _matches_payment(payment, query)]


def matches(query: Query, *, id_: str, status: str, times: Json, metadata: Json | None) -> bool:
    """Check the filters that payments and invoices share."""
    if query.get("id", id_) != id_ or query.get("status", status) != status:
        return False
    if not all(_in_range(query, name, text) for name, text in times.items()):
        return False
    return all(
        str((metadata or {}).get(name[len("metadata[") : -1])) == value
        for name, value in query.items()
        if name.startswith("metadata[") and name.endswith("]")
    )


def _matches_payment(payment: Payment, query: Query) -> bool:
    times = {"created": payment.created_at, "updated": payment.updated_at}
    last = query.get("card_last_digits")
    if last and not str(payment.source.get("number") or "").endswith(last):
        return False
    receipt = query.get("receipt_no")
    if receipt and payment.source.get("reference_number") != receipt:
        return False
    return matches(
        query, id_=payment.id, status=payment.status, times=times, metadata=payment.metadata
    )


def _in_range(query: Query, name: str, text: Any) -> bool:
    """Apply name[gt] and name[lt]; a bound that is no date is passed over."""
    value = parse_time(str(text))
    after, before = _bound(query, f"{name}[gt]"), _bound(query, f"{name}[lt]")
    if value is None:
        return True
    return (after is None or value > after) and (before is None or value < before)


def _bound(query: Query, name: str) -> datetime | None:
    # An unescaped plus sign of a time zone arrives as a space.
    return parse_time(query.get(name, "").replace(" ", "+"))
