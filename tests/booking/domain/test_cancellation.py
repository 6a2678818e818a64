"""Cancelling by the customer: until when, and at what price."""

from datetime import timedelta

import pytest

from booking.domain.cancellation import cancel_own_appointment, cancellation_terms
from booking.domain.transitions import confirm_appointment
from booking.enums import TRANSITIONS, AppointmentStatus
from booking.errors import AppointmentNotFound, InvalidTransition
from booking.models import Appointment
from salons.models import BookingRules
from tests.accounts_factories import UserFactory
from tests.booking.conftest import TEN_O_CLOCK, book


@pytest.fixture
def appointment(catalogue):
    return confirm_appointment(book(catalogue).pk)


@pytest.mark.parametrize(
    ("before", "is_possible", "is_free"),
    [
        (timedelta(hours=24), True, True),
        (timedelta(hours=24, microseconds=-1), True, False),
        (timedelta(microseconds=1), True, False),
        (timedelta(0), False, False),
    ],
)
def test_terms_at_the_edges(appointment, before, is_possible, is_free):
    terms = cancellation_terms(appointment, now=TEN_O_CLOCK - before)
    assert (terms.is_possible, terms.is_free, terms.free_until) == (
        is_possible,
        is_free,
        TEN_O_CLOCK - timedelta(hours=24),
    )


def test_terms_of_what_nobody_paid_for_are_free(catalogue):
    terms = cancellation_terms(book(catalogue), now=TEN_O_CLOCK - timedelta(minutes=5))
    assert (terms.is_possible, terms.is_free) == (True, True)


def test_terms_stay_as_agreed_where_the_salons_rules_change(appointment):
    BookingRules.load()
    BookingRules.objects.update(free_cancellation_hours=2)
    assert cancellation_terms(appointment).free_until == TEN_O_CLOCK - timedelta(hours=24)


@pytest.mark.parametrize("status", AppointmentStatus)
def test_terms_follow_the_table(appointment, status):
    appointment.status = status
    allowed = AppointmentStatus.CANCELLED_BY_CUSTOMER in TRANSITIONS[status]
    assert cancellation_terms(appointment).is_possible is allowed


def test_cancel_is_hers_alone(appointment):
    with pytest.raises(AppointmentNotFound):
        cancel_own_appointment(appointment.pk, customer=UserFactory())
    assert Appointment.objects.get().status == "confirmed"


def test_cancel_twice_is_refused_the_second_time(appointment, catalogue):
    assert cancel_own_appointment(appointment.pk, customer=catalogue.customer).status == (
        "cancelled_by_customer"
    )
    with pytest.raises(InvalidTransition):
        cancel_own_appointment(appointment.pk, customer=catalogue.customer)


def test_cancel_after_the_beginning_is_refused(appointment, catalogue, time_machine):
    time_machine.move_to(TEN_O_CLOCK, tick=False)
    with pytest.raises(InvalidTransition):
        cancel_own_appointment(appointment.pk, customer=catalogue.customer)
    assert Appointment.objects.get().status == "confirmed"
