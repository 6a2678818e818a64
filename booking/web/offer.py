"""Free days and times of a visit, in the shape in which the pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from booking.domain.availability import Slot, day_slots, days_with_slots, plan_or_refuse
from booking.domain.calendar import ONE_DAY, business_day, load_calendar_around
from booking.domain.planning import Plan, RequestedItem
from booking.web.choice import Choice
from booking.web.clock import clock_time, months_title, part_of_day
from salons.models import BookingRules, OpeningHours, SalonProfile

PAGE = timedelta(days=14)


@dataclass(frozen=True)
class TimeOption:
    """One bookable beginning; ``query`` leads to its confirmation."""

    start: datetime
    label: str
    query: str


@dataclass(frozen=True)
class PartOfDay:
    """Times under one heading."""

    name: str
    title: str
    times: tuple[TimeOption, ...]
    # The calendar date of times after midnight, whose business day is the one before.
    night_of: date | None = None


@dataclass(frozen=True)
class DayTimes:
    """The times of the shown day, or the next day that has some."""

    day: date
    parts: tuple[PartOfDay, ...]
    next_free: date | None = None
    next_query: str = ""

    @property
    def count(self) -> int:
        return sum(len(part.times) for part in self.parts)


@dataclass(frozen=True)
class DayOption:
    """One day of the strip."""

    day: date
    is_free: bool
    is_selected: bool


@dataclass(frozen=True)
class DayStrip:
    """Two weeks of days and the ways to the weeks before and after."""

    days: tuple[DayOption, ...]
    title: str
    # Addresses' queries of the pages before and after; empty at the ends.
    earlier: str
    later: str

    @property
    def first(self) -> date:
        return self.days[0].day


@dataclass(frozen=True)
class Offer:
    """What can be booked: the strip of days and the times of one of them."""

    strip: DayStrip
    times: DayTimes


def offer_for(
    items: Sequence[RequestedItem], choice: Choice, *, first: date | None = None
) -> Offer:
    """Return the days from ``first`` on and the times of the chosen day.

    Without a chosen day the first free one is shown; where the page has none, the page that has.
    """
    now = timezone.now()
    today, last = bookable_days(now)
    first = _page_start(first or choice.day or today, today, last)
    free = days_with_slots(items, first, _page_end(first, last), now=now)
    day = choice.day if choice.day and first <= choice.day <= _page_end(first, last) else None
    if day is None and not free and (found := _next_free(items, first + PAGE, last, now)):
        first = _page_start(found, today, last)
        free = days_with_slots(items, first, _page_end(first, last), now=now)
    day = day or (free[0] if free else None)
    strip = _strip(first, (today, last), free, choice.but(day=day))
    return Offer(strip, _times(items, choice.but(day=day or first), (today, last), now))


def times_on(items: Sequence[RequestedItem], choice: Choice) -> DayTimes:
    """Return the times of ``choice.day``; where there are none, the next day that has some."""
    now = timezone.now()
    return _times(items, choice, bookable_days(now), now)


def planned_visit(items: Sequence[RequestedItem], start: datetime) -> Plan:
    """Return who would do what at ``start``; raise SlotTaken or NotBookable."""
    return plan_or_refuse(load_calendar_around(start), items, start, now=timezone.now())


def bookable_days(now: datetime) -> tuple[date, date]:
    """Return the business day of ``now`` and the last day of the horizon."""
    first = business_day(now, OpeningHours.objects.all(), SalonProfile.load().zone)
    return first, first + timedelta(days=BookingRules.load().horizon_days)


def _times(
    items: Sequence[RequestedItem], choice: Choice, bounds: tuple[date, date], now: datetime
) -> DayTimes:
    today, last = bounds
    day = choice.day or today
    choice = choice.but(day=day)
    slots = day_slots(items, day, now=now) if today <= day <= last else []
    if slots:
        return DayTimes(day, _parts(slots, choice))
    found = _next_free(items, max(day + ONE_DAY, today), last, now)
    return DayTimes(day, (), found, choice.but(day=found).query if found else "")


def _page_start(day: date, today: date, last: date) -> date:
    """Return the first day of the page of two weeks, counted from today, that shows ``day``."""
    pages = (min(max(day, today), last) - today) // PAGE
    return today + pages * PAGE


def _page_end(first: date, last: date) -> date:
    return min(first + PAGE - ONE_DAY, last)


def _next_free(
    items: Sequence[RequestedItem], first: date, last: date, now: datetime
) -> date | None:
    """Return the first free day, looking at one page at a time: most are found in the first."""
    while first <= last:
        if free := days_with_slots(items, first, _page_end(first, last), now=now):
            return free[0]
        first += PAGE
    return None


def _strip(
    first: date, bounds: tuple[date, date], free: Sequence[date], choice: Choice
) -> DayStrip:
    today, last = bounds
    end = _page_end(first, last)
    shown = [first + timedelta(days=n) for n in range((end - first).days + 1)]
    return DayStrip(
        days=tuple(DayOption(day, day in free, day == choice.day) for day in shown),
        title=months_title(first, end),
        earlier=_page_query(choice, first - PAGE) if first > today else "",
        later=_page_query(choice, first + PAGE) if first + PAGE <= last else "",
    )


def _page_query(choice: Choice, first: date) -> str:
    """Return the query of another page: its first free day is shown, not the chosen one."""
    return f"{choice.but(day=None).query}&from={first.isoformat()}"


def _parts(slots: Sequence[Slot], choice: Choice) -> tuple[PartOfDay, ...]:
    day: Any = choice.day
    zone = SalonProfile.load().zone
    titles = {
        "morning": _("Morning"),
        "afternoon": _("Afternoon"),
        "evening": _("Evening"),
        "night": _("After midnight"),
    }
    return tuple(
        PartOfDay(
            name=name,
            title=titles[name],
            times=tuple(
                TimeOption(
                    slot.start, clock_time(slot.start, zone), choice.but(start=slot.start).query
                )
                for slot in group
            ),
            night_of=day + ONE_DAY if name == "night" else None,
        )
        for name, group in groupby(slots, key=lambda slot: part_of_day(slot.start, day, zone))
    )
