import pytest
from django.utils import translation

from salons.domain.hours.errors import (
    EmptyInterval,
    HoursOverlap,
    NightOverlapsMorning,
    TooManyIntervals,
)
from salons.domain.hours.intervals import checked_day, checked_week, overlaps_next
from tests.salons.hours.spans import spans

pytestmark = pytest.mark.unit
MONDAY, SATURDAY, SUNDAY = 0, 5, 6


@pytest.mark.parametrize(
    ("given", "checked"),
    [
        ((), ()),
        (("16:00-23:00", "09:00-12:00"), ("09:00-12:00", "16:00-23:00")),
        (("10:00-14:00", "14:00-18:00"), ("10:00-14:00", "14:00-18:00")),
        (("10:00-20:00", "21:00-03:00"), ("10:00-20:00", "21:00-03:00")),
        (("00:00-00:00",), ("00:00-00:00",)),
    ],
)
def test_hours_of_a_day_are_put_in_order(given, checked):
    assert checked_day(spans(*given)) == spans(*checked)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (("10:00-14:00", "13:59-18:00"), HoursOverlap),
        (("10:00-14:00", "10:00-12:00"), HoursOverlap),
        (("21:00-03:00", "23:00-23:30"), HoursOverlap),
        (("00:00-00:00", "10:00-11:00"), HoursOverlap),
        (("10:00-10:00",), EmptyInterval),
        (tuple(f"{hour:02}:00-{hour:02}:30" for hour in range(7)), TooManyIntervals),
    ],
)
def test_hours_that_cannot_be_are_refused(given, refusal):
    with pytest.raises(refusal):
        checked_day(spans(*given))


def test_overlap_is_told_with_its_hours():
    with translation.override("en"), pytest.raises(HoursOverlap) as refusal:
        checked_day(spans("10:00-14:00", "13:00-18:00"))
    assert (refusal.value.code, refusal.value.detail) == (
        "hours_overlap",
        "10:00 AM – 2:00 PM and 1:00 PM – 6:00 PM overlap.",
    )


@pytest.mark.parametrize(
    ("evening", "morning", "overlap"),
    [
        (("21:00-03:00",), ("02:59-05:00",), True),
        (("21:00-03:00",), ("03:00-05:00",), False),
        (("10:00-11:00", "21:00-03:00"), ("12:00-13:00", "01:00-02:00"), True),
        (("00:00-00:00",), ("00:00-00:00",), False),
        (("21:00-03:00",), (), False),
        ((), ("00:00-05:00",), False),
    ],
)
def test_night_and_next_morning(evening, morning, overlap):
    assert overlaps_next(tuple(sorted(spans(*evening))), spans(*morning)) is overlap


@pytest.mark.parametrize("day", range(7))
def test_week_comes_round_again(day):
    week = {day: spans("21:00-03:00"), (day + 1) % 7: spans("02:00-05:00")}
    with pytest.raises(NightOverlapsMorning) as refusal:
        checked_week(week)
    assert refusal.value.data == {"weekday": day}


def test_refusal_of_a_day_says_which():
    with pytest.raises(EmptyInterval) as refusal:
        checked_week({MONDAY: spans("10:00-22:00"), SATURDAY: spans("09:00-09:00")})
    assert refusal.value.data == {"weekday": SATURDAY}


def test_week_has_all_days():
    assert checked_week({SUNDAY: spans("10:00-22:00")}) == {
        **dict.fromkeys(range(6), ()),
        SUNDAY: spans("10:00-22:00"),
    }
