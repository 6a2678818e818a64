"""Free days and times of a visit, in the shape in which the pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from booking.domain.availability import (
    Availability,
    Slot,
    VisitRequest,
    load_around,
    load_availability,
)
from booking.domain.engine.wall_clock import ONE_DAY
from booking.web.choice import Choice
from booking.web.clock import clock_time, months_title, part_of_day
from salons.models import SalonProfile

PAGE = timedelta(days=14)
# Days that no horizon reaches are not looked at.
FARTHEST = timedelta(days=380)


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


def offer_for(visit: VisitRequest, choice: Choice, *, first: date | None = None) -> Offer:
    """Return the days from ``first`` on and the times of the chosen day.

    Without a chosen day the first free one is shown; where the page has none, the page that has.
    """
    now = timezone.now()
    page = _page(visit, first or choice.day, now)
    free = page.days_with_slots()
    day = choice.day if choice.day and page.bounds[0] <= choice.day <= page.bounds[1] else None
    if day is None and not free and (found := _next_free(page, now)):
        page = _page(visit, found, now)
        free = page.days_with_slots()
    day = day or (free[0] if free else None)
    times = _times(page, choice.but(day=day or page.bounds[0]), now)
    return Offer(_strip(page, free, choice.but(day=day)), times)


def times_on(visit: VisitRequest, choice: Choice) -> DayTimes:
    """Return the times of ``choice.day``; where there are none, the next day that has some."""
    now = timezone.now()
    page = _page(visit, choice.day, now)
    return _times(page, choice.but(day=choice.day or page.today), now)


def planned_visit(visit: VisitRequest, start: datetime) -> Slot:
    """Return who would do what at ``start``; raise SlotTaken or NotBookable."""
    return load_around(visit, start).slot_or_refuse(start)


def _page(visit: VisitRequest, day: date | None, now: datetime) -> Availability:
    """Load the page of two weeks, counted from today, that shows ``day``."""
    guess = now.date()
    day = day if day and abs(day - guess) < FARTHEST else guess
    page = load_availability(visit, *_page_around(guess, day), now=now)
    first, last = _page_around(page.today, min(max(day, page.today), page.last_bookable))
    last = min(last, page.last_bookable)
    return page if page.bounds == (first, last) else load_availability(visit, first, last, now=now)


def _page_around(today: date, day: date) -> tuple[date, date]:
    first = today + (day - today) // PAGE * PAGE
    return first, first + PAGE - ONE_DAY


def _times(page: Availability, choice: Choice, now: datetime) -> DayTimes:
    day: Any = choice.day
    slots = page.slots_on(day)
    if slots:
        return DayTimes(day, _parts(slots, choice))
    later = [found for found in page.days_with_slots() if found > day]
    found = later[0] if later else _next_free(page, now)
    return DayTimes(day, (), found, choice.but(day=found).query if found else "")


def _next_free(page: Availability, now: datetime) -> date | None:
    """Return the first free day after the page, looking at one page at a time."""
    first = page.bounds[1] + ONE_DAY
    while first <= page.last_bookable:
        last = min(first + PAGE - ONE_DAY, page.last_bookable)
        if free := load_availability(page.request, first, last, now=now).days_with_slots():
            return free[0]
        first += PAGE
    return None


def _strip(page: Availability, free: Sequence[date], choice: Choice) -> DayStrip:
    first, end = page.bounds
    shown = [first + timedelta(days=n) for n in range((end - first).days + 1)]
    return DayStrip(
        days=tuple(DayOption(day, day in free, day == choice.day) for day in shown),
        title=months_title(first, end),
        earlier=_page_query(choice, first - PAGE) if first > page.today else "",
        later=_page_query(choice, first + PAGE) if first + PAGE <= page.last_bookable else "",
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
