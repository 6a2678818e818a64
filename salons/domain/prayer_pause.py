"""Pauses at prayer times: they need to know where the salon is."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from foundation.errors import DomainError
from salons.domain.calendar.hijri import is_ramadan
from salons.domain.calendar.prayers import Prayer, prayer_times
from salons.models import SalonProfile


class PrayerPauseNeedsPlace(DomainError):
    """A pause is set, and there are no coordinates to compute its times from."""

    code = "prayer_pause_needs_place"
    message = _("A pause at prayer times needs the place of the salon. It is in the profile.")


def require_place(profile: SalonProfile, *, pause_minutes: int) -> None:
    """Raise PrayerPauseNeedsPlace where a pause is set and the salon has no coordinates."""
    if pause_minutes and not has_place(profile):
        raise PrayerPauseNeedsPlace(param="prayer_pause_minutes")


def has_place(profile: SalonProfile) -> bool:
    """Return whether the salon has coordinates."""
    return profile.latitude is not None and profile.longitude is not None


def prayers_on(day: date, profile: SalonProfile) -> list[tuple[Prayer, datetime]]:
    """Return the prayers of a day on the salon's clock, none where its place is not known."""
    if profile.latitude is None or profile.longitude is None:
        return []
    times = prayer_times(
        float(profile.latitude),
        float(profile.longitude),
        day,
        in_ramadan=is_ramadan(day, offset=profile.hijri_offset_days),
    )
    return [(prayer, instant.astimezone(profile.zone)) for prayer, instant in times.items()]
