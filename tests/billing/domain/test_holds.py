"""Payments and the time that waits for them: prolonged at the bank, given back when it is gone."""

from datetime import timedelta

import pytest

from billing.domain import settlement
from billing.domain.payments import start_payment, sync_payment
from billing.errors import NothingDue
from billing.models import Payment
from booking.domain.holding import confirm_hold
from booking.domain.transitions import cancel_appointment, expire_hold
from booking.models import DueJob
from tests.accounts_factories import UserFactory
from tests.billing.conftest import outcome_of
from tests.booking.conftest import book

TEN_MINUTES = timedelta(minutes=10)


def hold_job(appointment):
    return DueJob.objects.get(kind="hold_expiry", key=str(appointment.pk)).due_at


def kinds(appointment):
    return [event.kind for event in appointment.events.all()]


def test_bank_that_asks_the_payer_prolongs_the_hold_once(appointment, payment, payer, refreshed):
    before = appointment.hold_expires_at
    payer.send_card(payment)
    for _look in range(3):
        sync_payment(payment.pk)
    assert refreshed(appointment).hold_expires_at == before + TEN_MINUTES == hold_job(appointment)
    assert kinds(appointment) == ["created", "extended"]


def test_second_attempt_does_not_prolong_it_again(appointment, payment, payer, refreshed):
    payer.send_card(payment)
    sync_payment(payment.pk)
    Payment.objects.filter(pk=payment.pk).update(status="failed")
    second = start_payment(appointment.pk, customer=appointment.customer)
    payer.send_card(second)
    prolonged = refreshed(appointment).hold_expires_at
    assert sync_payment(second.pk).status == "pending"
    assert (refreshed(appointment).hold_expires_at, kinds(appointment)) == (
        prolonged,
        ["created", "extended"],
    )


def test_prolonged_hold_is_paid_after_its_first_end(appointment, payment, payer, sandbox, later):
    payer.send_card(payment)
    sync_payment(payment.pk)
    later(minutes=12)
    assert expire_hold(str(appointment.pk)) is not None
    sandbox.settle(str(payment.pk))
    sync_payment(payment.pk)
    end = outcome_of(payment)
    assert (end.payment, end.appointment, end.moves, end.refunds) == (
        "paid",
        "confirmed",
        ["pending_payment", "confirmed"],
        [],
    )


@pytest.mark.parametrize("end", ["cancelled", "expired"])
def test_bank_that_asks_after_the_end_prolongs_nothing(
    appointment, payment, payer, refreshed, later, end
):
    if end == "cancelled":
        cancel_appointment(appointment.pk, actor=None, by_salon=True)
    else:
        later(minutes=11)
        expire_hold(str(appointment.pk))
    payer.send_card(payment)
    sync_payment(payment.pk)
    assert (refreshed(appointment).hold_expires_at, refreshed(appointment).hold_extended_at) == (
        None,
        None,
    )
    assert "extended" not in kinds(appointment)


def test_what_is_only_held_is_not_paid_for(salon):
    held = book(salon, hold=True)
    with pytest.raises(NothingDue):
        start_payment(held.pk, customer=held.customer)
    assert not Payment.objects.exists()


def test_hold_is_confirmed_paid_for_and_confirmed(salon, payer):
    held = book(salon, hold=True)
    confirm_hold(held.pk, customer=held.customer)
    payment = start_payment(held.pk, customer=held.customer)
    payer.pay(payment)
    sync_payment(payment.pk)
    assert outcome_of(payment).moves == ["held", "pending_payment", "confirmed"]


@pytest.fixture
def lost(salon, appointment, payment, later):
    """An attempt to pay for a time that ran out and went to others."""
    later(minutes=11)
    expire_hold(str(appointment.pk))
    for stylist in salon.stylists:
        book(salon, staff=stylist, customer=UserFactory())
    return payment


def test_money_for_a_lost_time_goes_back_and_its_event_tells_of_it_once(lost, payer):
    payer.pay(lost)
    for _look in range(2):
        sync_payment(lost.pk)
    end = outcome_of(lost)
    assert (end.appointment, end.refunds) == ("expired", [("slot_taken", 11500, "requested")])
    returned = lost.appointment.events.get(kind="returned")
    assert (returned.to_status, returned.data) == ("expired", {"amount_minor": 11500})


def test_event_of_returned_money_is_not_written_where_the_refund_is_not(lost, payer, monkeypatch):
    """One transaction: an answer that was overtaken leaves neither."""
    payer.pay(lost)

    def broken(*args, **details):
        raise RuntimeError("out of order")

    monkeypatch.setattr(settlement, "open_refund", broken)
    with pytest.raises(RuntimeError):
        sync_payment(lost.pk)
    assert (outcome_of(lost).payment, outcome_of(lost).refunds) == ("created", [])
    assert not lost.appointment.events.filter(kind="returned").exists()
