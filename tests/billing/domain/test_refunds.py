"""Asking for money to go back."""

import pytest

from audit.models import AuditEntry
from billing.domain.refunds import REFUND_JOB, refund_and_cancel, request_refund
from billing.errors import (
    InvalidAmount,
    NotRefundable,
    PaymentNotFound,
    RefundInProgress,
    RefundTooMuch,
)
from billing.models import Payment, Refund
from booking.domain.transitions import transition_appointment
from booking.enums import AppointmentStatus
from booking.errors import InvalidTransition
from booking.models import DueJob
from tests.accounts_factories import UserFactory


@pytest.fixture
def clerk(db):
    return UserFactory()


def refused(payment, error, **details):
    """Try to refund; assert the refusal and that no row was added; return the refusal."""
    before = list(Refund.objects.values_list("pk", "status"))
    with pytest.raises(error) as caught:
        request_refund(payment.pk, reason="asked", actor=None, **details)
    assert list(Refund.objects.values_list("pk", "status")) == before
    return caught.value


@pytest.mark.parametrize(("asked", "amount"), [(None, 11500), (1, 1), (11500, 11500)])
def test_request_commits_a_row_before_the_provider_is_asked(paid, payer, clerk, asked, amount):
    refund = request_refund(paid.pk, amount_minor=asked, reason="late", actor=clerk)
    assert (refund.status, refund.amount_minor, refund.requested_by, refund.reason_text) == (
        "requested",
        amount,
        clerk,
        "late",
    )
    assert DueJob.objects.filter(kind=REFUND_JOB, key=str(refund.pk)).count() == 1
    assert payer.seen(paid).refunded == 0


def test_request_is_audited_with_its_reason(paid, clerk):
    refund = request_refund(paid.pk, reason="late", actor=clerk)
    entry = AuditEntry.objects.get(object_pk=str(refund.pk), action=AuditEntry.Action.CREATE)
    assert entry.additional_data == {"reason": "late", "verb": "refund_requested"}


def test_more_than_what_is_left_is_refused_with_the_rest(paid):
    refusal = refused(paid, RefundTooMuch, amount_minor=11501)
    assert refusal.data == {"refundable": {"amount": 11500, "currency": "SAR"}}
    assert (refusal.status, refusal.code) == (409, "refund_too_much")


@pytest.mark.parametrize("amount", [0, -1])
def test_amount_below_one_is_refused(paid, amount):
    refused(paid, InvalidAmount, amount_minor=amount)


@pytest.mark.parametrize("status", ["requested", "sent", "unknown"])
def test_second_refund_waits_for_the_end_of_the_first(paid, status):
    first = request_refund(paid.pk, amount_minor=100, reason="one", actor=None)
    Refund.objects.filter(pk=first.pk).update(status=status)
    refused(paid, RefundInProgress, amount_minor=100)


@pytest.mark.parametrize(
    "status", ["created", "pending", "failed", "abandoned", "quarantined", "refunded", "voided"]
)
def test_payment_without_money_of_ours_is_not_refundable(payment, status):
    Payment.objects.filter(pk=payment.pk).update(status=status)
    refused(payment, NotRefundable)


def test_unknown_payment_is_not_found(salon):
    with pytest.raises(PaymentNotFound):
        request_refund("00000000-0000-4000-8000-000000000000", reason="x", actor=None)


def test_refund_by_hand_leaves_the_visit_alone(paid, appointment, refreshed):
    request_refund(paid.pk, reason="sorry", actor=None)
    assert refreshed(appointment).status == "confirmed"


def test_refund_and_cancel_does_both(paid, appointment, clerk, refreshed):
    refund = refund_and_cancel(paid.pk, reason="ill", actor=clerk)
    assert (refund.amount_minor, refreshed(appointment).status) == (11500, "cancelled_by_salon")
    assert appointment.events.last().actor == clerk


def test_refund_and_cancel_does_neither_behind_another_refund(paid, appointment, refreshed):
    request_refund(paid.pk, amount_minor=100, reason="one", actor=None)
    with pytest.raises(RefundInProgress):
        refund_and_cancel(paid.pk, reason="ill", actor=None)
    assert (refreshed(appointment).status, Refund.objects.count()) == ("confirmed", 1)


def test_refund_and_cancel_of_a_visit_that_has_begun_is_refused(paid, appointment, refreshed):
    transition_appointment(refreshed(appointment), AppointmentStatus.IN_PROGRESS)
    with pytest.raises(InvalidTransition):
        refund_and_cancel(paid.pk, reason="ill", actor=None)
    assert Refund.objects.count() == 0


def test_refund_and_cancel_of_an_unknown_payment_is_not_found(salon):
    with pytest.raises(PaymentNotFound):
        refund_and_cancel("00000000-0000-4000-8000-000000000000", reason="x", actor=None)
