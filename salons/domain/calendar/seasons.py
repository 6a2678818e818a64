"""The stretches of dates that a season covers in a window."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from salons.domain.calendar.hijri import (
    FIRST_DAY,
    FIRST_YEAR,
    LAST_DAY,
    LAST_YEAR,
    gregorian_of,
    hijri_of,
)
from salons.models import CalendarKind, Season

ONE_DAY = timedelta(days=1)


def stretches(season: Season, first: date, last: date, *, offset: int) -> list[tuple[date, date]]:
    """Return (first, last) of the season wherever it touches the window, in order."""
    found = (_stretch(season, year, offset) for year in _years(season, first, last))
    return [(begins, ends) for begins, ends in found if begins <= last and ends >= first]


def _stretch(season: Season, year: int, offset: int) -> tuple[date, date]:
    begins = _date(season, year, "first", offset)
    return begins, _date(season, _year_of_end(season, year), "last", offset)


def _years(season: Season, first: date, last: date) -> Iterator[int]:
    """Yield the years of the season's calendar that can matter, the one before included."""
    if season.calendar == CalendarKind.GREGORIAN:
        yield from range(first.year - 1, last.year + 1)
        return
    # The salon's offset may carry a day over the end of a year.
    years = range(_hijri_year(first) - 1, _hijri_year(last) + 2)
    yield from (year for year in years if FIRST_YEAR <= year < LAST_YEAR)


def _hijri_year(day: date) -> int:
    """Return the year of a day; of one outside the tables the nearest that they have."""
    return hijri_of(min(max(day, FIRST_DAY + ONE_DAY), LAST_DAY - ONE_DAY))[0]


def _year_of_end(season: Season, year: int) -> int:
    """Return the year in which a season ends that may run over the end of the year."""
    begins = (season.first_month, season.first_day)
    return year if (season.last_month, season.last_day) >= begins else year + 1


def _date(season: Season, year: int, end: str, offset: int) -> date:
    month, day = getattr(season, f"{end}_month"), getattr(season, f"{end}_day")
    if season.calendar == CalendarKind.HIJRI:
        return gregorian_of(year, month, day, offset=offset)
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
