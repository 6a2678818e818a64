"""Intervals of business days on the wall clock, and what of them cannot be true together."""

from collections.abc import Iterable, Mapping
from datetime import time
from itertools import pairwise

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from salons.domain.hours.errors import (
    EmptyInterval,
    HoursOverlap,
    NightOverlapsMorning,
    TooManyIntervals,
)

# From, until; until at or before from means the next morning.
Interval = tuple[time, time]
Intervals = tuple[Interval, ...]
Week = Mapping[int, Intervals]

MOST_PER_DAY = 6
MIDNIGHT = time(0)
DAYS = 7
DAY_MINUTES = 24 * 60


def checked_day(intervals: Iterable[Interval]) -> Intervals:
    """Return the intervals of one day in order.

    Raises EmptyInterval, TooManyIntervals, HoursOverlap. Intervals may touch each other.
    """
    found = tuple(sorted(intervals))
    if len(found) > MOST_PER_DAY:
        raise TooManyIntervals
    for starts, ends in found:
        if starts == ends != MIDNIGHT:
            raise EmptyInterval
    for earlier, later in pairwise(found):
        if _minute(later[0]) < end_minute(earlier):
            both = {"first": interval_text(earlier), "second": interval_text(later)}
            raise HoursOverlap(_("%(first)s and %(second)s overlap.") % both)
    return found


def checked_week(week: Mapping[int, Iterable[Interval]]) -> dict[int, Intervals]:
    """Return the days of a week, each in order; the week comes round again.

    Raises what ``checked_day`` raises and NightOverlapsMorning, with ``weekday`` in the data.
    """
    checked: dict[int, Intervals] = {}
    for weekday in range(DAYS):
        try:
            checked[weekday] = checked_day(week.get(weekday, ()))
        except (EmptyInterval, TooManyIntervals, HoursOverlap) as refusal:
            refusal.data["weekday"] = weekday
            raise
    for weekday in range(DAYS):
        if overlaps_next(checked[weekday], checked[(weekday + 1) % DAYS]):
            raise NightOverlapsMorning(weekday=weekday)
    return checked


def overlaps_next(evening: Intervals, morning: Intervals) -> bool:
    """Return whether a day's night reaches into the hours of the day after it."""
    if not evening or not morning:
        return False
    night = max(end_minute(interval) for interval in evening) - DAY_MINUTES
    return night > min(_minute(starts) for starts, _ends in morning)


def end_minute(interval: Interval) -> int:
    """Return the minute of the business day at which it ends: over 1440 after midnight."""
    starts, ends = interval
    return _minute(ends) + (DAY_MINUTES if ends <= starts else 0)


def interval_text(interval: Interval) -> str:
    """Return ``9:00 PM – 3:00 AM``."""
    return " – ".join(time_format(clock, "TIME_FORMAT") for clock in interval)


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute
