"""Days and times as people read them, on the salon's wall clock."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

# Hours at which a part of the day ends.
NOON = 12
EVENING = 17
NO_BREAK_SPACE = "\u00a0"


def clock_time(instant: datetime, zone: ZoneInfo) -> str:
    """Return ``10:30 AM`` / ``10:30 ص``."""
    arabic = (get_language() or "ar").startswith("ar")
    text = date_format(instant.astimezone(zone), "g:i a" if arabic else "g:i A")
    return text.replace(" ", NO_BREAK_SPACE)


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
