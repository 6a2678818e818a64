"""Hijri dates, seasons and prayer times against published figures."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from salons.domain.calendar.hijri import gregorian_of, hijri_of, is_ramadan
from salons.domain.calendar.prayers import prayer_times
from salons.domain.calendar.seasons import stretches
from salons.models import CalendarKind, Season

pytestmark = pytest.mark.unit
RIYADH = ZoneInfo("Asia/Riyadh")
RAMADAN = Season(first_month=9, first_day=1, last_month=9, last_day=30)


@pytest.mark.parametrize(
    ("day", "hijri"),
    [
        (date(2026, 2, 17), (1447, 8, 29)),
        (date(2026, 2, 18), (1447, 9, 1)),
        (date(2026, 3, 20), (1447, 10, 1)),
        (date(2026, 5, 27), (1447, 12, 10)),
        (date(2026, 9, 23), (1448, 4, 12)),
        (date(2027, 2, 8), (1448, 9, 1)),
        (date(2028, 1, 28), (1449, 9, 1)),
        (date(2025, 3, 1), (1446, 9, 1)),
    ],
)
def test_umm_al_qura_both_ways(day, hijri):
    assert (hijri_of(day), gregorian_of(*hijri)) == (hijri, day)


def test_offset_moves_the_month():
    assert (is_ramadan(date(2026, 2, 18)), is_ramadan(date(2026, 2, 18), offset=1)) == (True, False)
    assert gregorian_of(1447, 9, 1, offset=1) == date(2026, 2, 19)
    assert hijri_of(date(2026, 2, 19), offset=1) == (1447, 9, 1)


def test_day_that_the_month_lacks_is_its_last():
    assert gregorian_of(1447, 8, 30) == date(2026, 2, 17)


def test_ramadan_comes_every_hijri_year():
    found = stretches(RAMADAN, date(2026, 1, 1), date(2027, 12, 31), offset=0)
    assert found == [
        (date(2026, 2, 18), date(2026, 3, 19)),
        (date(2027, 2, 8), date(2027, 3, 8)),
    ]


@pytest.mark.parametrize("year", [1900, 1923, 2078, 2500])
def test_hijri_season_outside_the_tables_is_unknown(year):
    assert stretches(RAMADAN, date(year, 1, 1), date(year, 12, 31), offset=0) == []


@pytest.mark.parametrize("offset", [-2, 0, 2])
def test_new_year_is_found_with_every_offset(offset):
    muharram = Season(first_month=1, first_day=1, last_month=1, last_day=1)
    # 1 Muharram 1449 is 6 June 2027.
    day = date(2027, 6, 6 + offset)
    assert stretches(muharram, day, day, offset=offset) == [(day, day)]


def test_season_over_the_end_of_the_year():
    winter = Season(
        calendar=CalendarKind.GREGORIAN, first_month=12, first_day=20, last_month=1, last_day=10
    )
    assert stretches(winter, date(2027, 1, 5), date(2027, 1, 6), offset=0) == [
        (date(2026, 12, 20), date(2027, 1, 10))
    ]


def test_season_that_does_not_touch_the_window_is_left_out():
    assert stretches(RAMADAN, date(2026, 6, 1), date(2026, 6, 30), offset=0) == []


@pytest.mark.parametrize(
    ("place", "day", "expected"),
    [
        ((24.7136, 46.6753), date(2026, 2, 20), "05:05 12:07 15:24 17:51 19:51"),
        ((21.4858, 39.1925), date(2026, 2, 20), "05:34 12:37 15:56 18:23 20:23"),
        ((26.4207, 50.0888), date(2026, 6, 21), "03:13 11:41 15:07 18:35 20:05"),
        ((24.7136, 46.6753), date(2026, 10, 15), "04:33 11:39 14:58 17:27 18:57"),
    ],
)
def test_prayer_times_of_umm_al_qura(place, day, expected):
    times = prayer_times(*place, day, in_ramadan=is_ramadan(day))
    assert " ".join(f"{at.astimezone(RIYADH):%H:%M}" for at in times.values()) == expected
