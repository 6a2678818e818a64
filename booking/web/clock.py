"""Days and times as people read them, on the salon's wall clock."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from booking.domain.engine.wall_clock import ONE_DAY, closing_instant

# Hours at which a part of the day ends.
NIGHT = 6
NOON = 12
EVENING = 17


def ready_instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return when a visit of a business day is over that is to be over by ``clock``.

    A time of the small hours is the next morning's: the night belongs to the day it began.
    """
    return closing_instant(day + ONE_DAY if clock.hour < NIGHT else day, clock, zone)


def part_of_day(instant: datetime, day: date, zone: ZoneInfo) -> str:
    """Return the part of the business day: morning, afternoon, evening or night.

    Night is what comes after midnight of a day that began the evening before.
    """
    local = instant.astimezone(zone)
    if local.date() > day:
        return "night"
    if local.hour < NOON:
        return "morning"
    return "afternoon" if local.hour < EVENING else "evening"


def months_title(first: date, last: date) -> str:
    """Return ``January 2030`` or ``January – February 2030``."""
    end = date_format(last, "F Y")
    if (first.year, first.month) == (last.year, last.month):
        return end
    return f"{date_format(first, 'F' if first.year == last.year else 'F Y')} – {end}"
