"""Sweeps cost what is due, not how many salons there are or how much waits in them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tenants.utils import schema_context

from booking import jobs, outbox
from booking.models import Appointment, AppointmentEvent, DueJob
from foundation.tenancy.roles import owner_connection
from foundation.tenancy.scope import platform_scope
from notifications.domain import messages
from notifications.enums import MessageStatus
from notifications.models import Message
from tenants.domain.domains import claims
from tenants.models import DomainClaim, Tenant
from tests.booking.conftest import book, frozen_now, make_catalogue

__all__ = ["frozen_now"]
WAITING = 200
# Sweep -> the index that its search must take.
SWEEPS = {
    jobs.sweep_jobs: "booking_duejob_due",
    outbox.sweep_events: "booking_event_open",
    messages.sweep_messages: "notifications_message_due",
    claims.sweep_claims: "tenants_domainclaim_due",
}


@pytest.fixture
def world(monkeypatch, frozen_now):
    """Return a function that lets ``count`` salons have much that waits and one thing due each."""
    handed_out = []
    for module in (jobs, outbox, messages, claims):
        monkeypatch.setattr(module, "enqueue", lambda *args, **kwargs: handed_out.append(args))

    def fill(count):
        # Rows of shared tables are known by the name of their schema alone.
        with schema_context("noor"):
            appointment = Appointment.objects.first() or book(make_catalogue())
            event = appointment.events.order_by("pk").first()
        names = [f"salon_{number}" for number in range(count)]
        with platform_scope("test"):
            fill_jobs(names)
            fill_messages(names)
            fill_claims(names)
            fill_events(event)
        return handed_out

    return fill


def fill_jobs(names):
    now = timezone.now()
    rows = [(name, n) for name in names for n in range(WAITING)]
    DueJob.objects.bulk_create(
        DueJob(schema_name=name, kind="t", key=n, due_at=now + timedelta(days=n or -1))
        for name, n in rows
    )


def fill_messages(names):
    now = timezone.now()
    Message.objects.bulk_create(
        Message(
            schema_name=name,
            deduplication_key=n,
            phone_number="+966500000101",
            template="t",
            language="ar",
            text="t",
            status=MessageStatus.SENT if n else MessageStatus.QUEUED,
            next_attempt_at=now - timedelta(days=1),
        )
        for name in names
        for n in range(WAITING)
    )


def fill_claims(names):
    """One claim to be looked at in each salon, many that were proved or given up."""
    now = timezone.now()
    DomainClaim.objects.bulk_create(
        DomainClaim(schema_name=name, domain=f"{n}.example", next_check_at=None if n else now)
        for name in names
        for n in range(WAITING)
    )


def fill_events(event):
    """Give the one appointment a long, handled past and one event that nobody has handled."""
    now = timezone.now()
    AppointmentEvent.objects.filter(pk=event.pk).update(handled_at=None, due_at=now)
    AppointmentEvent.objects.bulk_create(
        AppointmentEvent(
            schema_name=event.schema_name,
            appointment_id=event.appointment_id,
            kind=event.kind,
            to_status=event.to_status,
            handled_at=now,
            due_at=now,
        )
        for _number in range(WAITING * 10)
    )


def queries_of(sweep):
    with CaptureQueriesContext(connection) as captured:
        assert sweep() >= 1
    return [query["sql"] for query in captured]


@pytest.mark.parametrize("sweep", SWEEPS, ids=lambda sweep: sweep.__name__)
def test_sweep_asks_as_often_for_fifty_salons_as_for_two(db, world, sweep):
    handed_out = world(2)
    few = len(queries_of(sweep))
    handed_out.clear()
    with platform_scope("test"):
        for model in (DueJob, Message, DomainClaim):
            model.objects.filter(schema_name__startswith="salon_").delete()
    world(50)
    assert (len(queries_of(sweep)), few <= 7) == (few, True)


@pytest.mark.parametrize(("sweep", "index"), SWEEPS.items(), ids=list(SWEEPS.values()))
def test_sweep_finds_what_is_due_by_its_index(fresh_database, world, sweep, index):
    world(10)
    # Left to itself the planner knows what autovacuum happened to see, which is anything.
    with owner_connection(), connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE booking_duejob, booking_appointmentevent, "
            "notifications_message, tenants_domainclaim"
        )
    [search] = [sql for sql in queries_of(sweep) if "ORDER BY" in sql]
    with platform_scope("test"), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {search}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert index in plan
    assert "Seq Scan" not in plan


@pytest.mark.parametrize("sweep", SWEEPS, ids=lambda sweep: sweep.__name__)
def test_sweep_leaves_salons_alone_that_are_being_moved(noor, world, sweep):
    handed_out = world(1)
    handed_out.clear()
    Tenant.objects.create(schema_name="salon_0", name_ar="ل", name_en="L", is_read_only=True)
    Tenant.objects.filter(schema_name="noor").update(is_read_only=True)
    assert (sweep(), handed_out) == (0, [])
