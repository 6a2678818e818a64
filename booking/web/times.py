"""The times of one day under their headings, those worth recommending first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils.translation import gettext as _

from booking.domain.availability import Slot
from booking.domain.availability.facts import Facts
from booking.domain.engine.wall_clock import ONE_DAY
from booking.domain.spoken_times import clock_time, clock_words
from booking.web.choice import Choice
from booking.web.clock import part_of_day
from foundation.money import Money

# From this length on customers want to know when they are done.
LONG = timedelta(minutes=90)
MAX_RECOMMENDED = 4


@dataclass(frozen=True, kw_only=True)
class TimeOption:
    """One bookable beginning; ``query`` leads to its confirmation.

    ``until`` for long visits; ``price`` where times cost differently; ``seats_left`` of a class.
    """

    start: datetime
    label: str
    query: str
    until: str = ""
    price: Money | None = None
    seats_left: int | None = None
    is_best: bool = False


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
    """The times of the shown day; where it has none, why, and the next day that has some."""

    day: date
    parts: tuple[PartOfDay, ...] = ()
    recommended: PartOfDay | None = None
    next_free: date | None = None
    next_query: str = ""
    why: str = ""

    @property
    def count(self) -> int:
        return sum(len(part.times) for part in self.parts)

    @property
    def has_notes(self) -> bool:
        """Return whether times say more than when they begin."""
        times = [time for part in self.parts for time in part.times]
        return any(time.until or time.price or time.seats_left is not None for time in times)


def times_of(slots: Sequence[Slot], choice: Choice, facts: Facts) -> DayTimes:
    """Return the times of the chosen day, which has some."""
    day: date = choice.day  # type: ignore[assignment]
    options = _options(slots, choice, facts)
    zone = facts.place.zone
    parts = tuple(
        PartOfDay(
            name=name,
            title=_part_titles()[name],
            times=tuple(group),
            night_of=day + ONE_DAY if name == "night" else None,
        )
        for name, group in groupby(options, key=lambda each: part_of_day(each.start, day, zone))
    )
    return DayTimes(day, parts, _recommended(options, choice))


def _options(slots: Sequence[Slot], choice: Choice, facts: Facts) -> list[TimeOption]:
    zone = facts.place.zone
    shows_end = choice.size > 1 or choice.ready or any(s.end - s.start >= LONG for s in slots)
    shows_price = len({slot.total_minor for slot in slots}) > 1
    # Where every time leaves the day whole, none is worth a mark.
    marks = any(not slot.is_best for slot in slots)
    return [
        TimeOption(
            start=slot.start,
            label=clock_time(slot.start, zone),
            query=choice.but(start=slot.start).query,
            until=clock_time(slot.end, zone) if shows_end else "",
            price=slot.total if shows_price else None,
            seats_left=slot.seats_left,
            is_best=slot.is_best and marks,
        )
        for slot in slots
    ]


def _recommended(options: Sequence[TimeOption], choice: Choice) -> PartOfDay | None:
    """Return the times nearest to when everybody is to be ready, else those of the salon.

    Of a few times nobody needs a choice made for her.
    """
    if len(options) <= MAX_RECOMMENDED:
        return None
    if choice.ready is not None:
        title = _("Closest to %(time)s") % {"time": clock_words(choice.ready)}
        return PartOfDay("best", title, tuple(options[-MAX_RECOMMENDED:]))
    best = tuple(option for option in options if option.is_best)[:MAX_RECOMMENDED]
    return PartOfDay("best", _("Recommended"), best) if best else None


def _part_titles() -> dict[str, str]:
    return {
        "morning": _("Morning"),
        "afternoon": _("Afternoon"),
        "evening": _("Evening"),
        "night": _("After midnight"),
    }
