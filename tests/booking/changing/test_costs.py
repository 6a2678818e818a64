"""How many statements moving a visit and looking at it takes."""

from datetime import timedelta

from booking.domain.changing.cancelling import preview_cancellation
from booking.domain.changing.rescheduling import preview_reschedule, reschedule
from booking.models import Appointment
from tests.booking.conftest import TEN_O_CLOCK

QUARTER = timedelta(minutes=15)


def warm(appointment):
    """Prepare the statements of the connection and what is read once."""
    preview_reschedule(appointment, TEN_O_CLOCK + QUARTER)


def test_cost_of_a_preview(appointment, django_assert_num_queries):
    warm(appointment)
    row = Appointment.objects.get()
    with django_assert_num_queries(13):
        preview_reschedule(row, TEN_O_CLOCK + QUARTER)


def test_cost_of_a_move(appointment, django_assert_num_queries):
    warm(appointment)
    with django_assert_num_queries(34):
        reschedule(
            appointment.pk,
            start=TEN_O_CLOCK + QUARTER,
            actor=appointment.customer,
            by_salon=False,
        )


def test_cost_of_a_preview_of_cancelling(appointment, django_assert_num_queries):
    warm(appointment)
    row = Appointment.objects.get()
    with django_assert_num_queries(6):
        preview_cancellation(row)
