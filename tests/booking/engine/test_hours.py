"""Hours as minutes: past midnight, seasons, holidays, and the two odd nights of the year."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from booking.domain.engine.hours import (
    Exceptional,
    HoursPlan,
    Season,
    grid_of,
    spans_on,
    window_of,
)
from booking.domain.engine.timeline import minutes_of

pytestmark = pytest.mark.unit
RIYADH, LONDON, LORD_HOWE = map(ZoneInfo, ("Asia/Riyadh", "Europe/London", "Australia/Lord_Howe"))
# The clock goes forward at 01:00 UTC and back at 01:00 UTC.
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def clock(text: str) -> tuple[time, time]:
    starts, ends = text.split("-")
    return time.fromisoformat(starts), time.fromisoformat(ends)


def hours_of(text: str, day: date, zone: ZoneInfo) -> list[tuple[str, str]]:
    """Return the spans as UTC instants."""
    window = window_of(day, day, zone)
    spans = spans_on(day, [clock(part) for part in text.split()], zone, window)
    return [tuple(f"{window.instant(m):%d %H:%M}" for m in span) for span in spans]


@pytest.mark.parametrize(
    ("text", "day", "zone", "expected"),
    [
        ("10:00-22:00", date(2026, 1, 4), RIYADH, [("04 07:00", "04 19:00")]),
        ("21:00-03:00", date(2026, 1, 4), RIYADH, [("04 18:00", "05 00:00")]),
        ("00:00-00:00", date(2026, 1, 4), RIYADH, [("03 21:00", "04 21:00")]),
        (
            "09:00-12:00 16:00-21:00",
            date(2026, 1, 4),
            RIYADH,
            [("04 06:00", "04 09:00"), ("04 13:00", "04 18:00")],
        ),
        ("09:00-13:00 12:00-15:00", date(2026, 1, 4), RIYADH, [("04 06:00", "04 12:00")]),
        # 01:30 does not exist: what begins then begins at the jump, what ends then ends there.
        ("01:30-05:00", SPRING, LONDON, [("29 01:00", "29 04:00")]),
        ("00:00-01:30", SPRING, LONDON, [("29 00:00", "29 01:00")]),
        ("01:10-01:50", SPRING, LONDON, []),
        # 01:30 comes twice: from the first, until the second.
        ("01:30-05:00", AUTUMN, LONDON, [("25 00:30", "25 05:00")]),
        ("22:00-01:30", date(2026, 10, 24), LONDON, [("24 21:00", "25 01:30")]),
        # A jump of half an hour.
        ("01:00-04:00", date(2026, 10, 4), LORD_HOWE, [("03 14:30", "03 17:00")]),
    ],
)
def test_hours_become_instants(text, day, zone, expected):
    assert hours_of(text, day, zone) == expected


def grid(text: str, day: date, zone: ZoneInfo, step: int) -> list[str]:
    window = window_of(day, day, zone)
    spans = spans_on(day, [clock(text)], zone, window)
    found = minutes_of(grid_of(spans, step, zone, window))
    return [f"{window.instant(m).astimezone(zone):%H:%M%z}" for m in found]


def test_grid_stands_on_the_wall_clock():
    expected = ["10:20+0300", "10:40+0300", "11:00+0300"]
    assert grid("10:05-11:20", date(2026, 1, 4), RIYADH, 20) == expected


def test_grid_goes_on_over_a_jump_and_twice_through_a_doubled_hour():
    assert grid("00:30-03:00", SPRING, LONDON, 30) == [
        "00:30+0000",
        *("02:00+0100", "02:30+0100"),
    ]
    assert grid("00:30-02:30", AUTUMN, LONDON, 30) == [
        *("00:30+0100", "01:00+0100", "01:30+0100"),
        *("01:00+0000", "01:30+0000", "02:00+0000"),
    ]


def test_grid_of_an_odd_jump_stays_on_the_new_clock():
    expected = ["01:00+1030", "02:30+1100", "03:00+1100"]
    found = grid("01:00-03:30", date(2026, 10, 4), LORD_HOWE, 30)
    assert [time for time in found if time in expected] == expected


def test_own_hours_of_a_date_come_before_the_season_and_the_week():
    weekly = {day: (clock("10:00-22:00"),) for day in range(7)}
    ramadan = Season(
        date(2026, 2, 18),
        date(2026, 3, 19),
        {day: (clock("21:00-02:00"),) for day in range(7)},
        "Ramadan",
    )
    eid = Exceptional((), "Eid")
    plan = HoursPlan(weekly, (ramadan,), {date(2026, 3, 20): eid, date(2026, 3, 1): eid})
    days = [date(2026, 2, 17), date(2026, 2, 18), date(2026, 3, 1), date(2026, 3, 20)]
    found = [plan.of(day) for day in days]
    assert found == [(clock("10:00-22:00"),), (clock("21:00-02:00"),), (), ()]


def test_of_two_seasons_the_later_one_counts():
    summer = Season(date(2026, 6, 1), date(2026, 8, 31), {}, "summer")
    week = Season(date(2026, 7, 1), date(2026, 7, 7), {}, "renovation")
    plan = HoursPlan({}, (summer, week))
    assert [plan.season_of(date(2026, 7, day)) for day in (1, 8)] == [week, summer]


def test_window_reaches_to_the_end_of_the_night_after_the_last_day():
    window = window_of(date(2026, 1, 4), date(2026, 1, 5), RIYADH)
    assert window.start == datetime(2026, 1, 3, 21, tzinfo=UTC)
    assert window.instant(window.minutes) == datetime(2026, 1, 6, 21, tzinfo=UTC)
