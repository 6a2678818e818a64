"""The names of the months of both calendars."""

from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from salons.models import CalendarKind

HIJRI_MONTHS: dict[int, str | Promise] = {
    1: _("Muharram"),
    2: _("Safar"),
    3: _("Rabi al-Awwal"),
    4: _("Rabi al-Thani"),
    5: _("Jumada al-Ula"),
    6: _("Jumada al-Akhira"),
    7: _("Rajab"),
    8: _("Shaaban"),
    9: _("Ramadan"),
    10: _("Shawwal"),
    11: _("Dhu al-Qadah"),
    12: _("Dhu al-Hijja"),
}
LONGEST_MONTH = {CalendarKind.HIJRI: 30, CalendarKind.GREGORIAN: 31}


def months_of(calendar: str) -> dict[int, str | Promise]:
    """Return the names of a calendar's months by number."""
    return dict(HIJRI_MONTHS if calendar == CalendarKind.HIJRI else MONTHS)
