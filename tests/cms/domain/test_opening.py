"""What visitors are told of the hours, at any moment and in zones with odd nights."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from booking.domain.engine.hours import Exceptional, HoursPlan, Season
from cms.domain.opening import (
    Notice,
    Opening,
    Status,
    notices_from,
    opened_at,
    status_at,
    week_from,
)
from salons.models import Weekday
from tests.salons.hours.spans import spans

pytestmark = pytest.mark.unit
RIYADH, LONDON = ZoneInfo("Asia/Riyadh"), ZoneInfo("Europe/London")
# 6 January 2030 is a Sunday.
SUNDAY, MONDAY, TUESDAY, FRIDAY, SATURDAY = 6, 7, 8, 11, 12
LATE = HoursPlan({6: spans("09:00-12:00", "16:00-01:30")})
ALWAYS = HoursPlan(dict.fromkeys(range(7), spans("00:00-00:00")))


def january(day):
    return date(2030, 1, day)


def at(day, clock, zone=RIYADH, month=1):
    return datetime.combine(date(2030, month, day), time.fromisoformat(clock), tzinfo=zone)


def shown(day, clock):
    return datetime.combine(january(day), time.fromisoformat(clock))


def test_week_begins_on_sunday_with_each_day_as_it_comes_next():
    week = week_from(LATE, january(TUESDAY))
    assert [(day.weekday, day.date.day, len(day.openings)) for day in week] == [
        (Weekday.SUNDAY, 13, 2),
        (Weekday.MONDAY, 14, 0),
        (Weekday.TUESDAY, 8, 0),
        (Weekday.WEDNESDAY, 9, 0),
        (Weekday.THURSDAY, 10, 0),
        (Weekday.FRIDAY, 11, 0),
        (Weekday.SATURDAY, 12, 0),
    ]
    assert [opening.past_midnight for opening in week[0].openings] == [False, True]
    assert [day.date.day for day in week if day.is_today] == [TUESDAY]


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        (SUNDAY, "08:59", Status(is_open=False, opens=shown(6, "09:00"))),
        (SUNDAY, "09:00", Status(is_open=True, until=shown(6, "12:00"))),
        (SUNDAY, "12:00", Status(is_open=False, opens=shown(6, "16:00"))),
        (SUNDAY, "23:59", Status(is_open=True, until=shown(7, "01:30"))),
        (MONDAY, "01:29", Status(is_open=True, until=shown(7, "01:30"))),
        (MONDAY, "01:30", Status(is_open=False, opens=shown(13, "09:00"), days=6)),
        (SATURDAY, "23:00", Status(is_open=False, opens=shown(13, "09:00"), days=1)),
    ],
)
def test_status_at(day, clock, expected):
    assert status_at(LATE, at(day, clock), RIYADH) == expected


def test_night_that_joins_the_morning_is_open_until_its_end():
    plan = HoursPlan({6: spans("16:00-03:00"), 0: spans("03:00-05:00")})
    expected = Status(is_open=True, until=shown(MONDAY, "05:00"))
    assert status_at(plan, at(SUNDAY, "22:00"), RIYADH) == expected


def test_salon_that_never_closes_has_no_end():
    assert status_at(ALWAYS, at(SUNDAY, "22:00"), RIYADH) == Status(is_open=True)


def test_salon_without_hours_has_no_beginning():
    assert status_at(HoursPlan({}), at(SUNDAY, "22:00"), RIYADH) == Status(is_open=False)


@pytest.mark.parametrize(
    ("month", "day", "clock", "fold", "is_open"),
    [
        # The clock jumps from 01:00 to 02:00 on 31 March 2030.
        (3, 31, "00:59", 0, True),
        (3, 31, "02:00", 0, True),
        (3, 31, "02:30", 0, False),
        # 01:00–02:00 comes twice on 27 October 2030: the hour belongs to the night.
        (10, 27, "01:59", 0, True),
        (10, 27, "01:30", 1, True),
        (10, 27, "02:29", 0, True),
        (10, 27, "02:30", 0, False),
    ],
)
def test_nights_in_which_the_clock_is_changed(month, day, clock, fold, is_open):
    plan = HoursPlan({5: spans("21:00-02:30")})
    now = at(day, clock, LONDON, month).replace(fold=fold)
    assert status_at(plan, now, LONDON).is_open is is_open


RAMADAN = Season(january(20), january(31), {6: spans("21:00-02:00")}, "Ramadan")
SPECIAL = HoursPlan(
    dict.fromkeys(range(7), spans("10:00-22:00")),
    seasons=(RAMADAN,),
    exceptions={
        january(9): Exceptional((), "Holiday"),
        january(10): Exceptional((), "Holiday"),
        january(11): Exceptional(spans("16:00-20:00"), "Holiday"),
        january(22): Exceptional((), "Later"),
    },
)


def test_unusual_days_of_two_weeks_are_told_together():
    assert notices_from(SPECIAL, january(TUESDAY)) == (
        Notice(january(9), january(10), "Holiday", is_closed=True),
        Notice(january(11), january(11), "Holiday", (Opening(time(16), time(20)),)),
        Notice(january(20), january(31), "Ramadan", is_season=True),
    )


def test_season_without_hours_is_told_as_closed():
    plan = HoursPlan({}, seasons=(Season(january(9), january(12), {}, "Eid"),))
    assert notices_from(plan, january(TUESDAY)) == (
        Notice(january(9), january(12), "Eid", is_season=True, is_closed=True),
    )


def test_special_days_carry_their_names_in_the_week():
    week = week_from(SPECIAL, january(TUESDAY))
    assert {day.date.day: day.label for day in week if day.label} == dict.fromkeys(
        (9, 10, 11), "Holiday"
    )


def test_season_of_today_stands_above_the_week_alone():
    opened = opened_at(SPECIAL, at(21, "12:00"), RIYADH)
    assert opened.season == RAMADAN
    assert {day.date.day: day.label for day in opened.week if day.label} == {22: "Later"}


def test_season_that_begins_in_the_week_is_named_at_its_days():
    opened = opened_at(SPECIAL, at(17, "12:00"), RIYADH)
    assert opened.season is None
    labels = {day.date.day: day.label for day in opened.week if day.label}
    assert labels == {20: "Ramadan", 21: "Ramadan", 22: "Later", 23: "Ramadan"}


def test_closed_holiday_moves_the_next_opening():
    expected = Status(is_open=False, opens=shown(11, "16:00"), days=3)
    assert status_at(SPECIAL, at(8, "22:00"), RIYADH) == expected
