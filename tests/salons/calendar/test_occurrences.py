"""When seasons come, by Umm al-Qura, and where two of them meet."""

from datetime import date

import pytest

from salons.domain.calendar.occurrences import next_occurrences, season_overlaps
from salons.domain.hours.presets import PRESETS
from salons.models import CalendarKind, Season

pytestmark = pytest.mark.unit
TODAY = date(2026, 11, 22)
RAMADAN, FITR, ADHA = (preset.season() for preset in PRESETS.values())


@pytest.mark.parametrize(
    ("season", "expected"),
    [
        (RAMADAN, [(date(2027, 2, 8), date(2027, 3, 8)), (date(2028, 1, 28), date(2028, 2, 25))]),
        (FITR, [(date(2027, 3, 9), date(2027, 3, 12)), (date(2028, 2, 26), date(2028, 2, 29))]),
        (ADHA, [(date(2027, 5, 15), date(2027, 5, 19)), (date(2028, 5, 4), date(2028, 5, 8))]),
    ],
)
def test_next_two_dates_of_the_presets(season, expected):
    assert next_occurrences(season, TODAY, offset=0) == expected


def test_offset_moves_the_dates():
    [first, _second] = next_occurrences(RAMADAN, TODAY, offset=-1)
    assert first == (date(2027, 2, 7), date(2027, 3, 7))


def test_running_season_is_the_first():
    [first, _second] = next_occurrences(RAMADAN, date(2027, 3, 8), offset=0)
    assert first == (date(2027, 2, 8), date(2027, 3, 8))


def season(first, last, **fields):
    return Season(
        calendar=CalendarKind.GREGORIAN,
        first_month=first[0],
        first_day=first[1],
        last_month=last[0],
        last_day=last[1],
        **fields,
    )


def test_presets_do_not_meet():
    assert season_overlaps([RAMADAN, FITR, ADHA], TODAY, offset=0) == []


def test_season_that_begins_last_holds():
    spring = season((2, 20), (4, 30))
    [found] = season_overlaps([spring, RAMADAN], TODAY, offset=0)
    assert (found.first, found.last) == (date(2027, 2, 20), date(2027, 3, 8))
    assert (found.outdone, found.holds) == (RAMADAN, spring)


def test_inactive_season_meets_nobody():
    spring = season((2, 20), (4, 30), is_active=False)
    assert season_overlaps([spring, RAMADAN], TODAY, offset=0) == []
