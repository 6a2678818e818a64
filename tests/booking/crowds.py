"""A salon with rooms, processing and a class, and a crowd that wants the same at once.

``broken`` asks the rows by SQL what must hold whatever happened: nobody and nothing taken twice,
as many places taken in a class as visits are in it.
"""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone
from django_tenants.utils import schema_context

from booking import locks
from booking.domain import appointments, reserving, transitions
from booking.domain.availability import PartRequest, VisitRequest
from booking.models import (
    Appointment,
)
from foundation.errors import DomainError
from foundation.tenancy.roles import owner_connection
from salons.models import Resource, ResourceType
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, TEN_O_CLOCK, book
from tests.booking.invariants import violations
from tests.salons.factories import ServiceFactory, StaffMemberFactory, open_every_day

CROWD = 10


@pytest.fixture
def salon(fresh_database, time_machine):
    """A service in a room, one with processing and a class, four people, a crowd."""
    time_machine.move_to(NOW, tick=False)
    with schema_context("noor"):
        open_every_day()
        kind = ResourceType.objects.create(name_ar="غرفة", name_en="Room")
        salon = SimpleNamespace(
            kind=kind,
            room=ServiceFactory(resource_type=kind),
            colour=ServiceFactory(duration_minutes=30, processing_minutes=60, finishing_minutes=30),
            cut=ServiceFactory(duration_minutes=60),
            lesson=ServiceFactory(capacity=3),
            crowd=[UserFactory() for _ in range(CROWD)],
        )
        menu = [salon.room, salon.colour, salon.cut, salon.lesson]
        salon.team = [StaffMemberFactory(services=menu) for _ in range(4)]
    return salon


def add_units(salon, count):
    with schema_context("noor"):
        units = [Resource(type=salon.kind, name=str(number)) for number in range(count)]
        Resource.objects.bulk_create(units)


def at_once(*jobs):
    """Run the jobs at the same moment; return a count of what they returned or refused."""
    barrier = threading.Barrier(len(jobs))

    def attempt(job):
        try:
            with schema_context("noor"):
                barrier.wait(timeout=20)
                return job()
        except DomainError as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return Counter(pool.map(attempt, jobs))


def booking(salon, customer, *parts, start=TEN_O_CLOCK):
    """Return a job that books a visit of one guest: (service, staff or None) each."""
    return party(salon, customer, parts, start=start)


def party(salon, customer, *guests, start=TEN_O_CLOCK):
    visit = VisitRequest(
        tuple(
            tuple(PartRequest(service.pk, staff and staff.pk) for service, staff in parts)
            for parts in guests
        )
    )

    def job():
        book(salon, start=start, customer=customer, visit=visit)
        return "booked"

    return job


def broken():
    """Return (taken twice, wrong classes, wrong visits) of the salon."""
    names = ("taken_twice", "wrong_classes", "wrong_blocking")
    found = violations(*names)
    return tuple(found.get(name, 0) for name in names)


def drop(table, *names):
    with owner_connection(), connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def without_locks(monkeypatch, *names):
    """Take the locks away from whoever writes a visit: customers here, the desk there."""
    for name in names:
        for module in (appointments, reserving):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, lambda *args, **details: [])


@contextmanager
def kept_locked(member):
    """Keep one of the team locked until the end, or until what is returned is set."""
    held, release = threading.Event(), threading.Event()

    def hold():
        with schema_context("noor"), locks.bounded_transaction():
            locks.lock_staff([member.pk])
            held.set()
            release.wait(20)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(hold)
        held.wait(10)
        try:
            yield release
        finally:
            release.set()


def meet_between_check_and_write(monkeypatch, *, crowd=2, patience=5):
    """Let the controls fail for sure: a crowd is checked, all of it, before anybody is written."""
    meeting, take = threading.Barrier(crowd), appointments.take

    def take_together(*args):
        with suppress(threading.BrokenBarrierError):  # nobody else has come so far
            meeting.wait(timeout=patience)
        return take(*args)

    monkeypatch.setattr(appointments, "take", take_together)


def visit_of(*parts):
    return VisitRequest.of(*(PartRequest(service.pk, staff.pk) for service, staff in parts))


def cancelling_of(appointment):
    def job():
        transitions.cancel_appointment(appointment.pk, actor=None, by_salon=True)
        return "cancelled"

    return job


def expire(appointment):
    Appointment.objects.filter(pk=appointment.pk).update(hold_expires_at=timezone.now())
    transitions.expire_hold(str(appointment.pk))
    return appointment


def confirming_of(appointment):
    def job():
        transitions.confirm_appointment(appointment.pk)
        return "confirmed"

    return job


def at_once_values(jobs):
    """Run the jobs at the same moment and return what each of them returned."""

    def run(job):
        try:
            with schema_context("noor"):
                return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def pairs(salon):
    """Return one customer for each of the team."""
    return list(zip(salon.crowd, salon.team, strict=False))
