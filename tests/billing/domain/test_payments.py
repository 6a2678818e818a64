"""Starting an attempt, and following it to its end."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from billing.domain.payments import (
    PAYMENT_JOB,
    follow_up,
    refresh_payment,
    start_payment,
    sync_payment,
)
from billing.enums import PaymentStatus
from billing.errors import HoldExpired, NothingDue, PaymentNotFound
from billing.models import Payment
from billing.moyasar.errors import OutcomeUnknown
from booking.domain.transitions import cancel_appointment, confirm_appointment, expire_hold
from booking.errors import AppointmentNotFound
from booking.models import DueJob
from tests.accounts_factories import UserFactory
from tests.billing.conftest import outcome_of
from tests.billing.payer import NO_FUNDS_CARD


def checks():
    """Return the keys of the planned payment checks."""
    return list(DueJob.objects.filter(kind=PAYMENT_JOB).values_list("key", flat=True))


def refused(appointment, error, customer=None):
    """Try to start; assert the refusal and that there is no row and no job."""
    with pytest.raises(error):
        start_payment(appointment.pk, customer=customer or appointment.customer)
    assert (list(Payment.objects.all()), checks()) == ([], [])


def test_start_makes_a_row_of_what_is_due(appointment):
    payment = start_payment(appointment.pk, customer=appointment.customer)
    assert (payment.status, payment.amount_minor, payment.currency, payment.schema_name) == (
        "created",
        11500,
        "SAR",
        "noor",
    )
    assert (payment.pk.version, checks()) == (4, [str(payment.pk)])


def test_start_again_returns_the_unused_attempt(payment, appointment):
    again = start_payment(appointment.pk, customer=appointment.customer)
    assert (again.pk, Payment.objects.count(), len(checks())) == (payment.pk, 1, 1)


def test_attempt_of_another_amount_is_not_used_again(payment, appointment):
    type(appointment).objects.filter(pk=appointment.pk).update(due_now_minor=5000)
    again = start_payment(appointment.pk, customer=appointment.customer)
    assert (again.amount_minor, again.pk == payment.pk) == (5000, False)


@pytest.mark.parametrize("status", ["pending", "failed", "abandoned", "quarantined", "voided"])
def test_used_attempt_is_followed_by_a_new_one(payment, appointment, status):
    Payment.objects.filter(pk=payment.pk).update(status=status)
    again = start_payment(appointment.pk, customer=appointment.customer)
    assert (again.status, again.pk == payment.pk) == ("created", False)


def test_somebody_elses_appointment_is_not_found(appointment):
    refused(appointment, AppointmentNotFound, customer=UserFactory())


def test_unknown_appointment_is_not_found(salon):
    with pytest.raises(AppointmentNotFound):
        start_payment(uuid4(), customer=salon.customer)


def test_confirmed_appointment_has_nothing_due(appointment):
    confirm_appointment(appointment.pk)
    refused(appointment, NothingDue)


@pytest.mark.parametrize("by_salon", [True, False])
def test_cancelled_appointment_has_nothing_due(appointment, by_salon):
    cancel_appointment(appointment.pk, actor=None, by_salon=by_salon)
    refused(appointment, NothingDue)


def test_appointment_without_amount_due_has_nothing_due(appointment):
    type(appointment).objects.filter(pk=appointment.pk).update(due_now_minor=0)
    refused(appointment, NothingDue)


def test_hold_that_ran_out_is_refused_before_and_after_its_job(appointment, later):
    later(minutes=16)
    refused(appointment, HoldExpired)
    expire_hold(str(appointment.pk))
    refused(appointment, HoldExpired)


def test_paid_payment_confirms_the_appointment(paid):
    end = outcome_of(paid)
    assert (end.payment, end.appointment, end.refunds) == ("paid", "confirmed", [])
    assert (paid.card_company, paid.card_last_four, paid.response_code) == ("visa", "1111", "00")
    assert (paid.paid_at, paid.refunded_minor) == (paid.checked_at, 0)


def test_payment_at_the_bank_is_pending(payment, payer):
    payer.send_card(payment)
    sync_payment(payment.pk)
    assert outcome_of(payment).payment == "pending"
    assert payment.appointment.status == "pending_payment"


def test_declined_payment_fails_and_confirms_nothing(payment, payer):
    payer.pay(payment, NO_FUNDS_CARD)
    end = outcome_of(sync_payment(payment.pk))
    assert (end.payment, end.appointment, end.moves) == (
        "failed",
        "pending_payment",
        ["pending_payment"],
    )
    assert (payment.paid_at, Payment.objects.get().response_code) == (None, "51")


def test_payment_that_the_payer_lets_pass_fails(payment, payer, sandbox):
    payer.send_card(payment)
    sandbox.advance_clock(901)
    assert sync_payment(payment.pk).status == "failed"


def test_attempt_without_a_card_stays_as_it_was(payment, refreshed):
    sync_payment(payment.pk)
    assert (refreshed(payment).status, payment.checked_at is None) == ("created", False)


@pytest.mark.parametrize(
    "change",
    [
        {"amount": 100},
        {"amount": 11600},
        {"metadata": None},
        {"metadata": {"salon": "reem", "appointment": "other"}},
    ],
)
def test_payment_that_differs_is_quarantined_and_alarmed(payment, payer, caplog, change):
    payer.pay(payment, **change)
    sync_payment(payment.pk)
    end = outcome_of(payment)
    assert (end.payment, end.appointment, end.refunds) == ("quarantined", "pending_payment", [])
    assert [record.levelname for record in caplog.records if "quarantined" in record.message] == [
        "ERROR"
    ]


@pytest.mark.parametrize("status", ["expired", "verified", "brand_new"])
def test_unknown_status_is_not_paid(payment, payer, sandbox, status):
    payer.pay(payment)
    sandbox.set_modes(unknown_status=status)
    sync_payment(payment.pk)
    assert outcome_of(payment).appointment == "pending_payment"
    sandbox.set_modes(unknown_status="")
    sync_payment(payment.pk)
    assert outcome_of(payment).appointment == "confirmed"


def test_money_that_is_only_reserved_is_not_paid(payment, payer):
    payer.pay(payment, source={"manual": True})
    sync_payment(payment.pk)
    assert (outcome_of(payment).payment, payment.appointment.status) == (
        "pending",
        "pending_payment",
    )


def test_sync_of_an_unknown_payment_is_refused(salon):
    with pytest.raises(PaymentNotFound):
        sync_payment(uuid4())


def test_sync_while_the_provider_is_down_changes_nothing(payment, payer, sandbox):
    payer.pay(payment)
    sandbox.fail_next("moyasar.payments.fetch", "503", count=None)
    with pytest.raises(OutcomeUnknown):
        sync_payment(payment.pk)
    assert outcome_of(payment).payment == "created"


def test_refund_in_the_dashboard_is_taken_over(paid, payer, refreshed):
    payer.refund(paid, 1500)
    sync_payment(paid.pk)
    assert (refreshed(paid).status, paid.refunded_minor, paid.refundable_minor) == (
        "partly_refunded",
        1500,
        10000,
    )
    payer.refund(paid, 10000)
    sync_payment(paid.pk)
    assert (refreshed(paid).status, paid.refunded_minor) == ("refunded", 11500)


def test_refresh_asks_an_open_payment_at_most_every_three_seconds(payment, payer, later):
    assert refresh_payment(payment).status == "created"
    payer.pay(payment)
    payment.refresh_from_db()
    assert refresh_payment(payment).status == "created"
    later(seconds=4)
    assert refresh_payment(payment).status == "paid"


def test_refresh_returns_the_old_state_while_the_provider_is_down(payment, sandbox):
    sandbox.fail_next("moyasar.payments.fetch", "500", count=None)
    assert refresh_payment(payment) is payment


@pytest.mark.parametrize(
    ("age", "pause"),
    [
        (timedelta(minutes=1), timedelta(minutes=1)),
        (timedelta(hours=1), timedelta(minutes=10)),
        (timedelta(hours=4), timedelta(hours=1)),
        (timedelta(hours=27), None),
    ],
)
def test_pending_payment_is_asked_for_ever_less_often(payment, payer, age, pause, time_machine):
    payer.send_card(payment)
    Payment.objects.filter(pk=payment.pk).update(created_at=timezone.now() - age)
    time_machine.move_to(timezone.now(), tick=False)
    again_at = follow_up(str(payment.pk))
    assert again_at == (None if pause is None else timezone.now() + pause)


def test_job_abandons_an_attempt_that_nobody_used(payment, later, refreshed):
    later(hours=3)
    assert follow_up(str(payment.pk)) is None
    assert refreshed(payment).status == PaymentStatus.ABANDONED


def test_job_of_a_settled_payment_asks_nobody(paid, sandbox):
    sandbox.fail_next("moyasar.payments.fetch", "500", count=None)
    assert follow_up(str(paid.pk)) is None


def test_job_waits_while_the_provider_is_down(payment, sandbox):
    sandbox.fail_next("moyasar.payments.fetch", "500", count=None)
    assert follow_up(str(payment.pk)) is not None
    assert outcome_of(payment).payment == "created"
