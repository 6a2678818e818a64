"""Seasons that nearly every salon of the Gulf has, to begin with."""

from dataclasses import dataclass
from datetime import time

from foundation.localized import pick
from salons.domain.calendar.hijri import RAMADAN as RAMADAN_MONTH
from salons.domain.hours.intervals import DAYS, Intervals
from salons.models import CalendarKind, Season

SHAWWAL, DHU_AL_HIJJA = 10, 12
# Between the afternoon prayer and the breaking of the fast, and after the night prayer.
RAMADAN_DAY: Intervals = ((time(13), time(17)), (time(21), time(2)))


@dataclass(frozen=True)
class Preset:
    """A season as it is offered: its dates in the Hijri year and the hours of each day."""

    key: str
    label_ar: str
    label_en: str
    # Month and day; a day that the month does not have is its last one.
    first: tuple[int, int]
    last: tuple[int, int]
    hours: Intervals = ()

    @property
    def label(self) -> str:
        return pick(self.label_ar, self.label_en)

    @property
    def week(self) -> dict[int, Intervals]:
        return dict.fromkeys(range(DAYS), self.hours)

    def season(self) -> Season:
        """Return the season, not yet saved."""
        return Season(
            label_ar=self.label_ar,
            label_en=self.label_en,
            calendar=CalendarKind.HIJRI,
            first_month=self.first[0],
            first_day=self.first[1],
            last_month=self.last[0],
            last_day=self.last[1],
        )


PRESETS = {
    preset.key: preset
    for preset in (
        Preset("ramadan", "رمضان", "Ramadan", (RAMADAN_MONTH, 1), (RAMADAN_MONTH, 30), RAMADAN_DAY),
        Preset("eid-al-fitr", "عيد الفطر", "Eid al-Fitr", (SHAWWAL, 1), (SHAWWAL, 4)),
        Preset("eid-al-adha", "عيد الأضحى", "Eid al-Adha", (DHU_AL_HIJJA, 9), (DHU_AL_HIJJA, 13)),
    )
}
