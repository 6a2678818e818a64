"""Cancelling against payment, in both orders: never cancelled and kept, never given back twice."""

import threading
from collections import Counter

import pytest
from django.db import connection
from django_tenants.utils import schema_context

from billing.domain.payments import start_payment, sync_payment
from billing.domain.refund_sending import pursue_refund
from billing.models import Refund
from booking.domain.changing import cancelling
from booking.domain.changing.cancelling import cancel
from booking.models import Appointment
from booking.outbox import handle_event
from tests.billing.domain.test_races import at_once
from tests.booking.conftest import NOW, book, make_catalogue


@pytest.fixture
def committed(fresh_database, sandbox, time_machine):
    time_machine.move_to(NOW, tick=True)
    with schema_context("noor"):
        yield make_catalogue()


@pytest.fixture
def attempt(committed, payer):
    """A card that the bank has accepted; we have not heard of it yet."""
    appointment = book(committed)
    payment = start_payment(appointment.pk, customer=appointment.customer)
    payer.pay(payment)
    return payment


def cancel_it(attempt):
    appointment = attempt.appointment
    cancel(appointment.pk, actor=appointment.customer, by_salon=False)
    return "cancelled"


def settle_everything(attempt):
    for _ in range(2):
        for event in attempt.appointment.events.all():
            handle_event(str(event.pk))
        for refund in Refund.objects.filter(status="requested"):
            pursue_refund(refund.pk)


def end(attempt, payer):
    settle_everything(attempt)
    return Appointment.objects.get().status, payer.seen(attempt).refunded


def test_cancelled_before_the_payment_gives_it_back_once(attempt, payer):
    cancel_it(attempt)
    sync_payment(attempt.pk)
    assert end(attempt, payer) == ("cancelled_by_customer", 11500)
    assert [r.reason for r in Refund.objects.all()] == ["appointment_closed"]


def test_paid_before_the_cancelling_gives_it_back_once(attempt, payer):
    sync_payment(attempt.pk)
    cancel_it(attempt)
    assert end(attempt, payer) == ("cancelled_by_customer", 11500)
    assert [r.reason for r in Refund.objects.all()] == ["cancelled_by_customer"]


@pytest.mark.parametrize("crowd", [1, 3])
def test_at_the_same_moment_gives_it_back_once(attempt, payer, crowd):
    calls = [lambda: sync_payment(attempt.pk).status, lambda: cancel_it(attempt)] * crowd
    outcomes = Counter(map(str, at_once(calls)))
    assert outcomes["cancelled"] == 1
    # On a machine that is short of breath a wait may run out instead.
    assert outcomes["invalid_transition"] + outcomes["busy"] >= crowd - 1
    assert end(attempt, payer) == ("cancelled_by_customer", 11500)


def test_event_handled_by_many_at_once_gives_back_once(attempt, payer):
    sync_payment(attempt.pk)
    cancel_it(attempt)
    event = attempt.appointment.events.get(to_status="cancelled_by_customer")
    at_once([lambda: handle_event(str(event.pk))] * 6)
    assert end(attempt, payer) == ("cancelled_by_customer", 11500)
    assert Refund.objects.count() == 1


def pay_in_between(attempt, monkeypatch):
    """Let the payment come when the cancellation has counted the money and not yet written."""
    settle, threads = cancelling.settle_items, []

    def pay():
        try:
            with schema_context("noor"):
                sync_payment(attempt.pk)
        finally:
            connection.close()

    def settle_then_wait(*args, **kwargs):
        found = settle(*args, **kwargs)
        threads.append(threading.Thread(target=pay))
        threads[0].start()
        threads[0].join(timeout=2)
        return found

    monkeypatch.setattr(cancelling, "settle_items", settle_then_wait)
    cancel_it(attempt)
    threads[0].join(timeout=10)


def test_payment_in_between_waits_and_is_given_back(attempt, payer, monkeypatch):
    pay_in_between(attempt, monkeypatch)
    assert end(attempt, payer) == ("cancelled_by_customer", 11500)


def test_control_without_the_lock_cancels_and_keeps_the_money(attempt, payer, monkeypatch):
    monkeypatch.setattr(cancelling, "lock_appointment", lambda pk: Appointment.objects.get(pk=pk))
    pay_in_between(attempt, monkeypatch)
    assert end(attempt, payer) == ("cancelled_by_customer", 0)
