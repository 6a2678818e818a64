"""Prayer times by the method of Umm al-Qura.

Fajr at a sun angle of 18.5°, Isha 90 minutes after Maghrib and 120 in Ramadan; official tables may
differ by a minute or two.
"""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from adhanpy.calculation.CalculationMethod import CalculationMethod
from adhanpy.PrayerTimes import PrayerTimes

# The library adds 90 minutes all the year round.
RAMADAN_ISHA = timedelta(minutes=30)


class Prayer(StrEnum):
    """The five prayers."""

    FAJR = "fajr"
    DHUHR = "dhuhr"
    ASR = "asr"
    MAGHRIB = "maghrib"
    ISHA = "isha"


@lru_cache(maxsize=4096)
def prayer_times(
    latitude: float, longitude: float, day: date, *, in_ramadan: bool
) -> dict[Prayer, datetime]:
    """Return the instants (UTC) of the prayers of a local date at a place.

    None of them near the poles on days on which the sun does not rise or set: the library refuses
    to compute any.
    """
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    try:
        times = PrayerTimes(
            (latitude, longitude), noon, calculation_method=CalculationMethod.UMM_AL_QURA
        )
    except RuntimeError:
        return {}
    found = {prayer: getattr(times, prayer.value).astimezone(UTC) for prayer in Prayer}
    if in_ramadan:
        found[Prayer.ISHA] += RAMADAN_ISHA
    return found
