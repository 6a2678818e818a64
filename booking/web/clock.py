"""Days and times as people read them, on the salon's wall clock."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from booking.domain.spoken_times import NO_BREAK_SPACE, clock_time, duration_text

__all__ = ["NO_BREAK_SPACE", "clock_time", "duration_text", "months_title", "part_of_day"]
# Hours at which a part of the day ends.
NOON = 12
EVENING = 17


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
