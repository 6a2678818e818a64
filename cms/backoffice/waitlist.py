"""The waiting list as the back office shows it, and what is done there. Each act is audited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404

from audit.log import record
from booking.domain.availability import Slot, load_availability
from booking.domain.engine.hours import dates
from booking.domain.waitlist.described import Described, describe
from booking.domain.waitlist.leaving import remove_entry
from booking.domain.waitlist.lists import OPEN_ENTRY, open_entries
from booking.domain.waitlist.offering import offer_by_hand
from booking.domain.waitlist.wishes import visit_from_json
from booking.enums import OfferStatus
from booking.models import WaitlistEntry, WaitlistOffer

# Times to choose from; who wants another one narrows the days.
MOST_TIMES = 60


@dataclass(frozen=True)
class Row:
    """One entry with its offers, newest first."""

    wish: Described
    offers: tuple[WaitlistOffer, ...]

    @property
    def entry(self) -> WaitlistEntry:
        return self.wish.entry

    @property
    def customer(self) -> Any:
        return self.entry.customer

    @property
    def guest_name(self) -> str:
        """Return nothing: who waits has a number."""
        return ""

    @property
    def open_offer(self) -> WaitlistOffer | None:
        return next((each for each in self.offers if each.status == OfferStatus.OPEN), None)

    @property
    def answered(self) -> int:
        """Return how many offers came to nothing."""
        return sum(each.status != OfferStatus.OPEN for each in self.offers)


def rows_of(entries: Iterable[WaitlistEntry]) -> list[Row]:
    """Return the rows of the list in its order; entries come from ``open_entries``."""
    return [
        Row(wish, tuple(sorted(wish.entry.offers.all(), key=lambda o: o.offered_at, reverse=True)))
        for wish in describe(entries)
    ]


def entries_for(day: date | None) -> Any:
    """Return who waits, for one day or at all, first come first."""
    entries = open_entries().order_by("created_at", "pk")
    return entries.filter(first_day__lte=day, last_day__gte=day) if day else entries


def waiting_for(day: date) -> int:
    """Return how many wait for a day."""
    covered = WaitlistEntry.objects.filter(first_day__lte=day, last_day__gte=day)
    return int(covered.filter(status__in=OPEN_ENTRY).count())


def row_or_404(entry_id: UUID) -> Row:
    """Return one open entry; one that is over does not exist any more."""
    found = rows_of(open_entries().filter(pk=entry_id))
    if not found:
        raise Http404
    return found[0]


def times_for(entry: WaitlistEntry) -> list[tuple[date, list[Slot]]]:
    """Return what could be offered on the wanted days, at any hour. Raises DomainError."""
    read = load_availability(visit_from_json(entry.visit), entry.first_day, entry.last_day)
    found, left = [], MOST_TIMES
    for day in dates(entry.first_day, entry.last_day):
        slots = read.slots_on(day)[:left]
        left -= len(slots)
        if slots:
            found.append((day, slots))
    return found


def offer(entry_id: UUID, start: datetime, *, actor: Any) -> WaitlistOffer:
    """Offer a chosen time and audit it, both or neither. Raises what the offer raises."""
    with transaction.atomic():
        made = offer_by_hand(entry_id, start)
        record(made.entry, verb="offer", actor=actor, changes={"start": ["", start.isoformat()]})
    return made


def remove(entry_id: UUID, *, actor: Any, reason: str) -> WaitlistEntry:
    """Take an entry off the list and audit it. Raises what the removal raises."""
    with transaction.atomic():
        entry = remove_entry(entry_id, actor=actor)
        record(entry, verb="remove", actor=actor, reason=reason)
    return entry
