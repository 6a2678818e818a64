"""Twin requests with one key: while one is at work the other is told to ask again."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django_tenants.utils import schema_context

from booking.domain import appointments, holding
from booking.domain.holding import RequestKey, confirm_hold
from booking.errors import IdempotencyMismatch
from booking.models import Appointment
from foundation.errors import DomainError
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.booking.crowds import drop, kept_locked, salon, visit_of

__all__ = ["salon"]


def attempt(salon, outcomes, **details):
    """Book in a thread of its own; note the id or the refusal."""

    def run():
        try:
            with schema_context("noor"):
                visit = visit_of((salon.cut, salon.team[0]))
                booked = book(salon, customer=salon.crowd[0], visit=visit, **details)
                outcomes.append(booked.pk)
        except DomainError as refusal:
            outcomes.append((refusal.code, refusal.retry_after))
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.fixture
def busy_stylist(salon):
    """Keep the stylist locked until the test lets go: a booking is in flight as long."""
    with kept_locked(salon.team[0]) as release:
        yield release


def waiting():
    """Return how many wait for a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0]


def wait_until(condition):
    pause = threading.Event()
    for _look in range(100):
        if condition():
            return
        pause.wait(0.05)
    raise AssertionError("it never came")


def test_twin_in_flight_is_told_to_ask_again_and_then_finds_the_first(salon, busy_stylist):
    outcomes = []
    first = attempt(salon, outcomes, idempotency_key="k", fingerprint="f")
    wait_until(waiting)
    attempt(salon, outcomes, idempotency_key="k", fingerprint="f").join(10)
    assert outcomes == [("request_in_flight", 1)]
    busy_stylist.set()
    first.join(10)
    attempt(salon, outcomes, idempotency_key="k", fingerprint="f").join(10)
    with schema_context("noor"):
        assert outcomes[1:] == [Appointment.objects.get().pk] * 2


def test_other_keys_and_other_customers_do_not_wait_for_it(salon, busy_stylist):
    outcomes = []
    first = attempt(salon, outcomes, idempotency_key="k", fingerprint="f")
    wait_until(waiting)
    with schema_context("noor"):
        visit = visit_of((salon.cut, salon.team[1]))
        book(salon, customer=salon.crowd[1], visit=visit, idempotency_key="k", fingerprint="f")
    assert outcomes == []
    busy_stylist.set()
    first.join(10)


def test_control_without_the_keys_lock_books_twice(salon, monkeypatch, busy_stylist):
    """Both look for an earlier request before either has booked."""
    drop("booking_appointment", "booking_appointment_idempotency")
    monkeypatch.setattr(appointments, "lock_request", lambda *args, **details: None)
    monkeypatch.setattr(appointments, "lock_customer", lambda *args: [])
    outcomes = []
    threads = [
        attempt(salon, outcomes, idempotency_key="k", fingerprint="f", start=start)
        for start in (TEN_O_CLOCK, TEN_O_CLOCK + timedelta(hours=2))
    ]
    wait_until(lambda: waiting() == 2)
    busy_stylist.set()
    for thread in threads:
        thread.join(10)
    assert len(set(outcomes)) == 2


@pytest.fixture
def held(salon):
    with schema_context("noor"):
        visit = visit_of((salon.cut, salon.team[0]))
        return book(salon, customer=salon.crowd[0], visit=visit, hold=True)


def test_twin_confirmations_are_one_and_the_second_is_told_to_ask_again(held, monkeypatch):
    inside, go_on = threading.Event(), threading.Event()
    whole = holding.confirm_locked

    def slowly(*args, **kwargs):
        inside.set()
        go_on.wait(10)
        whole(*args, **kwargs)

    monkeypatch.setattr(holding, "confirm_locked", slowly)
    key = RequestKey("k", "f")

    def run():
        with schema_context("noor"):
            confirm_hold(held.pk, customer=held.customer, request=key)
        connection.close()

    first = threading.Thread(target=run)
    first.start()
    inside.wait(10)
    with schema_context("noor"), pytest.raises(DomainError) as refusal:
        confirm_hold(held.pk, customer=held.customer, request=key)
    go_on.set()
    first.join(10)
    assert (refusal.value.code, refusal.value.retry_after) == ("request_in_flight", 1)
    with schema_context("noor"):
        assert confirm_hold(held.pk, customer=held.customer, request=key).pk == held.pk
        assert held.events.count() == 2


def test_key_of_a_confirmation_is_not_good_for_another_request(held):
    with schema_context("noor"):
        confirm_hold(held.pk, customer=held.customer, request=RequestKey("k", "f"))
        with pytest.raises(IdempotencyMismatch):
            confirm_hold(held.pk, customer=held.customer, request=RequestKey("k", "g"))
        assert held.events.count() == 2
