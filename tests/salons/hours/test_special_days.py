from datetime import date

import pytest

from salons.domain.hours.errors import (
    DaysOutOfOrder,
    HoursOverlap,
    NightOverlapsMorning,
    SpecialDayOver,
    SpecialDayTaken,
    TooManyDays,
)
from salons.domain.hours.special_days import (
    add_special_days,
    change_special_day,
    remove_special_day,
)
from salons.models import SpecialDay, SpecialHours
from tests.salons.hours.spans import spans

pytestmark = pytest.mark.usefixtures("in_noor")
TODAY = date(2030, 9, 1)


def day(number):
    return date(2030, 9, number)


def add(first, last=None, *hours):
    return add_special_days(
        first, last or first, today=TODAY, labels=("عطلة", "Holiday"), hours=spans(*hours)
    )


def stored():
    return [
        (each.date, tuple((h.starts, h.ends) for h in each.hours.all()))
        for each in SpecialDay.objects.all()
    ]


def test_day_has_hours_of_its_own():
    [added] = add(day(23), None, "16:00-02:00")
    assert (added.label_ar, added.label_en) == ("عطلة", "Holiday")
    assert stored() == [(day(23), spans("16:00-02:00"))]


def test_days_in_a_row_are_closed():
    add(day(22), day(24))
    assert stored() == [(day(number), ()) for number in (22, 23, 24)]


@pytest.mark.parametrize(
    ("first", "last", "hours", "refusal"),
    [
        (date(2030, 8, 31), None, (), SpecialDayOver),
        (day(5), day(4), (), DaysOutOfOrder),
        (day(5), date(2030, 11, 4), (), TooManyDays),
        (day(10), None, (), SpecialDayTaken),
        (day(8), day(12), (), SpecialDayTaken),
        (day(5), None, ("10:00-12:00", "11:00-13:00"), HoursOverlap),
        (day(9), None, ("21:00-09:30",), NightOverlapsMorning),
        (day(11), None, ("01:00-02:00",), NightOverlapsMorning),
        (day(20), day(21), ("08:00-07:45", "07:30-08:00"), NightOverlapsMorning),
    ],
)
def test_refused_days_change_nothing(first, last, hours, refusal):
    add(day(10), None, "09:00-12:00", "20:00-02:00")
    before = stored()
    with pytest.raises(refusal):
        add(first, last, *hours)
    assert stored() == before


def test_changed_day_moves_with_its_hours():
    [added] = add(day(10), None, "10:00-12:00")
    added.date = day(11)
    change_special_day(added, spans("14:00-18:00"))
    assert stored() == [(day(11), spans("14:00-18:00"))]


def test_day_does_not_stand_in_its_own_way():
    [added] = add(day(10), None, "20:00-02:00")
    added.date = day(11)
    change_special_day(added, spans("01:00-02:00"))
    assert stored() == [(day(11), spans("01:00-02:00"))]


def test_day_is_not_moved_onto_another():
    add(day(10))
    [other] = add(day(11), None, "10:00-12:00")
    before, other.date = stored(), day(10)
    with pytest.raises(SpecialDayTaken):
        change_special_day(other, spans("10:00-13:00"))
    assert stored() == before


def test_removed_day_takes_its_hours_along():
    [added] = add(day(10), None, "10:00-12:00")
    remove_special_day(added)
    assert (stored(), SpecialHours.objects.count()) == ([], 0)
