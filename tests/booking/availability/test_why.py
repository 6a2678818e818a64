"""What refuses a time is named, and without it the time can be booked."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import translation

from booking.domain.availability import PartRequest, VisitRequest, load_around
from booking.domain.availability.words.public import public_rule
from booking.domain.engine.reasons import Rule
from booking.domain.transitions import cancel_appointment
from booking.errors import NotBookable, SlotTaken
from salons.models import (
    BestTimes,
    BookingRules,
    ExtraHours,
    OpeningHours,
    Resource,
    ResourceType,
    SalonProfile,
    SpecialDay,
    StaffBreak,
    StaffShift,
    TimeOff,
    Weekday,
)
from tests.booking.conftest import SUNDAY, TEN_O_CLOCK, book
from tests.salons.factories import open_every_day

HOUR = timedelta(hours=1)
NOON = TEN_O_CLOCK + 2 * HOUR


@pytest.fixture
def alone(catalogue):
    """A salon with one person."""
    catalogue.stylists.pop().delete()
    SalonProfile.load()
    BookingRules.load()
    return catalogue


def availability(catalogue, start=NOON, **details):
    request = VisitRequest(((PartRequest(catalogue.service.pk),),), **details)
    return load_around(request, start)


def why(catalogue, start=NOON, **details):
    with translation.override("en"):
        found = availability(catalogue, start, **details).why(start)
    return [(refusal.rule, refusal.label) for refusal in found]


def rules(**changes):
    """Change the rules; return what changes them back."""
    before = BookingRules.objects.values(*changes).get()
    BookingRules.objects.update(**changes)
    return lambda: BookingRules.objects.update(**before)


def rows(*found):
    return lambda: [row.delete() for row in found]


def of_break(catalogue):
    stylist = catalogue.stylists[0]
    lunch = {"weekday": Weekday.SUNDAY, "starts": time(12, 30), "ends": time(13), "label": "Lunch"}
    return rows(StaffBreak.objects.create(staff=stylist, **lunch))


def of_time_off(catalogue):
    dates = {"starts_at": NOON - 3 * HOUR, "ends_at": datetime(9999, 12, 31, tzinfo=UTC)}
    return rows(TimeOff.objects.create(staff=catalogue.stylists[0], reason="Away", **dates))


def of_shift(catalogue):
    early = {"weekday": Weekday.SUNDAY, "starts": time(9), "ends": time(12, 15)}
    return rows(StaffShift.objects.create(staff=catalogue.stylists[0], **early))


def of_booking(catalogue):
    appointment = book(catalogue, start=NOON - HOUR / 2)
    return lambda: cancel_appointment(appointment.pk, actor=None, by_salon=True)


def of_room(catalogue):
    kind = ResourceType.objects.create(name_ar="غرفة", name_en="Room")
    catalogue.service.resource_type = kind
    catalogue.service.save()
    return lambda: Resource.objects.create(type=kind, name="Room")


def of_holiday(_catalogue):
    return rows(SpecialDay.objects.create(date=SUNDAY, label_ar="عيد", label_en="Eid"))


def of_closing(_catalogue):
    open_every_day(time(10), time(12, 30))
    return open_every_day


def of_hours(_catalogue):
    OpeningHours.objects.all().delete()
    return open_every_day


def of_cap(catalogue):
    book(catalogue, start=NOON + 3 * HOUR)
    return rules(salon_daily_cap=1)


def of_own_cap(catalogue):
    book(catalogue, start=NOON + 3 * HOUR)
    return rules(staff_daily_cap=1)


def of_prayers(_catalogue):
    # Dhuhr in Riyadh on that day is at 12:00 by the table of Umm al-Qura, give or take minutes.
    SalonProfile.objects.update(latitude="24.71360", longitude="46.67530")
    return rules(prayer_pause_minutes=30)


def of_notice(_catalogue):
    return rules(minimum_notice_minutes=60 * 24 * 3)


def of_gap(catalogue):
    book(catalogue, start=NOON + HOUR * 1.5)
    return rules(best_times=BestTimes.ONLY)


OBSTACLES = {
    of_notice: (Rule.NOTICE, "", NotBookable),
    of_break: (Rule.BREAK, "Lunch", SlotTaken),
    of_time_off: (Rule.TIME_OFF, "Away", SlotTaken),
    of_shift: (Rule.NOT_WORKING, "", SlotTaken),
    of_booking: (Rule.BOOKED, "", SlotTaken),
    of_room: (Rule.RESOURCE, "", SlotTaken),
    of_holiday: (Rule.HOLIDAY, "Eid", NotBookable),
    of_closing: (Rule.CLOSES_BEFORE_END, "", NotBookable),
    of_hours: (Rule.CLOSED, "", NotBookable),
    of_cap: (Rule.DAY_FULL, "", SlotTaken),
    of_own_cap: (Rule.STAFF_DAY_FULL, "", SlotTaken),
    of_prayers: (Rule.PAUSE, "Dhuhr prayer", NotBookable),
    of_gap: (Rule.GAP, "", NotBookable),
}


@pytest.mark.parametrize("obstacle", OBSTACLES)
def test_obstacle_is_named_and_without_it_the_time_is_free(alone, obstacle):
    assert why(alone) == []
    remove = obstacle(alone)
    rule, label, refusal = OBSTACLES[obstacle]
    assert why(alone)[0] in {(rule, label), (rule, "عيد")}
    with pytest.raises(refusal) as refused:
        availability(alone).slot_or_refuse(NOON)
    told = refused.value.data
    assert (told["rule"], bool(told["reason"])) == (public_rule(rule), True)
    remove()
    assert why(alone) == []


def test_time_beyond_the_horizon_is_named(alone):
    start = NOON + timedelta(days=3)
    assert why(alone, start) == []
    rules(horizon_days=2)
    assert why(alone, start) == [(Rule.HORIZON, "")]


def test_time_between_two_offered_ones_is_named(alone):
    start = NOON + timedelta(minutes=15)
    assert why(alone, start) == []
    rules(slot_step_minutes=30)
    assert why(alone, start) == [(Rule.OFF_GRID, "")]


def test_visit_that_is_not_over_in_time_is_named(alone):
    ready_by = NOON + HOUR / 2
    assert why(alone, ready_by=ready_by) == [(Rule.READY_BY, "")]
    assert why(alone, ready_by=NOON + HOUR) == []


def test_extra_hours_make_a_time_free(alone):
    of_shift(alone)
    stylist = alone.stylists[0]
    ExtraHours.objects.create(
        staff=stylist, starts_at=NOON, ends_at=datetime(9999, 1, 1, tzinfo=UTC)
    )
    assert why(alone) == []


@pytest.mark.parametrize("latitude", ["89.99000", "-70.00000", "0.00000"])
def test_prayers_near_the_poles_do_not_stop_a_salon(alone, latitude):
    """Where the sun does not set there are no times to be computed, and no pause."""
    SalonProfile.objects.update(latitude=latitude, longitude="10.00000")
    rules(prayer_pause_minutes=10)
    for month in range(12):
        start = TEN_O_CLOCK + timedelta(days=30 * month + 1)
        availability(alone, start).why(start)
