"""Opening hours and shifts as minutes of the window, business day by business day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from booking.domain.engine.timeline import Span, Window, mask_of
from booking.domain.engine.wall_clock import (
    ONE_DAY,
    closing_instant,
    offset_minutes,
    opening_instant,
)

MINUTES_OF_DAY = 24 * 60
# From, until; until at or before from means the next morning.
ClockSpan = tuple[time, time]
Weekly = Mapping[int, tuple[ClockSpan, ...]]


@dataclass(frozen=True)
class Season:
    """Weekly hours for a stretch of dates, such as Ramadan."""

    first: date
    last: date
    weekly: Weekly
    label: str = ""


@dataclass(frozen=True)
class Exceptional:
    """The hours of one date instead of the usual ones; none at all for a holiday."""

    spans: tuple[ClockSpan, ...]
    label: str = ""


@dataclass(frozen=True)
class HoursPlan:
    """When a salon is open: the date's own hours, else the season's, else the week's."""

    weekly: Weekly
    seasons: tuple[Season, ...] = ()
    exceptions: Mapping[date, Exceptional] = field(default_factory=dict)

    def of(self, day: date) -> tuple[ClockSpan, ...]:
        """Return the hours of a business day, which may run into the next morning."""
        own = self.exceptions.get(day)
        if own is not None:
            return own.spans
        season = self.season_of(day)
        return (season.weekly if season else self.weekly).get(day.weekday(), ())

    def season_of(self, day: date) -> Season | None:
        """Return the season of a date; of several the one that begins last."""
        found = [season for season in self.seasons if season.first <= day <= season.last]
        return max(found, key=lambda season: season.first, default=None)


def window_of(first: date, last: date, zone: ZoneInfo) -> Window:
    """Return the window that the business days ``first``..``last`` can touch."""
    start = opening_instant(first, time(0), zone)
    end = opening_instant(last + 2 * ONE_DAY, time(0), zone)
    return Window(start, (end - start) // timedelta(minutes=1))


def spans_on(day: date, hours: Iterable[ClockSpan], zone: ZoneInfo, window: Window) -> list[Span]:
    """Return clock spans of one business day as minutes, sorted and disjoint."""
    found: list[Span] = []
    for starts, ends in sorted(hours):
        span = _span(day, starts, ends, zone, window)
        if found and span[0] <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], span[1]))
        elif span[0] < span[1]:
            found.append(span)
    return found


def _span(day: date, starts: time, ends: time, zone: ZoneInfo, window: Window) -> Span:
    later = ends <= starts
    midnight = _plain_midnight(day, zone)
    if midnight is not None:
        zero = window.minute(midnight)
        until = _minutes(ends) + (MINUTES_OF_DAY if later else 0)
        return zero + _minutes(starts), zero + until
    last = day + ONE_DAY if later else day
    return (
        window.minute(opening_instant(day, starts, zone)),
        window.minute(closing_instant(last, ends, zone)),
    )


@lru_cache(maxsize=4096)
def _plain_midnight(day: date, zone: ZoneInfo) -> datetime | None:
    """Return the instant at which a date begins, None where the clock changes soon after."""
    begins, ends = (opening_instant(day + n * ONE_DAY, time(0), zone) for n in (0, 2))
    return begins if ends - begins == 2 * ONE_DAY else None


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def business_day(instant: datetime, plan: HoursPlan, zone: ZoneInfo) -> date:
    """Return the day whose business an instant belongs to: 01:00 may be yesterday's."""
    today = instant.astimezone(zone).date()
    yesterday = today - ONE_DAY
    window = window_of(yesterday, today, zone)
    minute = window.minute(instant)
    found = spans_on(yesterday, plan.of(yesterday), zone, window)
    return yesterday if any(start <= minute < end for start, end in found) else today


def dates(first: date, last: date) -> list[date]:
    """Return every date from ``first`` to ``last``."""
    return [first + n * ONE_DAY for n in range((last - first).days + 1)]


def grid_of(spans: Iterable[Span], step: int, zone: ZoneInfo, window: Window) -> int:
    """Return the minutes of the spans at which the wall clock shows a multiple of ``step``."""
    grid, patterns = 0, {}
    for start, end in spans:
        for low, high, offset in _of_one_offset(start, end, zone, window):
            phase = (_minute_of_epoch(window.start) + offset) % step
            if phase not in patterns:
                patterns[phase] = _every(step, -phase % step, window.minutes)
            grid |= patterns[phase] & mask_of([(low, high)], window)
    return grid


def _every(step: int, first: int, length: int) -> int:
    mask, width = 1 << first, step
    while width < length:
        mask |= mask << width
        width *= 2
    return mask


def _minute_of_epoch(instant: datetime) -> int:
    return int(instant.timestamp()) // 60


def _of_one_offset(
    start: int, end: int, zone: ZoneInfo, window: Window
) -> list[tuple[int, int, int]]:
    """Cut a span where the clock changes; nearly always it does not."""
    first = offset_minutes(window.instant(start), zone)
    if first == offset_minutes(window.instant(end - 1), zone):
        return [(start, end, first)]
    low, high = start, end - 1
    while high - low > 1:
        middle = (low + high) // 2
        if offset_minutes(window.instant(middle), zone) == first:
            low = middle
        else:
            high = middle
    return [(start, high, first), *_of_one_offset(high, end, zone, window)]
