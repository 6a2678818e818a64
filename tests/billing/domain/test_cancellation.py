"""What goes back by itself when a visit is cancelled."""

import pytest

from billing.domain.cancellation import give_back
from billing.domain.refund_sending import pursue_refund
from billing.domain.refunds import request_refund
from billing.handlers import refund_after_change
from billing.jobs import CANCELLATION_JOB, refund_cancellation
from billing.models import Refund
from booking.domain.transitions import cancel_appointment
from booking.models import AgreedPolicy, DueJob
from booking.outbox import handle_event
from salons.models import BookingRules
from tests.billing.conftest import outcome_of


@pytest.fixture
def cancel(paid, appointment):
    """Cancel the paid visit and return the event."""

    def cancel(*, by_salon, free_hours=24):
        BookingRules.load()
        BookingRules.objects.update(free_cancellation_hours=free_hours)
        # As if she had booked under them.
        AgreedPolicy.objects.all().delete()
        cancel_appointment(appointment.pk, actor=appointment.customer, by_salon=by_salon)
        return appointment.events.get(to_status__startswith="cancelled")

    return cancel


@pytest.mark.parametrize(
    ("by_salon", "free_hours", "refunds"),
    [
        (False, 24, [("cancelled_by_customer", 11500, "requested")]),
        (False, 26, []),
        (True, 24, [("cancelled_by_salon", 11500, "requested")]),
        (True, 26, [("cancelled_by_salon", 11500, "requested")]),
    ],
)
def test_cancelling_gives_back_by_the_rules(paid, cancel, by_salon, free_hours, refunds):
    event = cancel(by_salon=by_salon, free_hours=free_hours)
    for _ in range(3):
        refund_after_change(event)
    assert outcome_of(paid).refunds == refunds


def test_outbox_runs_the_handler(paid, cancel):
    event = cancel(by_salon=True)
    handle_event(str(event.pk))
    handle_event(str(event.pk))
    assert [refund[:2] for refund in outcome_of(paid).refunds] == [("cancelled_by_salon", 11500)]


def test_second_handling_after_the_refund_gives_nothing_more(paid, cancel, payer):
    event = cancel(by_salon=True)
    give_back(event)
    pursue_refund(Refund.objects.get().pk)
    give_back(event)
    assert outcome_of(paid).refunds == [("cancelled_by_salon", 11500, "done")]
    assert payer.seen(paid).refunded == 11500


def test_cancelling_after_a_part_gives_back_the_rest(paid, cancel):
    part = request_refund(paid.pk, amount_minor=1500, reason="sorry", actor=None)
    pursue_refund(part.pk)
    give_back(cancel(by_salon=True))
    assert outcome_of(paid).refunds == [
        ("sorry", 1500, "done"),
        ("cancelled_by_salon", 10000, "requested"),
    ]


def test_cancelling_behind_an_open_part_waits_as_a_job(paid, cancel):
    part = request_refund(paid.pk, amount_minor=1500, reason="sorry", actor=None)
    event = cancel(by_salon=True)
    refund_after_change(event)
    assert list(DueJob.objects.filter(kind=CANCELLATION_JOB).values_list("key", flat=True)) == [
        str(event.pk)
    ]
    assert refund_cancellation(str(event.pk)) is not None
    pursue_refund(part.pk)
    assert refund_cancellation(str(event.pk)) is None
    assert [refund[:2] for refund in outcome_of(paid).refunds] == [
        ("sorry", 1500),
        ("cancelled_by_salon", 10000),
    ]


def test_cancelling_behind_an_open_whole_refund_adds_nothing(paid, cancel):
    request_refund(paid.pk, reason="sorry", actor=None)
    refund_after_change(cancel(by_salon=True))
    assert outcome_of(paid).refunds == [("sorry", 11500, "requested")]
    assert not DueJob.objects.filter(kind=CANCELLATION_JOB).exists()


def test_cancelling_an_unpaid_visit_gives_back_nothing(payment, appointment):
    cancel_appointment(appointment.pk, actor=None, by_salon=True)
    refund_after_change(appointment.events.get(to_status__startswith="cancelled"))
    assert outcome_of(payment).refunds == []
