"""A salon with rooms, processing and a class, and a crowd that wants the same at once.

``broken`` asks the rows by SQL what must hold whatever happened: nobody and nothing taken twice,
as many places taken in a class as visits are in it.
"""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone
from django_tenants.utils import schema_context

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
from tests.salons.factories import ServiceFactory, StaffMemberFactory, open_every_day

CROWD = 10
TWICE_SQL = """
    SELECT count(*) FROM booking_occupancy a JOIN booking_occupancy b
        ON a.schema_name = b.schema_name AND a.id < b.id AND a.blocking AND b.blocking
       AND (a.staff_id = b.staff_id OR a.resource_id = b.resource_id) AND a.during && b.during
"""
# Classes whose places are not those of their visits, or that keep somebody for nobody.
WRONG_CLASSES_SQL = """
    SELECT count(*) FROM booking_classsession c
     WHERE c.places_taken > c.capacity
        OR c.places_taken <> (SELECT count(*) FROM booking_appointmentitem i
                               JOIN booking_appointment a ON a.id = i.appointment_id
                              WHERE i.session_id = c.id AND a.status = ANY(%s))
        OR (c.places_taken > 0) <> EXISTS (SELECT 1 FROM booking_occupancy o
                               WHERE o.session_id = c.id AND o.blocking AND o.staff_id = c.staff_id)
"""
# Visits that block without keeping anybody, or keep somebody without blocking.
WRONG_VISITS_SQL = """
    SELECT count(*) FROM booking_appointment a
      JOIN booking_occupancy o ON o.appointment_id = a.id
     WHERE o.blocking <> (a.status = ANY(%s))
"""


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
    blocking = sorted(transitions.BLOCKING)
    with schema_context("noor"), connection.cursor() as cursor:
        return tuple(
            cursor.execute(query, parameters).fetchone()[0]
            for query, parameters in (
                (TWICE_SQL, None),
                (WRONG_CLASSES_SQL, [blocking]),
                (WRONG_VISITS_SQL, [blocking]),
            )
        )


def drop(table, *names):
    with owner_connection(), connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def without_locks(monkeypatch, *names):
    for name in names:
        module = appointments if hasattr(appointments, name) else reserving
        monkeypatch.setattr(module, name, lambda *args, **details: [])


def meet_between_check_and_write(monkeypatch):
    """Let the controls fail for sure: two visits are both checked before either is written."""
    meeting, take = threading.Barrier(2), appointments.take

    def take_together(*args):
        with suppress(threading.BrokenBarrierError):  # nobody else has come so far
            meeting.wait(timeout=5)
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
