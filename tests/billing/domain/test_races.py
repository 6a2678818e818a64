"""Many hands at one payment, each with a connection of its own."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django_tenants.utils import schema_context

from billing.domain import refunds
from billing.domain.payments import start_payment, sync_payment
from billing.domain.refund_sending import pursue_refund
from billing.domain.refunds import request_refund
from billing.errors import RefundInProgress
from billing.models import Payment, Refund
from booking.domain import transitions
from booking.domain.transitions import expire_hold
from booking.enums import BLOCKING
from booking.models import Appointment
from foundation.errors import DomainError
from foundation.tenancy.roles import owner_connection
from tests.accounts_factories import UserFactory
from tests.billing.conftest import outcome_of
from tests.booking.conftest import NOW, book, make_catalogue

CROWD = 8


@pytest.fixture
def committed(fresh_database, sandbox, time_machine):
    """A salon in a database of its own, where transactions end."""
    time_machine.move_to(NOW, tick=True)
    with schema_context("noor"):
        yield make_catalogue()


@pytest.fixture
def attempt(committed):
    appointment = book(committed)
    return start_payment(appointment.pk, customer=appointment.customer)


def at_once(calls):
    """Run the calls at the same moment in threads; return their results or refusal codes."""
    barrier = threading.Barrier(len(calls))

    def run(call):
        try:
            with schema_context("noor"):
                barrier.wait(timeout=20)
                return call()
        except DomainError as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_provider_is_not_asked_inside_a_transaction(attempt, sandbox):
    sandbox.fail_next("moyasar.payments.fetch", "500", count=None)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        sync_payment(attempt.pk)


def test_news_at_the_same_moment_confirms_once(attempt, payer):
    payer.pay(attempt)
    states = at_once([lambda: sync_payment(attempt.pk).status] * CROWD)
    assert Counter(states) == {"paid": CROWD}
    assert vars(outcome_of(attempt)) == {
        "payment": "paid",
        "appointment": "confirmed",
        "refunds": [],
        "moves": ["pending_payment", "confirmed"],
    }


def test_two_payments_at_the_same_moment_keep_one(attempt, payer):
    Payment.objects.filter(pk=attempt.pk).update(status="pending")
    other = start_payment(attempt.appointment_id, customer=attempt.appointment.customer)
    for one in (attempt, other):
        payer.pay(one)
    at_once([lambda one=one: sync_payment(one.pk).status for one in (attempt, other)] * 3)
    for refund in Refund.objects.all():
        pursue_refund(refund.pk)
    assert Counter(Payment.objects.values_list("status", flat=True)) == {"paid": 1, "refunded": 1}
    assert list(Refund.objects.values_list("reason", "amount_minor", "status")) == [
        ("duplicate", 11500, "done")
    ]


def test_ten_clerks_cannot_give_back_more_than_was_paid(attempt, payer):
    payer.pay(attempt)
    sync_payment(attempt.pk)

    def refund_in_the_end():
        while True:
            try:
                refund = request_refund(attempt.pk, amount_minor=2000, reason="sorry", actor=None)
            except RefundInProgress:
                continue
            pursue_refund(refund.pk)
            return "given"

    outcomes = at_once([refund_in_the_end] * 10)
    # 5 × 20.00 of 115.00; the sixth would exceed it.
    assert Counter(outcomes) == {"given": 5, "refund_too_much": 5}
    end = outcome_of(attempt)
    assert (end.payment, attempt.refunded_minor) == ("partly_refunded", 10000)
    assert payer.seen(attempt).refunded == 10000


def test_ten_whole_refunds_at_once_give_back_once(attempt, payer):
    payer.pay(attempt)
    sync_payment(attempt.pk)
    ask = lambda: request_refund(attempt.pk, reason="x", actor=None).status  # noqa: E731
    assert Counter(at_once([ask] * 10)) == {"requested": 1, "refund_in_progress": 9}


def test_control_without_guards_promises_more_than_was_paid(attempt, payer, monkeypatch):
    """Proves that the tests above could see the fault: no lock, no index, too much is opened."""
    payer.pay(attempt)
    sync_payment(attempt.pk)
    barrier = threading.Barrier(10)

    def read_without_lock(payment_id):
        payment = Payment.objects.get(pk=payment_id)
        barrier.wait(timeout=20)
        return payment

    with owner_connection(), connection.cursor() as cursor:
        cursor.execute("DROP INDEX billing_refund_one_open")
    monkeypatch.setattr(refunds, "lock_payment", read_without_lock)
    at_once([lambda: request_refund(attempt.pk, amount_minor=2000, reason="x", actor=None)] * 10)
    assert sum(Refund.objects.values_list("amount_minor", flat=True)) > attempt.amount_minor


def test_ten_senders_of_one_refund_send_it_once(attempt, payer):
    payer.pay(attempt)
    sync_payment(attempt.pk)
    refund = request_refund(attempt.pk, amount_minor=2000, reason="x", actor=None)
    at_once([lambda: pursue_refund(refund.pk)] * 10)
    assert payer.seen(attempt).refunded == 2000
    assert outcome_of(attempt).refunds == [("x", 2000, "done")]


def expire_and_pay(attempt):
    """Return jobs: the end of the hold and the news of the payment."""

    def expire():
        expire_hold(str(attempt.appointment_id))
        return "looked"

    return [expire, lambda: sync_payment(attempt.pk).status]


def wrong_rows():
    """Return how many rows keep a time for nobody, or do not keep a confirmed one."""
    query = """
        SELECT count(*) FROM booking_appointment a
          JOIN booking_occupancy o ON o.appointment_id = a.id
         WHERE o.blocking <> (a.status = ANY(%s))
    """
    with connection.cursor() as cursor:
        cursor.execute(query, [sorted(BLOCKING)])
        return cursor.fetchone()[0]


@pytest.mark.parametrize("round_", range(4))
def test_end_of_the_hold_against_the_payment_confirms_in_either_order(
    attempt, payer, later, round_
):
    """Before or after: the time is free, so the money gets it; nothing is lost between."""
    payer.pay(attempt)
    later(minutes=11)
    jobs = expire_and_pay(attempt)
    at_once(jobs if round_ % 2 else jobs[::-1])
    end = outcome_of(attempt)
    assert (end.payment, end.appointment, end.refunds) == ("paid", "confirmed", [])
    assert end.moves in [
        ["pending_payment", "confirmed"],
        ["pending_payment", "expired", "confirmed"],
    ]
    assert wrong_rows() == 0


def test_control_without_the_appointments_lock_loses_a_paid_time(
    attempt, payer, later, monkeypatch
):
    """Both have read "waiting for payment" before either writes: paid, and free for others."""
    payer.pay(attempt)
    later(minutes=11)
    meeting, paid = threading.Barrier(2), threading.Event()

    def read_together(appointment_id):
        found = Appointment.objects.get(pk=appointment_id)
        meeting.wait(timeout=20)
        if threading.current_thread().name == "late":
            paid.wait(timeout=20)
        return found

    def expire():
        threading.current_thread().name = "late"
        expire_hold(str(attempt.appointment_id))
        return "looked"

    def pay():
        status = sync_payment(attempt.pk).status
        paid.set()
        return status

    monkeypatch.setattr(transitions, "lock_appointment", read_together)
    at_once([expire, pay])
    assert (outcome_of(attempt).payment, outcome_of(attempt).appointment) == ("paid", "expired")


@pytest.mark.parametrize("round_", range(3))
def test_late_payment_against_new_booking_gives_the_time_to_one(
    committed, attempt, payer, later, round_
):
    later(minutes=16)
    expire_hold(str(attempt.appointment_id))
    payer.pay(attempt)
    rivals = [UserFactory() for _ in range(CROWD)]
    stylist = attempt.appointment.items.get().staff
    calls = [
        lambda person=person: book(committed, staff=stylist, customer=person).status
        for person in rivals
    ]
    outcomes = at_once([lambda: sync_payment(attempt.pk).status, *calls])
    booked = outcomes.count("pending_payment")
    end = outcome_of(attempt)
    assert (end.appointment, booked, [refund[0] for refund in end.refunds]) in [
        ("confirmed", 0, []),
        ("expired", 1, ["slot_taken"]),
    ]
