"""Times of day and lengths as people read them."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.utils.formats import time_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

NO_BREAK_SPACE = "\u00a0"


def clock_time(instant: datetime, zone: ZoneInfo) -> str:
    """Return ``10:30 AM`` / ``10:30 ص``."""
    return clock_words(instant.astimezone(zone).time())


def clock_words(clock: time) -> str:
    """Return a time of the wall clock as people read it."""
    arabic = (get_language() or "ar").startswith("ar")
    text = time_format(clock, "g:i a" if arabic else "g:i A")
    return text.replace(" ", NO_BREAK_SPACE)


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
