"""The salon's customers with what their appointments add up to, and the search among them.

One statement, whatever is asked: ``booking/sql/customers.sql``.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from booking.domain.customers.typed import LETTERS, PLAIN, digits_pattern, words_pattern
from booking.enums import AppointmentStatus
from booking.errors import CustomerNotFound
from booking.permissions import can_see_contacts, can_view_whole_calendar
from foundation.masking import mask_phone
from foundation.money import Money
from foundation.tenancy.models import current_schema_name
from salons.queries import staff_ids_of

CUSTOMERS_SQL = (Path(__file__).parents[2] / "sql" / "customers.sql").read_text()
# Visits in a year from which on somebody is a regular.
REGULAR_FROM = 3
# What a key of the database holds.
LARGEST_ID = 2**63 - 1
YEAR = timedelta(days=365)
_S = AppointmentStatus
AHEAD = [_S.PENDING_PAYMENT.value, _S.CONFIRMED.value, _S.ARRIVED.value, _S.IN_PROGRESS.value]


class CustomerFilter(TextChoices):
    """Which customers are listed."""

    ALL = "", pgettext_lazy("customers", "all")
    NEW = "new", pgettext_lazy("customers", "new")
    REGULAR = "regular", pgettext_lazy("customers", "regular")
    MISSED = "missed", pgettext_lazy("customers", "missed a visit")
    BLOCKED = "blocked", pgettext_lazy("customers", "by phone only")


@dataclass(frozen=True, kw_only=True)
class Customer:
    """One person as the salon knows her. ``visits`` are completed ones; ``spend`` is of them."""

    customer_id: int
    record_id: int | None
    name: str
    phone_number: str = field(repr=False)
    tags: list[str]
    is_blocked: bool
    visits: int
    no_shows: int
    cancelled_late: int
    spend_minor: int
    last_visit: datetime | None
    next_visit: datetime | None

    def __str__(self) -> str:
        return self.name or mask_phone(self.phone_number)

    @property
    def spend(self) -> Money:
        return Money(self.spend_minor)


@dataclass(frozen=True)
class Found:
    """Some of the customers that were found, and how many there are in all."""

    customers: list[Customer]
    total: int


def find_customers(
    reader: Any,
    *,
    typed: str = "",
    tag: str = "",
    only: CustomerFilter = CustomerFilter.ALL,
    limit: int = 25,
    offset: int = 0,
) -> Found:
    """Return the customers whom the reader may see, who came last or comes next first.

    ``typed``: a part of her name or of a family member's, a reference, and for those who see
    numbers a part of hers. Nobody but this salon's customers is looked at.
    """
    asked = {"typed": typed, "tag": tag, "filter": only.value, "limit": limit, "offset": offset}
    return _found(reader, **asked)


def customer_of_salon(reader: Any, customer_id: int) -> Customer:
    """Return one customer with her figures; raise CustomerNotFound where the reader sees none."""
    if customer_id > LARGEST_ID:
        raise CustomerNotFound
    found = _found(reader, customer=customer_id)
    if not found.customers:
        raise CustomerNotFound
    return found.customers[0]


def _found(reader: Any, **asked: Any) -> Found:
    with connection.cursor() as cursor:
        cursor.execute(CUSTOMERS_SQL, _parameters(reader, **asked))
        rows = cursor.fetchall()
        names = [column.name for column in cursor.description][:-1]
    customers = [Customer(**dict(zip(names, row[:-1], strict=True))) for row in rows]
    return Found(customers, rows[0][-1] if rows else 0)


def _parameters(
    reader: Any,
    *,
    customer: int | None = None,
    typed: str = "",
    tag: str = "",
    filter: str = "",
    limit: int = 1,
    offset: int = 0,
) -> dict[str, Any]:
    now = timezone.now()
    is_own = not can_view_whole_calendar(reader)
    return {
        "schema": current_schema_name(),
        "customer": customer,
        "is_own": is_own,
        "staff": staff_ids_of(reader) if is_own else [],
        "now": now,
        "year_ago": now - YEAR,
        "ahead": AHEAD,
        "regular_from": REGULAR_FROM,
        "tag": tag,
        "filter": filter,
        "words": words_pattern(typed),
        "digits": digits_pattern(typed) if can_see_contacts(reader) else "",
        "reference": typed.strip().upper(),
        "letters": LETTERS,
        "plain": PLAIN,
        "limit": limit,
        "offset": offset,
    }
