"""The suite can fail: what leaks on purpose is found by the same functions."""

import pytest
from celery import shared_task
from django.db import connection
from django_tenants.utils import schema_context

from booking.models import Appointment, AppointmentItem
from foundation.tasks import SCHEMA_HEADER, SalonTask
from foundation.tenancy.checks import check_references
from foundation.tenancy.live import check_live_policies
from foundation.tenancy.roles import owner_connection
from foundation.tenancy.scope import platform_scope
from tests.clients import client_of
from tests.isolation.probe import Probe
from tests.isolation.routes import routes_of
from tests.isolation.test_routes import problems_of
from tests.isolation.world import B_HOST

EXPECTED = {
    "shows_a_note": "showed booking.Appointment.customer_note",
    "shows_a_service": "showed salons.Service.name_en",
    "shows_in_a_header": "showed salons.Service.name_en",
    "shows_an_address_for_mail": "showed the e-mail",
    "takes_a_host": "changed public.tenants_domain",
    "changes_a_shared_row": "changed public.booking_appointment",
    "changes_a_row_of_the_schema": "changed noor.salons_service",
    "breaks": "answered 500",
}


def test_leaking_views_are_found(world, settings):
    settings.ROOT_URLCONF = "tests.isolation.leaking"
    client, probe = client_of(None, B_HOST), Probe(world)
    client.raise_request_exception = False
    routes = routes_of("tests.isolation.leaking", world)
    found = {route.name: problems_of(probe, client, B_HOST, route) for route in routes}
    assert set(found) == set(EXPECTED)
    for name, problem in EXPECTED.items():
        assert any(problem in each for each in found[name]), (name, found[name])


@shared_task(base=SalonTask, name="tests.reaches_over")
def reaches_over(appointment_id):
    with platform_scope("a leak"):
        Appointment.objects.filter(pk=appointment_id).update(customer_note="")


def test_task_that_reaches_over_is_found(world):
    probe = Probe(world)
    with probe.watching() as changed:
        reaches_over.apply([str(world.appointment.pk)], headers={SCHEMA_HEADER: "reem"})
    assert changed == ["changed public.booking_appointment"]
    assert probe.tables.state() == probe.before


def test_reference_without_guard_is_found(monkeypatch):
    assert check_references(None) == []
    monkeypatch.setattr(AppointmentItem._meta, "constraints", [])
    found = [(error.id, error.msg.split()[0]) for error in check_references(None)]
    assert found == [
        ("salon.E004", f"booking.AppointmentItem.{name}")
        for name in ("appointment", "service", "staff", "resource", "session")
    ]


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE booking_appointment NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE booking_appointment DISABLE ROW LEVEL SECURITY",
        "DROP POLICY booking_appointment_rls ON booking_appointment",
        "CREATE POLICY another ON booking_appointment USING (true)",
    ],
)
def test_policy_that_the_database_lost_is_found(fresh_database, change):
    assert check_live_policies(None, databases=["default"]) == []
    with owner_connection(), connection.cursor() as cursor:
        cursor.execute(change)
    (error,) = check_live_policies(None, databases=["default"])
    assert (error.id, "booking_appointment" in error.msg) == ("salon.E006", True)


def test_row_without_policy_would_be_seen(fresh_database):
    """The models' tests look at the database and not at our filters."""
    from tests.isolation.test_models import rows

    with owner_connection():
        rows("ALTER TABLE tenants_salonmeasure DISABLE ROW LEVEL SECURITY")
        with schema_context("noor"):
            rows("INSERT INTO tenants_salonmeasure (size_bytes, media_bytes, measured_at)"
                 " VALUES (1, 1, now())")  # fmt: skip
    with schema_context("reem"):
        assert rows("SELECT schema_name FROM public.tenants_salonmeasure") == [("noor",)]
