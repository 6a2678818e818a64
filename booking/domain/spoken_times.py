"""Times of day and lengths as people read them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

NO_BREAK_SPACE = "\u00a0"


def clock_time(instant: datetime, zone: ZoneInfo) -> str:
    """Return ``10:30 AM`` / ``10:30 ص``."""
    arabic = (get_language() or "ar").startswith("ar")
    text = date_format(instant.astimezone(zone), "g:i a" if arabic else "g:i A")
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
