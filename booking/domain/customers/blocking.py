"""Customers who may not book online: the salon may still book for them."""

from typing import Any

from django.db import transaction

from audit.log import record as log
from booking.domain.customers.records import locked_record
from booking.errors import CustomerBlocked
from booking.models import CustomerRecord
from salons.models import SalonProfile


def block_customer(customer_id: int, *, reason: str, actor: Any) -> CustomerRecord:
    """Take no more online bookings of the person; what is booked stays. Twice changes the reason.

    The reason is the salon's own: neither the person nor another salon ever reads it.
    """
    return _write(customer_id, True, reason=reason.strip(), actor=actor)


def unblock_customer(customer_id: int, *, actor: Any) -> CustomerRecord:
    """Take her online bookings again. A second call changes nothing."""
    return _write(customer_id, False, reason="", actor=actor)


def require_welcome(customer: Any) -> None:
    """Raise CustomerBlocked for her own booking where the salon takes none. One statement.

    With the salon's number, at which she books.
    """
    if CustomerRecord.objects.filter(customer=customer, is_blocked=True).exists():
        raise CustomerBlocked(phone=SalonProfile.load().phone)


def _write(customer_id: int, is_blocked: bool, *, reason: str, actor: Any) -> CustomerRecord:
    with transaction.atomic():
        record = locked_record(customer_id)
        before = record.is_blocked, record.blocked_reason
        if before == (is_blocked, reason):
            return record
        record.is_blocked, record.blocked_reason = is_blocked, reason
        record.save(update_fields=["is_blocked", "blocked_reason"])
        log(
            record,
            changes={"is_blocked": [before[0], is_blocked]},
            reason=reason,
            verb="customer_blocked" if is_blocked else "customer_unblocked",
            actor=actor,
        )
    return record
