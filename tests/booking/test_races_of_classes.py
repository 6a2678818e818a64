"""Places in a class under a crowd, with the guards and without them."""

import threading
import time

from django_tenants.utils import schema_context

from booking.domain import appointments, taking
from booking.models import (
    CLASS_PLACES,
    STAFF_OVERLAP,
    ClassSession,
)
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.booking.crowds import (
    CROWD,
    at_once,
    booking,
    broken,
    cancelling_of,
    drop,
    salon,
    visit_of,
    without_locks,
)

__all__ = ["salon"]


def test_class_takes_as_many_as_it_has_places(salon):
    jobs = [booking(salon, customer, (salon.lesson, salon.team[0])) for customer in salon.crowd]
    assert at_once(*jobs) == {"booked": 3, "slot_taken": CROWD - 3}
    assert broken() == (0, 0, 0)


def test_control_without_guards_of_classes_overfills_one(salon, monkeypatch):
    """Without locks and checks places are counted wrongly."""

    def read(session_ids):
        found = list(ClassSession.objects.filter(pk__in=session_ids))
        time.sleep(0.2)
        return found

    lesson = (salon.lesson, salon.team[0])
    with schema_context("noor"):
        book(salon, customer=salon.crowd[0], visit=visit_of(lesson))
    drop("booking_classsession", CLASS_PLACES)
    drop("booking_occupancy", STAFF_OVERLAP)
    without_locks(monkeypatch, "lock_staff", "lock_classes_between")
    monkeypatch.setattr(taking, "lock_class_sessions", read)
    at_once(*(booking(salon, customer, lesson) for customer in salon.crowd[1:]))
    assert broken() != (0, 0, 0)


def test_places_given_back_and_taken_at_once_are_counted(salon):
    lesson = (salon.lesson, salon.team[0])
    with schema_context("noor"):
        first = [book(salon, customer=c, visit=visit_of(lesson)) for c in salon.crowd[:3]]
    cancelling = [cancelling_of(appointment) for appointment in first]
    joining = [booking(salon, customer, lesson) for customer in salon.crowd[3:]]
    outcomes = at_once(*cancelling, *joining)
    assert outcomes["cancelled"] == 3
    assert broken() == (0, 0, 0)


def test_last_place_given_back_while_another_joins_leaves_a_class_with_its_person(
    salon, monkeypatch
):
    lesson = (salon.lesson, salon.team[0])
    with schema_context("noor"):
        first = book(salon, customer=salon.crowd[0], visit=visit_of(lesson))
    cancelling = cancel_while_planning(monkeypatch, first)
    assert at_once(booking(salon, salon.crowd[1], lesson)) == {"booked": 1}
    cancelling.join()
    assert broken() == (0, 0, 0)


def test_control_without_the_lock_of_classes_refuses_who_could_have_come(salon, monkeypatch):
    lesson = (salon.lesson, salon.team[0])
    with schema_context("noor"):
        first = book(salon, customer=salon.crowd[0], visit=visit_of(lesson))
    without_locks(monkeypatch, "lock_classes_between")
    cancelling = cancel_while_planning(monkeypatch, first)
    assert at_once(booking(salon, salon.crowd[1], lesson)) == {"slot_taken": 1}
    cancelling.join()
    assert broken() == (0, 0, 0)


def cancel_while_planning(monkeypatch, appointment):
    """Cancel an appointment in another thread as soon as a booking has made its plan."""
    plan = appointments.load_around
    thread = threading.Thread(target=lambda: at_once(cancelling_of(appointment)))

    def load_around(*args):
        availability = plan(*args)
        availability.slot_at(TEN_O_CLOCK)
        thread.start()
        thread.join(1)
        return availability

    monkeypatch.setattr(appointments, "load_around", load_around)
    return thread
