"""The salon's hours in a window: business days, open minutes, pauses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from booking.domain.availability.facts import Facts
from booking.domain.engine.hours import (
    ClockSpan,
    HoursPlan,
    Season,
    Weekly,
    dates,
    spans_on,
)
from booking.domain.engine.timeline import Span, Window, mask_of
from salons.domain.calendar.hijri import is_ramadan
from salons.domain.calendar.prayers import Prayer, prayer_times
from salons.domain.calendar.seasons import stretches

FRIDAY = 4


@dataclass(frozen=True)
class Pauses:
    """When nobody works although the salon is open."""

    prayers: tuple[tuple[Prayer, Span], ...]
    fridays: tuple[Span, ...]

    def mask(self, window: Window) -> int:
        return mask_of((*(span for _prayer, span in self.prayers), *self.fridays), window)


def hours_plan(facts: Facts, first: date, last: date) -> HoursPlan:
    """Return the salon's hours from ``first`` to ``last``."""
    offset = facts.place.hijri_offset_days
    seasons = tuple(
        Season(begins, ends, weekly, str(season))
        for season, weekly in facts.seasons
        for begins, ends in stretches(season, first, last, offset=offset)
    )
    return HoursPlan(facts.opening, seasons, facts.special_days)


def weekly_mask(weekly: Weekly, facts: Facts, first: date, last: date, window: Window) -> int:
    """Return the minutes of weekly hours of people: shifts, breaks."""
    zone = facts.place.zone
    spans: list[Span] = []
    for day in dates(first, last):
        hours: tuple[ClockSpan, ...] = weekly.get(day.weekday(), ())
        if hours:
            spans.extend(spans_on(day, hours, zone, window))
    return mask_of(spans, window)


def pauses(facts: Facts, first: date, last: date, window: Window) -> Pauses:
    """Return the salon's pauses for prayers and on Fridays."""
    return Pauses(
        tuple(_prayers(facts, first, last, window)), tuple(_fridays(facts, first, last, window))
    )


def _prayers(
    facts: Facts, first: date, last: date, window: Window
) -> Iterator[tuple[Prayer, Span]]:
    minutes, place = facts.rules.prayer_pause_minutes, facts.place
    if not minutes or place.coordinates is None:
        return
    for day in dates(first, last):
        ramadan = is_ramadan(day, offset=place.hijri_offset_days)
        times = prayer_times(*place.coordinates, day, in_ramadan=ramadan)
        for prayer, instant in times.items():
            start = window.minute(instant)
            yield prayer, (start, start + minutes)


def _fridays(facts: Facts, first: date, last: date, window: Window) -> Iterator[Span]:
    pause = facts.rules.friday_pause
    if pause is not None:
        for day in dates(first, last):
            if day.weekday() == FRIDAY:
                yield from spans_on(day, (pause,), facts.place.zone, window)
