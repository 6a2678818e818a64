"""Twenty people at one slot, with the guards and without them.

The control shows that the test can see a double booking: it runs the same load with the staff
lock and the exclusion constraint off.
"""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django_tenants.utils import schema_context

from booking import locks
from booking.models import STAFF_OVERLAP, Appointment
from foundation.errors import DomainError
from foundation.tenancy.roles import owner_connection
from salons.domain.removal import remove_from_catalogue
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, book, make_catalogue
from tests.booking.crowds import meet_between_check_and_write, without_locks

CROWD = 20


@pytest.fixture
def committed(fresh_database, time_machine):
    time_machine.move_to(NOW, tick=False)
    with schema_context("noor"):
        catalogue = make_catalogue()
        catalogue.crowd = [UserFactory() for _ in range(CROWD)]
    return catalogue


def rush(catalogue, *, staff):
    """Book the same time from CROWD threads at once; return a count of the outcomes."""
    barrier = threading.Barrier(CROWD)

    def attempt(customer):
        try:
            with schema_context("noor"):
                barrier.wait(timeout=20)
                return book(catalogue, staff=staff, customer=customer).status
        except DomainError as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(CROWD) as pool:
        return Counter(pool.map(attempt, catalogue.crowd))


def booked():
    with schema_context("noor"):
        return Appointment.objects.count()


def test_twenty_at_one_slot_gives_one_booking(committed):
    outcomes = rush(committed, staff=committed.stylists[0])
    assert outcomes == {"pending_payment": 1, "slot_taken": CROWD - 1}
    assert booked() == 1


def test_twenty_at_any_of_two_stylists_gives_two_bookings(committed):
    assert rush(committed, staff=None) == {"pending_payment": 2, "slot_taken": CROWD - 2}
    assert booked() == 2


def test_constraint_alone_gives_one_booking(committed, monkeypatch):
    without_locks(monkeypatch, "lock_staff")
    assert rush(committed, staff=committed.stylists[0]) == {
        "pending_payment": 1,
        "slot_taken": CROWD - 1,
    }


def test_lock_alone_gives_one_booking(committed):
    drop_constraint()
    assert rush(committed, staff=committed.stylists[0]) == {
        "pending_payment": 1,
        "slot_taken": CROWD - 1,
    }


def test_control_without_guards_books_twice(committed, monkeypatch):
    drop_constraint()
    without_locks(monkeypatch, "lock_staff")
    meet_between_check_and_write(monkeypatch)
    rush(committed, staff=committed.stylists[0])
    assert booked() > 1


def test_lock_that_is_held_for_long_is_busy_not_a_hang(committed, monkeypatch):
    monkeypatch.setattr(locks, "LOCK_TIMEOUT_MS", 200)
    held, release = threading.Event(), threading.Event()

    def hold():
        with schema_context("noor"), locks.bounded_transaction():
            locks.lock_staff([committed.stylists[0].pk])
            held.set()
            release.wait(10)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(10)
    with schema_context("noor"), pytest.raises(DomainError) as refusal:
        book(committed, staff=committed.stylists[0])
    release.set()
    holder.join()
    assert (refusal.value.code, refusal.value.retry_after, booked()) == ("busy", 1, 0)


def drop_constraint():
    with owner_connection(), connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE booking_occupancy DROP CONSTRAINT {STAFF_OVERLAP}")


def test_service_is_not_deleted_under_a_booking(committed):
    """Removal waits for the booking that is being made and then archives."""
    removed = []
    booking, removing = threading.Event(), threading.Event()

    def remove():
        booking.wait(10)
        with schema_context("noor"):
            removing.set()
            removed.append(remove_from_catalogue(committed.service))
        connection.close()

    remover = threading.Thread(target=remove)
    remover.start()
    with schema_context("noor"), transaction.atomic():
        book(committed, staff=committed.stylists[0])
        booking.set()
        removing.wait(10)
        time.sleep(0.3)
        assert removed == []
    remover.join(10)
    assert removed == [False]
