"""From a requested refund to its end, through every kind of silence."""

from datetime import timedelta

import pytest
from django.utils import timezone

from billing.domain.refund_sending import GRACE, check_refund, pursue_refund, send_refund
from billing.domain.refunds import request_refund
from billing.models import Refund
from billing.moyasar.errors import OutcomeUnknown, Unauthorized
from notifications.models import Message

SILENT = ["timeout_before_commit", "timeout_after_commit", "drop_after_commit", "500", "503", "429"]
TOOK_EFFECT = {"timeout_after_commit", "drop_after_commit"}


@pytest.fixture
def refund(paid, sandbox):
    sandbox.set_modes(timeout_seconds=0.01)
    return request_refund(paid.pk, amount_minor=4000, reason="asked", actor=None)


def end_of(refund):
    """Return the states of refund and payment and the running total."""
    refund.refresh_from_db()
    payment = refund.payment
    payment.refresh_from_db()
    return refund.status, payment.status, payment.refunded_minor


@pytest.mark.parametrize("mode", ["refunded", "paid"])
def test_partial_refund_is_done(refund, sandbox, mode):
    sandbox.set_modes(partial_refund_status=mode)
    send_refund(refund.pk)
    assert end_of(refund) == ("done", "partly_refunded", 4000)
    assert (refund.refunded_before_minor, refund.finished_at is None) == (0, False)


def test_customer_is_told_once_that_her_money_comes_back(refund):
    for _again in range(2):
        send_refund(refund.pk)
    message = Message.objects.get(template="refund.done")
    assert message.text.startswith("صالون نور: ")
    assert "40 ر.س" in message.text
    assert refund.payment.appointment.reference in message.text


def test_whole_refund_is_done(paid, payer):
    refund = request_refund(paid.pk, reason="asked", actor=None)
    send_refund(refund.pk)
    assert end_of(refund) == ("done", "refunded", 11500)


@pytest.mark.parametrize("mode", ["refunded", "paid"])
def test_second_part_follows_the_first(refund, sandbox, mode):
    sandbox.set_modes(partial_refund_status=mode)
    send_refund(refund.pk)
    second = request_refund(refund.payment_id, amount_minor=7500, reason="rest", actor=None)
    send_refund(second.pk)
    assert end_of(second) == ("done", "refunded", 11500)
    assert second.refunded_before_minor == 4000


def test_second_part_that_the_provider_refuses_fails(refund, sandbox):
    sandbox.set_modes(second_partial_refund="refuse")
    send_refund(refund.pk)
    second = request_refund(refund.payment_id, amount_minor=500, reason="rest", actor=None)
    send_refund(second.pk)
    assert end_of(second) == ("failed", "partly_refunded", 4000)
    assert second.error_message == "Only paid or captured payments can be refunded."


def test_refund_is_sent_once_however_often_it_is_asked_for(refund, payer):
    for _ in range(3):
        pursue_refund(refund.pk)
        send_refund(refund.pk)
        check_refund(refund.pk)
    assert payer.seen(refund.payment).refunded == 4000


@pytest.mark.parametrize("action", SILENT)
def test_silence_leaves_the_end_unknown(refund, sandbox, payer, action):
    sandbox.fail_next("moyasar.payments.refund", action)
    send_refund(refund.pk)
    assert end_of(refund)[0] == "unknown"
    assert payer.seen(refund.payment).refunded == (4000 if action in TOOK_EFFECT else 0)


@pytest.mark.parametrize("action", SILENT)
def test_silence_is_settled_by_the_running_total(refund, sandbox, payer, later, action):
    sandbox.fail_next("moyasar.payments.refund", action)
    pursue_refund(refund.pk)
    pursue_refund(refund.pk)
    assert end_of(refund)[0] == ("done" if action in TOOK_EFFECT else "unknown")
    later(seconds=GRACE.total_seconds() + 1)
    assert pursue_refund(refund.pk) is None
    assert end_of(refund) == ("done", "partly_refunded", 4000)
    assert payer.seen(refund.payment).refunded == 4000


def test_silence_is_not_sent_again_before_the_grace_is_over(refund, sandbox, payer, later):
    sandbox.fail_next("moyasar.payments.refund", "timeout_before_commit")
    send_refund(refund.pk)
    later(seconds=GRACE.total_seconds() - 5)
    check_refund(refund.pk)
    assert (end_of(refund)[0], payer.seen(refund.payment).refunded) == ("unknown", 0)


def test_sender_that_died_after_its_claim_is_replaced(refund, payer, later):
    Refund.objects.filter(pk=refund.pk).update(
        status="sent", sent_at=timezone.now(), refunded_before_minor=0
    )
    pursue_refund(refund.pk)
    assert (end_of(refund)[0], payer.seen(refund.payment).refunded) == ("sent", 0)
    later(seconds=GRACE.total_seconds() + 1)
    pursue_refund(refund.pk)
    assert end_of(refund) == ("done", "partly_refunded", 4000)


def test_late_effect_of_the_first_sending_is_not_paid_twice(refund, sandbox, payer, later):
    sandbox.fail_next("moyasar.payments.refund", "timeout_before_commit")
    send_refund(refund.pk)
    payer.refund(refund.payment, 4000)
    later(seconds=GRACE.total_seconds() + 1)
    pursue_refund(refund.pk)
    assert (end_of(refund)[0], payer.seen(refund.payment).refunded) == ("done", 4000)


def test_smaller_refund_in_the_dashboard_is_not_taken_for_ours(refund, sandbox, payer, later):
    sandbox.fail_next("moyasar.payments.refund", "timeout_before_commit")
    send_refund(refund.pk)
    payer.refund(refund.payment, 1500)
    check_refund(refund.pk)
    assert end_of(refund) == ("unknown", "partly_refunded", 1500)
    later(seconds=GRACE.total_seconds() + 1)
    pursue_refund(refund.pk)
    assert end_of(refund) == ("done", "partly_refunded", 5500)


def test_refund_of_what_went_back_in_the_dashboard_fails(refund, payer):
    payer.refund(refund.payment, 8000)
    send_refund(refund.pk)
    assert end_of(refund) == ("failed", "partly_refunded", 8000)
    assert payer.seen(refund.payment).refunded == 8000


def test_refund_of_a_voided_payment_fails(refund, payer):
    payer.moyasar.post(f"/payments/{refund.payment_id}/void")
    send_refund(refund.pk)
    assert end_of(refund) == ("failed", "voided", 0)


def test_refusal_is_final(refund, sandbox, payer):
    sandbox.set_modes(second_partial_refund="refuse")
    payer.refund(refund.payment, 100)
    assert pursue_refund(refund.pk) is None
    assert end_of(refund) == ("failed", "partly_refunded", 100)


def test_refusal_that_cannot_be_compared_stays_unknown(refund, sandbox, payer):
    sandbox.set_modes(second_partial_refund="refuse")
    payer.refund(refund.payment, 100)
    # The look before the sending is answered, those after the refusal are not.
    for action in ("delay", "500", "500", "500"):
        sandbox.fail_next("moyasar.payments.fetch", action)
    sandbox.set_modes(delay_seconds=0)
    send_refund(refund.pk)
    assert end_of(refund)[0] == "unknown"
    check_refund(refund.pk)
    assert end_of(refund)[0] == "unknown"


def test_payment_that_cannot_be_read_is_not_refunded(refund, sandbox, payer):
    sandbox.fail_next("moyasar.payments.fetch", "503", count=3)
    with pytest.raises(OutcomeUnknown):
        send_refund(refund.pk)
    assert (end_of(refund)[0], payer.seen(refund.payment).refunded) == ("requested", 0)
    assert pursue_refund(refund.pk) is None
    assert end_of(refund)[0] == "done"


def test_wrong_key_waits_for_the_right_one(refund, settings, sandbox):
    right, settings.MOYASAR_SECRET_KEY = settings.MOYASAR_SECRET_KEY, "sk_test_wrong"
    with pytest.raises(Unauthorized):
        send_refund(refund.pk)
    assert pursue_refund(refund.pk) > timezone.now()
    settings.MOYASAR_SECRET_KEY = right
    pursue_refund(refund.pk)
    assert end_of(refund) == ("done", "partly_refunded", 4000)


@pytest.mark.parametrize(
    ("age", "pause"),
    [
        (timedelta(0), timedelta(seconds=30)),
        (timedelta(minutes=30), timedelta(minutes=5)),
        (timedelta(hours=3), timedelta(hours=1)),
    ],
)
def test_unsettled_refund_is_looked_at_for_ever(refund, sandbox, time_machine, age, pause):
    Refund.objects.filter(pk=refund.pk).update(created_at=timezone.now() - age)
    sandbox.fail_next("moyasar.payments.fetch", "500", count=None)
    time_machine.move_to(timezone.now(), tick=False)
    assert pursue_refund(refund.pk) == timezone.now() + pause
