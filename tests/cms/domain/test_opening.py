from datetime import datetime, time

import pytest

from cms.domain.opening import Status, status_at, week_of
from salons.models import OpeningHours, Weekday

pytestmark = pytest.mark.unit
# 6 January 2030 is a Sunday.
SUNDAY, MONDAY = 6, 7


def hours(*intervals):
    return [
        OpeningHours(weekday=day, starts=time.fromisoformat(a), ends=time.fromisoformat(b))
        for day, a, b in intervals
    ]


def at(day, clock):
    return datetime.combine(datetime(2030, 1, day), time.fromisoformat(clock))


LATE = week_of(
    hours((Weekday.SUNDAY, "16:00", "01:30"), (Weekday.SUNDAY, "09:00", "12:00")),
    today=Weekday.SUNDAY,
)


def test_week_begins_on_sunday_and_names_closed_days():
    assert [(day.weekday, len(day.openings)) for day in LATE] == [
        (Weekday.SUNDAY, 2),
        (Weekday.MONDAY, 0),
        (Weekday.TUESDAY, 0),
        (Weekday.WEDNESDAY, 0),
        (Weekday.THURSDAY, 0),
        (Weekday.FRIDAY, 0),
        (Weekday.SATURDAY, 0),
    ]
    assert [opening.past_midnight for opening in LATE[0].openings] == [False, True]
    assert [day.is_today for day in LATE] == [True, False, False, False, False, False, False]


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        (SUNDAY, "08:59", Status(is_open=False, opens=time(9))),
        (SUNDAY, "09:00", Status(is_open=True, until=time(12))),
        (SUNDAY, "12:00", Status(is_open=False, opens=time(16))),
        (SUNDAY, "23:59", Status(is_open=True, until=time(1, 30))),
        (MONDAY, "01:29", Status(is_open=True, until=time(1, 30))),
        (MONDAY, "01:30", Status(is_open=False)),
        (MONDAY, "16:00", Status(is_open=False)),
    ],
)
def test_status_at(day, clock, expected):
    assert status_at(LATE, at(day, clock)) == expected
