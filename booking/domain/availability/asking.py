"""Questions about longer stretches of time: the free days of a month, the next free time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from booking.domain.availability.loading import FARTHEST_DAYS, load_availability, require_near
from booking.domain.availability.slots import Slot
from booking.domain.availability.wanted import VisitRequest
from booking.domain.engine.wall_clock import ONE_DAY
from booking.errors import DateOutOfRange

# How many days the search for the next free time reads at once; the last again and again. A year
# is searched by five reads.
STEPS = (7, 28, 112)
NEAR = timedelta(days=14)
LONGEST_MONTH = timedelta(days=31)


@dataclass(frozen=True)
class FreeDays:
    """The days of a month on which something can be booked; ``first``..``last`` were looked at."""

    first: date
    last: date
    days: list[date]


def free_days(request: VisitRequest, month: date, *, now: datetime | None = None) -> FreeDays:
    """Return the free days of the month of ``month``, from today to the horizon: one read.

    Raises DateOutOfRange for a month without such a day, and what ``load_availability`` raises.
    """
    now = now or timezone.now()
    first = month.replace(day=1)
    require_near(first, now, param="month")
    last = (first + LONGEST_MONTH).replace(day=1) - ONE_DAY
    # Where it is yesterday still, and where it is not, differs by a day.
    start = max(first, now.astimezone(UTC).date() - ONE_DAY)
    if start > last:
        raise DateOutOfRange(param="month")
    month_read = load_availability(request, start, last, now=now)
    first, last = max(first, month_read.today), min(last, month_read.last_bookable)
    if first > last:
        raise DateOutOfRange(param="month")
    return FreeDays(first, last, month_read.days_with_slots())


def next_times(
    request: VisitRequest, *, after: datetime, count: int, now: datetime | None = None
) -> list[Slot]:
    """Return the ``count`` soonest times at or after ``after``, of one read: two weeks.

    Raises DateOutOfRange for an instant beyond the horizon, and what ``load_availability`` raises.
    """
    now = now or timezone.now()
    begin = max(after, now)
    first = begin.astimezone(UTC).date() - ONE_DAY
    require_near(first, now, param="after")
    read = load_availability(request, first, first + NEAR, now=now)
    found: list[Slot] = []
    for day in read.days_with_slots():
        found.extend(slot for slot in read.slots_on(day) if slot.start >= begin)
        if len(found) >= count:
            break
    return found[:count]


def next_free(
    request: VisitRequest, *, after: datetime | None = None, now: datetime | None = None
) -> tuple[ZoneInfo, Slot | None]:
    """Return the salon's zone and the soonest time at or after ``after``, up to the horizon.

    Reads a week, then longer and longer stretches. Raises DateOutOfRange for an instant beyond the
    horizon, and what ``load_availability`` raises.
    """
    now = now or timezone.now()
    begin = max(after or now, now)
    # The business day of an instant may be the one before.
    first = begin.astimezone(UTC).date() - ONE_DAY
    require_near(first, now, param="after")
    for step in (*STEPS, *STEPS[-1:] * 3):
        last = min(first + step * ONE_DAY, now.date() + FARTHEST_DAYS * ONE_DAY)
        read = load_availability(request, first, last, now=now)
        if read.business_day(begin) > read.last_bookable:
            raise DateOutOfRange(param="after")
        slot = read.next_slot(after=begin)
        if slot is not None or last >= read.last_bookable:
            break
        first = last + ONE_DAY
    return read.facts.place.zone, slot
