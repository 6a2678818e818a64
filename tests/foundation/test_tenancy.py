"""Row level security: what one salon can reach of another, with and without filters."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django_tenants.utils import schema_context

from config.pgtenant.base import SchemaMissing
from foundation.tenancy.checks import PrivilegedRole, assert_unprivileged_role, check_policies
from foundation.tenancy.models import TenantOwnedModel
from foundation.tenancy.scope import platform_scope
from tests.booking.conftest import NOW, book, make_catalogue

TENANT_MODELS = [
    model for model in apps.get_models() if issubclass(model, TenantOwnedModel)
]  # a new one is covered the day it is written


@pytest.fixture
def noors_appointment(in_noor, time_machine):
    time_machine.move_to(NOW, tick=False)
    return book(make_catalogue())


def unfiltered(model):
    return QuerySet(model)


def test_query_without_filter_sees_no_row_of_another_salon(noors_appointment):
    model = type(noors_appointment)
    assert unfiltered(model).count() == 1
    for schema in ("reem", "public"):
        with schema_context(schema):
            assert unfiltered(model).count() == 0
            assert unfiltered(model).update(customer_note="seen") == 0
            assert unfiltered(model)._raw_delete("default") == 0
    noors_appointment.refresh_from_db()
    assert noors_appointment.customer_note == ""


def test_row_cannot_be_written_for_or_moved_to_another_salon(noors_appointment):
    model = type(noors_appointment)
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        unfiltered(model).update(schema_name="reem")
    with schema_context("reem"):
        copy = model.objects.model(
            **{f.attname: getattr(noors_appointment, f.attname) for f in model._meta.fields}
        )
        copy.pk = None
        with pytest.raises(DatabaseError), transaction.atomic():
            copy.save(force_insert=True)


def test_child_row_cannot_point_at_another_salons_parent(noors_appointment):
    from booking.models import AppointmentEvent

    with schema_context("reem"), pytest.raises(DatabaseError), transaction.atomic():
        AppointmentEvent.objects.create(
            appointment_id=noors_appointment.pk, kind="moved", to_status="confirmed"
        )


@pytest.mark.parametrize("model", TENANT_MODELS, ids=lambda m: m._meta.label)
@pytest.mark.django_db
def test_every_shared_table_forces_its_policy(model):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass",
            [f"public.{model._meta.db_table}"],
        )
        assert cursor.fetchone() == (True, True)


def test_audit_entries_cannot_be_changed_or_deleted(in_noor):
    from audit.log import record
    from audit.models import AuditEntry

    record(in_noor, verb="test")
    assert unfiltered(AuditEntry).count() >= 1
    for forge in (
        lambda rows: rows.update(object_repr="forged"),
        lambda rows: rows._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            forge(unfiltered(AuditEntry))


def test_platform_scope_sees_every_salon_and_ends(noors_appointment):
    model = type(noors_appointment)
    with schema_context("public"):
        with platform_scope("test"), platform_scope("nested"):
            assert model.objects.count() == 1
        assert unfiltered(model).count() == 0


def test_platform_scope_ends_with_an_exception(noors_appointment):
    model = type(noors_appointment)
    with schema_context("public"):
        with pytest.raises(RuntimeError), platform_scope("test"):
            raise RuntimeError
        assert unfiltered(model).count() == 0


@pytest.mark.django_db
def test_missing_schema_is_an_error_not_public():
    from django.contrib.auth.models import Group

    with schema_context("vanished"), pytest.raises(SchemaMissing):
        Group.objects.count()


def test_policy_check_names_a_model_without_policy(monkeypatch):
    from booking.models import Appointment

    assert check_policies(None) == []
    monkeypatch.setattr(Appointment._meta, "constraints", [])
    assert [error.id for error in check_policies(None)] == ["salon.E001"]


@pytest.mark.django_db
def test_application_role_is_bound_by_policies():
    assert_unprivileged_role()


def test_superuser_role_is_refused(fresh_database):
    connection.close()
    original = connection.settings_dict["USER"]
    connection.settings_dict["USER"] = "postgres"
    try:
        with pytest.raises(PrivilegedRole, match="superuser"):
            assert_unprivileged_role()
    finally:
        connection.close()
        connection.settings_dict["USER"] = original


def test_platform_scope_lets_the_first_error_out_and_closes(in_noor):
    with (
        pytest.raises(DatabaseError, match="no_such_table"),
        platform_scope("test"),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM no_such_table")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.scope', true)")
        assert cursor.fetchone()[0] != "platform"
