"""Hijri dates by Umm al-Qura, moved by the salon's own offset.

The beginning of a month is declared after the moon is seen and may differ from the computed
calendar by a day: ``offset`` 1 means that the month began a day later than computed.
"""

from datetime import date, timedelta

from hijridate import Gregorian, Hijri

RAMADAN = 9
# What the tables of Umm al-Qura hold (1343–1500 AH).
FIRST_YEAR, LAST_YEAR = 1343, 1500
FIRST_DAY, LAST_DAY = date(1924, 8, 1), date(2077, 11, 16)


def hijri_of(day: date, *, offset: int = 0) -> tuple[int, int, int]:
    """Return (year, month, day) of a Gregorian date. Raises OverflowError outside the tables."""
    shifted = day - timedelta(days=offset)
    hijri = Gregorian(shifted.year, shifted.month, shifted.day).to_hijri()
    return hijri.year, hijri.month, hijri.day


def is_ramadan(day: date, *, offset: int = 0) -> bool:
    """Return whether the day is in Ramadan."""
    return FIRST_DAY < day < LAST_DAY and hijri_of(day, offset=offset)[1] == RAMADAN


def gregorian_of(year: int, month: int, day: int, *, offset: int = 0) -> date:
    """Return the Gregorian date; a day that the month does not have is its last one."""
    length = Hijri(year, month, 1).month_length()
    found = Hijri(year, month, min(day, length)).to_gregorian()
    return date(found.year, found.month, found.day) + timedelta(days=offset)
