"""Late payments, undone moves and caps at once, with the guards and without them."""

import pytest
from django_tenants.utils import schema_context

from booking import locks
from booking.domain import attendance, taking, transitions
from booking.enums import AppointmentStatus
from booking.models import CLASS_PLACES, RESOURCE_OVERLAP, STAFF_OVERLAP, Appointment
from salons.models import BookingRules
from tests.booking.conftest import book
from tests.booking.crowds import (
    add_units,
    at_once,
    booking,
    broken,
    confirming_of,
    drop,
    expire,
    kept_locked,
    meet_between_check_and_write,
    pairs,
    salon,
    visit_of,
    without_locks,
)

__all__ = ["salon"]


def test_two_caps_of_a_day_at_once_hold(salon):
    """Different people, no room: only the rules of the salon make one wait for the other."""
    cap_days_at_one()
    jobs = [booking(salon, c, (salon.cut, m)) for c, m in pairs(salon)]
    assert at_once(*jobs) == {"booked": 1, "slot_taken": 3}


def test_control_without_the_lock_of_the_rules_exceeds_the_cap(salon, monkeypatch):
    cap_days_at_one()
    without_locks(monkeypatch, "lock_day_cap")
    meet_between_check_and_write(monkeypatch)
    jobs = [booking(salon, c, (salon.cut, m)) for c, m in pairs(salon)]
    assert at_once(*jobs)["booked"] > 1


def cap_days_at_one():
    with schema_context("noor"):
        rules = BookingRules.load()
        rules.salon_daily_cap = 1
        rules.save()


@pytest.mark.parametrize("service", ["room", "cut", "lesson"])
def test_late_payment_and_new_booking_take_a_time_once(salon, service):
    add_units(salon, 1)
    part = (getattr(salon, service), salon.team[0])
    with schema_context("noor"):
        expired = expire(book(salon, customer=salon.crowd[0], visit=visit_of(part)))
    others = [booking(salon, customer, part) for customer in salon.crowd[1:]]
    outcomes = at_once(confirming_of(expired), *others)
    places = 3 if service == "lesson" else 1
    assert outcomes["booked"] + outcomes["confirmed"] == places
    assert broken() == (0, 0, 0)


def test_payment_waits_for_the_people_of_a_hold_that_ends_at_that_moment(salon, monkeypatch):
    """It looks before the hold's end and locks after it: then it is as late as any late payment."""
    with schema_context("noor"):
        visit = visit_of((salon.cut, salon.team[0]))
        unpaid = book(salon, customer=salon.crowd[0], visit=visit)
    look, looks = transitions._is_expired, []

    def look_and_let_it_end(appointment_id):
        looks.append(look(appointment_id))
        if len(looks) == 1:
            at_once(lambda: expire(unpaid))
        return looks[-1]

    monkeypatch.setattr(locks, "LOCK_TIMEOUT_MS", 300)
    monkeypatch.setattr(transitions, "_is_expired", look_and_let_it_end)
    with kept_locked(salon.team[0]):
        assert at_once(confirming_of(unpaid)) == {"busy": 1}
        assert looks == [False, True]
    assert at_once(confirming_of(unpaid)) == {"confirmed": 1}


# Service -> the constraints that keep a time from being taken again.
LAST_WORDS = {
    "room": {"booking_occupancy": (STAFF_OVERLAP, RESOURCE_OVERLAP)},
    "cut": {"booking_occupancy": (STAFF_OVERLAP,)},
    "lesson": {"booking_classsession": (CLASS_PLACES,)},
}


@pytest.mark.parametrize("service", LAST_WORDS)
def test_control_without_the_constraints_a_late_payment_takes_what_is_taken(salon, service):
    add_units(salon, 1)
    part = (getattr(salon, service), salon.team[0])
    with schema_context("noor"):
        expired = expire(book(salon, customer=salon.crowd[0], visit=visit_of(part)))
    others = [booking(salon, customer, part) for customer in salon.crowd[1:]]
    assert at_once(*others)["booked"] > 0
    for table, names in LAST_WORDS[service].items():
        drop(table, *names)
    assert at_once(confirming_of(expired)) == {"confirmed": 1}
    assert broken() != (0, 0, 0)


def missed_visit(salon):
    """Return a visit that nobody came to; its time is free."""
    with schema_context("noor"):
        visit = visit_of((salon.cut, salon.team[0]))
        missed = book(salon, customer=salon.crowd[0], visit=visit)
        Appointment.objects.filter(pk=missed.pk).update(status=AppointmentStatus.NO_SHOW)
        taking.give_back(missed)
    return missed


def undoing(missed):
    def job():
        attendance.undo_attendance(missed.pk, actor=None)
        return "undone"

    return job


def rivals(salon):
    part = (salon.cut, salon.team[0])
    return [booking(salon, customer, part) for customer in salon.crowd[1:]]


def test_undone_no_show_and_new_booking_take_a_time_once(salon):
    outcomes = at_once(undoing(missed_visit(salon)), *rivals(salon))
    assert outcomes["booked"] + outcomes["undone"] == 1
    assert broken() == (0, 0, 0)


def test_control_without_the_constraint_an_undone_no_show_takes_what_is_taken(salon):
    missed = missed_visit(salon)
    assert at_once(*rivals(salon))["booked"] == 1
    drop("booking_occupancy", STAFF_OVERLAP)
    assert at_once(undoing(missed)) == {"undone": 1}
    assert broken()[0] > 0
