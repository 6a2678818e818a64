"""Days and times as people read them, on the salon's wall clock."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from booking.domain.engine.wall_clock import ONE_DAY, closing_instant

# Hours at which a part of the day ends.
NIGHT = 6
NOON = 12
EVENING = 17
NO_BREAK_SPACE = "\u00a0"


def clock_time(instant: datetime, zone: ZoneInfo) -> str:
    """Return ``10:30 AM`` / ``10:30 ص``."""
    return clock_words(instant.astimezone(zone).time())


def clock_words(clock: time) -> str:
    """Return a time of the wall clock as people read it."""
    arabic = (get_language() or "ar").startswith("ar")
    text = time_format(clock, "g:i a" if arabic else "g:i A")
    return text.replace(" ", NO_BREAK_SPACE)


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


def duration_text(minutes: int) -> str:
    """Return ``45 min``, ``1 h`` or ``1 h 30 min``, which no line may break."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(count)d h", "%(count)d h", hours) % {"count": hours})
    if rest or not hours:
        parts.append(ngettext("%(count)d min", "%(count)d min", rest) % {"count": rest})
    text = parts[0]
    if len(parts) > 1:
        text = _("%(hours)s %(minutes)s") % {"hours": parts[0], "minutes": parts[1]}
    return text.replace(" ", NO_BREAK_SPACE)


def length_text(least: int, most: int) -> str:
    """Return ``45 min``, or ``45 min – 1 h`` where people take differently long."""
    if least == most:
        return duration_text(least)
    return f"{duration_text(least)} – {duration_text(most)}"
