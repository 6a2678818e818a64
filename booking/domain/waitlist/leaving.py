"""Getting off the waiting list: taken back, removed by the salon, over."""

from datetime import date
from typing import Any
from uuid import UUID

from booking.domain.waitlist.answering import let_go, locked_offer
from booking.domain.waitlist.errors import EntryNotFound, NotWaiting
from booking.domain.waitlist.lists import OPEN_ENTRY
from booking.enums import OfferStatus, WaitlistStatus
from booking.locks import bounded_transaction, lock_waiting
from booking.models import WaitlistEntry


def withdraw_entry(entry_id: UUID | str, *, customer: Any) -> WaitlistEntry:
    """Take the customer's own entry back; a time that is held for her becomes free.

    A second call changes nothing. Raises EntryNotFound for somebody else's, NotWaiting where she
    has booked or the days are over, Busy.
    """
    return _end(entry_id, actor=customer, owner_id=customer.pk)


def remove_entry(entry_id: UUID | str, *, actor: Any) -> WaitlistEntry:
    """Take an entry off the list for the salon. Raises EntryNotFound, NotWaiting, Busy."""
    return _end(entry_id, actor=actor, by_salon=True)


def lapse_entries(today: date | None) -> int:
    """End what nobody can be offered any more: its last day is past. Return how many.

    Without a day all that wait: the salon has closed. What is offered is left to its answer.
    """
    over = WaitlistEntry.objects.filter(status=WaitlistStatus.WAITING)
    if today is not None:
        over = over.filter(last_day__lt=today)
    return int(over.update(status=WaitlistStatus.LAPSED))


def _end(
    entry_id: UUID | str, *, actor: Any, owner_id: int | None = None, by_salon: bool = False
) -> WaitlistEntry:
    with bounded_transaction():
        entry = lock_waiting(entry_id)
        if entry is None or owner_id not in (None, entry.customer_id):
            raise EntryNotFound
        if entry.status == WaitlistStatus.WITHDRAWN:
            return entry
        if entry.status not in OPEN_ENTRY:
            raise NotWaiting
        _end_offer(entry, actor=actor, by_salon=by_salon)
        entry.status = WaitlistStatus.WITHDRAWN
        entry.save(update_fields=["status"])
    return entry


def _end_offer(entry: WaitlistEntry, *, actor: Any, by_salon: bool) -> None:
    offer = entry.offers.filter(status=OfferStatus.OPEN).first()
    if offer is None:
        return
    found = locked_offer(offer, entry)
    if found.is_open:
        let_go(found, actor=actor, by_salon=by_salon)
    offer.status = OfferStatus.DECLINED
    offer.save(update_fields=["status"])
