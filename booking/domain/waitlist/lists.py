"""Reads of the waiting list."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from booking.domain.waitlist.errors import EntryNotFound
from booking.enums import OfferStatus, WaitlistStatus
from booking.models import Appointment, CustomerRecord, WaitlistEntry, WaitlistOffer

OPEN_ENTRY = (WaitlistStatus.WAITING, WaitlistStatus.OFFERED)
# Offers that were let go: their time is not offered to the same entry again.
LET_GO = (OfferStatus.DECLINED, OfferStatus.LAPSED)


def entries_of(customer: Any) -> QuerySet[WaitlistEntry]:
    """Return the customer's open entries in the current salon, oldest first, with open offers."""
    mine = WaitlistEntry.objects.filter(customer=customer, status__in=OPEN_ENTRY)
    return mine.prefetch_related(_open_offers())


def entry_of(customer: Any, entry_id: UUID | str) -> WaitlistEntry:
    """Return one entry of the customer. Raises EntryNotFound for anybody else's."""
    found = (
        WaitlistEntry.objects.filter(customer=customer, pk=entry_id)
        .prefetch_related(_open_offers())
        .first()
    )
    if found is None:
        raise EntryNotFound
    return found


def open_entries() -> QuerySet[WaitlistEntry]:
    """Return who waits in the current salon, first come first, with every offer made to her."""
    offers = WaitlistOffer.objects.select_related("appointment")
    return (
        WaitlistEntry.objects.filter(status__in=OPEN_ENTRY)
        .select_related("customer")
        .prefetch_related(Prefetch("offers", offers))
    )


def waiting(first: date, last: date) -> QuerySet[WaitlistEntry]:
    """Return who waits for one of the days, first come first."""
    return WaitlistEntry.objects.filter(
        status=WaitlistStatus.WAITING, first_day__lte=last, last_day__gte=first
    )


def servable(entries: QuerySet[WaitlistEntry]) -> QuerySet[WaitlistEntry]:
    """Return the entries of people who may book online, with what they let go."""
    blocked = CustomerRecord.objects.filter(customer=OuterRef("customer"), is_blocked=True)
    let_go = WaitlistOffer.objects.filter(status__in=LET_GO).select_related("appointment")
    return (
        entries.filter(~Exists(blocked))
        .select_related("customer")
        .prefetch_related(Prefetch("offers", let_go, to_attr="let_go"))
    )


def later_than(entries: QuerySet[WaitlistEntry], entry_id: UUID | str) -> QuerySet[WaitlistEntry]:
    """Return those who came after an entry; all of them where it is gone."""
    mark = WaitlistEntry.objects.filter(pk=entry_id).values_list("created_at", "pk").first()
    if mark is None:
        return entries
    at, pk = mark
    return entries.filter(Q(created_at__gt=at) | Q(created_at=at, pk__gt=pk))


def times_let_go(entry_id: UUID) -> list[tuple[datetime, datetime]]:
    """Return from when until when the visits were that the entry was offered in vain."""
    found = WaitlistOffer.objects.filter(entry=entry_id, status__in=LET_GO)
    return list(found.values_list("appointment__starts_at", "appointment__ends_at"))


def without_offers(appointments: QuerySet[Appointment]) -> QuerySet[Appointment]:
    """Leave out times that were only offered: the list of wishes shows those that still are."""
    return appointments.exclude(waitlist_offers__status__in=[OfferStatus.OPEN, *LET_GO])


def is_blocked(customer: Any) -> bool:
    """Return whether the current salon takes no online bookings of the customer."""
    return bool(CustomerRecord.objects.filter(customer=customer, is_blocked=True).exists())


def _open_offers() -> "Prefetch[str, QuerySet[WaitlistOffer], str]":
    offers = WaitlistOffer.objects.filter(status=OfferStatus.OPEN).select_related("appointment")
    return Prefetch("offers", offers, to_attr="open_offers")
