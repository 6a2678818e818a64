"""A cancellation that gives money back is one message, not two."""

from datetime import timedelta

import pytest

from billing.domain.refund_sending import pursue_refund
from billing.domain.refunds import refund_and_cancel, request_refund
from billing.jobs import refund_no_show
from billing.models import Refund
from booking.domain.attendance import NO_SHOW_JOB, mark_no_show
from booking.domain.changing.cancelling import cancel
from booking.models import AppointmentEvent, DueJob
from booking.outbox import handle_event
from notifications.models import Message
from tests.booking.changing.conftest import rules
from tests.booking.conftest import TEN_O_CLOCK


def told(appointment):
    """Handle every event and send every refund, twice; return the templates since the payment."""
    for _again in range(2):
        AppointmentEvent.objects.update(handled_at=None)
        for event in appointment.events.all():
            handle_event(str(event.pk))
        for refund in Refund.objects.all():
            pursue_refund(refund.pk)
    found = Message.objects.order_by("pk").exclude(template="appointment.confirmed")
    return list(found.values_list("template", flat=True))


@pytest.mark.parametrize("by_salon", [False, True])
def test_cancellation_tells_of_its_refund(paid, appointment, by_salon):
    cancel(appointment.pk, actor=appointment.customer, by_salon=by_salon)
    who = "salon" if by_salon else "customer"
    assert told(appointment) == [f"appointment.cancelled_by_{who}"]
    assert [refund.status for refund in Refund.objects.all()] == ["done"]
    assert "115 ر.س" in Message.objects.get(template=f"appointment.cancelled_by_{who}").text


def test_refund_with_cancellation_is_told_once(paid, appointment):
    refund_and_cancel(paid.pk, reason="ill", actor=None)
    assert told(appointment) == ["appointment.cancelled_by_salon"]
    assert Refund.objects.get().amount_minor == 11500


def test_refund_by_hand_is_told(paid, appointment):
    request_refund(paid.pk, amount_minor=4000, reason="asked", actor=None)
    assert told(appointment) == ["refund.done"]


def test_refund_that_differs_from_what_was_told_is_told(paid, appointment):
    """Somebody gave a part back by hand between the cancellation and its refund."""
    cancel(appointment.pk, actor=appointment.customer, by_salon=False)
    request_refund(paid.pk, amount_minor=4000, reason="asked", actor=None)
    pursue_refund(Refund.objects.get().pk)
    assert told(appointment) == [
        "refund.done",
        "appointment.cancelled_by_customer",
        "refund.done",
    ]
    assert sum(Refund.objects.values_list("amount_minor", flat=True)) == 11500


def test_refund_after_a_missed_visit_is_told(paid, appointment, time_machine):
    rules(no_show_fee_percent=50)
    time_machine.move_to(TEN_O_CLOCK + timedelta(minutes=30), tick=True)
    mark_no_show(appointment.pk, actor=None)
    refund_no_show(DueJob.objects.get(kind=NO_SHOW_JOB).key)
    assert told(appointment) == ["refund.done"]
