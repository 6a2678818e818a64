"""Getting on the waiting list."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.permissions import require_verified
from booking import jobs
from booking.domain.availability import Availability, Slot, VisitRequest, load_availability
from booking.domain.engine.hours import dates
from booking.domain.engine.world import Part, Visit
from booking.domain.waitlist.errors import (
    BookableNow,
    TooManyDays,
    TooManyEntries,
    WaitingRefused,
    WrongDays,
    WrongHours,
)
from booking.domain.waitlist.lists import OPEN_ENTRY, is_blocked
from booking.domain.waitlist.wishes import Hours, visit_as_json
from booking.errors import DateOutOfRange
from booking.locks import bounded_transaction, lock_waiting_customer
from booking.models import WaitlistEntry

# Of one customer at one salon.
MAX_ENTRIES = 3
LONGEST_WISH = timedelta(days=31)
ROUND_JOB = "waitlist_round"
ROUND_KEY = "salon"


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A visit on one of some days, between some hours."""

    customer: Any
    visit: VisitRequest
    first_day: date
    last_day: date
    hours: Hours = field(default_factory=Hours)
    language: str = "ar"


def join_waitlist(wish: Wish) -> WaitlistEntry:
    """Put the wish at the end of the list and plan a round; the same wish again returns the first.

    What can be booked right now is not waited for: it would be offered at once to somebody who saw
    it and wanted another time. Narrower days or hours say which.

    Raises PhoneNotVerified, WaitingRefused, WrongDays, TooManyDays, WrongHours, DateOutOfRange,
    BookableNow, TooManyEntries, UnknownService, UnknownStaff, UnknownAddOn, Busy.
    """
    require_verified(wish.customer)
    if is_blocked(wish.customer):
        raise WaitingRefused
    _require_possible(wish)
    wanted = _row_of(wish)
    with bounded_transaction():
        lock_waiting_customer(wish.customer.pk)
        mine = list(WaitlistEntry.objects.filter(customer=wish.customer, status__in=OPEN_ENTRY))
        twin = next((each for each in mine if _is_same(each, wanted)), None)
        if twin is not None:
            return twin
        if len(mine) >= MAX_ENTRIES:
            raise TooManyEntries
        wanted.save(force_insert=True)
        # At once: a time that became free since it was looked for is offered.
        jobs.schedule(ROUND_JOB, key=ROUND_KEY, due_at=timezone.now())
    return wanted


def fitting(
    availability: Availability, wish_days: tuple[date, date], hours: Hours
) -> Iterator[Slot]:
    """Yield the bookable times of the days that lie within the hours, in order."""
    zone = availability.facts.place.zone
    for day in dates(*wish_days):
        for slot in availability.slots_on(day):
            if hours.cover(slot, day, zone):
                yield slot


def _require_possible(wish: Wish) -> None:
    first, last = wish.first_day, wish.last_day
    if last < first:
        raise WrongDays(param="last_day")
    if last - first >= LONGEST_WISH:
        raise TooManyDays(param="last_day", limit=LONGEST_WISH.days)
    read = load_availability(wish.visit, first, last)
    for day, param in ((first, "first_day"), (last, "last_day")):
        if not read.today <= day <= read.last_bookable:
            raise DateOutOfRange(param=param)
    if wish.hours.minutes < _shortest(read.visit):
        raise WrongHours(param="latest")
    free = next(fitting(read, (first, last), wish.hours), None)
    if free is not None:
        raise BookableNow(start=free.start)


def _shortest(visit: Visit) -> int:
    """Return how many minutes the visit takes at least, for the guest who is there longest."""
    return max(sum(map(_least, parts)) for parts in visit.guests)


def _least(part: Part) -> int:
    return min([part.blocks.visit, *(part.blocks_of(pk).visit for pk in part.own_durations)])


def _row_of(wish: Wish) -> WaitlistEntry:
    return WaitlistEntry(
        customer=wish.customer,
        visit=visit_as_json(wish.visit),
        first_day=wish.first_day,
        last_day=wish.last_day,
        earliest=wish.hours.earliest,
        latest=wish.hours.latest,
        language=wish.language,
    )


def _is_same(entry: WaitlistEntry, wanted: WaitlistEntry) -> bool:
    names = ("visit", "first_day", "last_day", "earliest", "latest")
    return all(getattr(entry, name) == getattr(wanted, name) for name in names)
