"""Free days and times of a visit, in the shape in which the pages show them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from booking.domain.availability import Availability, Slot, VisitRequest, load_availability
from booking.domain.engine.wall_clock import ONE_DAY
from booking.web.choice import Choice
from booking.web.clock import months_title, ready_instant
from booking.web.empty_days import why_empty
from booking.web.times import DayTimes, times_of

PAGE = timedelta(days=14)
# Days that no horizon reaches are not looked at.
FARTHEST = timedelta(days=380)


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
    Strip and times come from one reading of the salon.
    """
    now = timezone.now()
    page = _page(visit, first or choice.day, now)
    free = list(_free_days(page, choice))
    day = choice.day if choice.day and page.bounds[0] <= choice.day <= page.bounds[1] else None
    if day is None and not free and (found := _next_free(page, choice, now)):
        page = _page(visit, found, now)
        free = list(_free_days(page, choice))
    day = day or (free[0] if free else None)
    times = _times(page, choice.but(day=day or page.bounds[0]), free, now)
    return Offer(_strip(page, free, choice.but(day=day)), times)


def times_on(visit: VisitRequest, choice: Choice) -> DayTimes:
    """Return the times of ``choice.day``; where there are none, the next day that has some."""
    now = timezone.now()
    page = _page(visit, choice.day, now)
    return _times(page, choice.but(day=choice.day or page.today), None, now)


def _page(visit: VisitRequest, day: date | None, now: datetime) -> Availability:
    """Load the page of two weeks, counted from today, that shows ``day``."""
    guess = timezone.localdate(now)
    day = day if day and abs(day - guess) < FARTHEST else guess
    page = load_availability(visit, *_page_around(guess, day), now=now)
    first, last = _page_around(page.today, min(max(day, page.today), page.last_bookable))
    last = min(last, page.last_bookable)
    return page if page.bounds == (first, last) else load_availability(visit, first, last, now=now)


def _page_around(today: date, day: date) -> tuple[date, date]:
    first = today + (day - today) // PAGE * PAGE
    return first, first + PAGE - ONE_DAY


def _times(
    page: Availability, choice: Choice, free: Sequence[date] | None, now: datetime
) -> DayTimes:
    day: date = choice.day  # type: ignore[assignment]
    slots = _slots(page, choice, day)
    if slots:
        return times_of(slots, choice, page.facts)
    later = _free_days(page, choice) if free is None else iter(free)
    found = next((each for each in later if each > day), None) or _next_free(page, choice, now)
    query = choice.but(day=found).query if found else ""
    return DayTimes(day, next_free=found, next_query=query, why=why_empty(page, choice, day))


def _slots(page: Availability, choice: Choice, day: date) -> list[Slot]:
    """Return the times of a day, those of a visit that is over when it is wanted."""
    slots = page.slots_on(day)
    if choice.ready is None:
        return slots
    ready = ready_instant(day, choice.ready, page.facts.place.zone)
    return [slot for slot in slots if slot.end <= ready]


def _free_days(page: Availability, choice: Choice) -> Iterator[date]:
    for day in page.days_with_slots():
        if choice.ready is None or _slots(page, choice, day):
            yield day


def _next_free(page: Availability, choice: Choice, now: datetime) -> date | None:
    """Return the first free day after the page, in longer and longer looks ahead."""
    first, length = page.bounds[1] + ONE_DAY, PAGE
    while first <= page.last_bookable:
        last = min(first + length - ONE_DAY, page.last_bookable)
        ahead = load_availability(page.request, first, last, now=now)
        if (found := next(_free_days(ahead, choice), None)) is not None:
            return found
        first, length = last + ONE_DAY, 2 * length
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
