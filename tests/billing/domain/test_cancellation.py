"""What goes back by itself when a visit is cancelled."""

from datetime import UTC, datetime, timedelta

import pytest

from billing.domain.cancellation import amount_to_refund, refund_cancelled
from billing.domain.refund_sending import pursue_refund
from billing.domain.refunds import request_refund
from billing.handlers import refund_after_cancelling
from billing.jobs import CANCELLATION_JOB, refund_cancellation
from billing.models import Refund
from booking.domain.transitions import cancel_appointment
from booking.models import DueJob
from booking.outbox import handle_event
from salons.models import BookingRules
from tests.billing.conftest import outcome_of

START = datetime(2030, 1, 6, 7, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
DAY = timedelta(hours=24)


@pytest.mark.unit
@pytest.mark.parametrize(
    ("left", "by_salon", "before_start", "free_hours", "expected"),
    [
        (11500, False, timedelta(hours=25), 24, 11500),
        (11500, False, DAY, 24, 11500),
        (11500, False, DAY - SECOND, 24, 0),
        (11500, False, timedelta(0), 24, 0),
        (11500, False, -timedelta(hours=1), 24, 0),
        (11500, False, timedelta(0), 0, 11500),
        (11500, False, -SECOND, 0, 0),
        (11500, True, timedelta(hours=25), 24, 11500),
        (11500, True, timedelta(0), 24, 11500),
        (11500, True, -timedelta(hours=1), 24, 11500),
        (500, False, DAY, 24, 500),
        (0, True, DAY, 24, 0),
        (0, False, DAY, 24, 0),
    ],
)
def test_amount_to_refund(left, by_salon, before_start, free_hours, expected):
    amount = amount_to_refund(
        left_minor=left,
        by_salon=by_salon,
        starts_at=START,
        cancelled_at=START - before_start,
        free_hours=free_hours,
    )
    assert amount == expected


@pytest.fixture
def cancel(paid, appointment):
    """Cancel the paid visit and return the event."""

    def cancel(*, by_salon, free_hours=24):
        BookingRules.objects.update(free_cancellation_hours=free_hours)
        cancel_appointment(appointment.pk, actor=appointment.customer, by_salon=by_salon)
        return appointment.events.last()

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
        refund_after_cancelling(event)
    assert outcome_of(paid).refunds == refunds


def test_outbox_runs_the_handler(paid, cancel):
    event = cancel(by_salon=True)
    handle_event(str(event.pk))
    handle_event(str(event.pk))
    assert [refund[:2] for refund in outcome_of(paid).refunds] == [("cancelled_by_salon", 11500)]


def test_second_handling_after_the_refund_gives_nothing_more(paid, cancel, payer):
    event = cancel(by_salon=True)
    refund_cancelled(event)
    pursue_refund(Refund.objects.get().pk)
    refund_cancelled(event)
    assert outcome_of(paid).refunds == [("cancelled_by_salon", 11500, "done")]
    assert payer.seen(paid).refunded == 11500


def test_cancelling_after_a_part_gives_back_the_rest(paid, cancel):
    part = request_refund(paid.pk, amount_minor=1500, reason="sorry", actor=None)
    pursue_refund(part.pk)
    refund_cancelled(cancel(by_salon=True))
    assert outcome_of(paid).refunds == [
        ("sorry", 1500, "done"),
        ("cancelled_by_salon", 10000, "requested"),
    ]


def test_cancelling_behind_an_open_part_waits_as_a_job(paid, cancel):
    part = request_refund(paid.pk, amount_minor=1500, reason="sorry", actor=None)
    event = cancel(by_salon=True)
    refund_after_cancelling(event)
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
    refund_after_cancelling(cancel(by_salon=True))
    assert outcome_of(paid).refunds == [("sorry", 11500, "requested")]
    assert not DueJob.objects.filter(kind=CANCELLATION_JOB).exists()


def test_cancelling_an_unpaid_visit_gives_back_nothing(payment, appointment):
    cancel_appointment(appointment.pk, actor=None, by_salon=True)
    refund_after_cancelling(appointment.events.last())
    assert outcome_of(payment).refunds == []
