"""Shared rows name the catalogue of their own salon, whatever code writes them."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django_tenants.utils import schema_context
from psycopg.errors import ForeignKeyViolation

from booking.models import SERVICE_REFERENCE, STAFF_REFERENCE, AppointmentItem
from foundation.tenancy.references import CatalogueReference
from foundation.tenancy.scope import platform_scope
from tests.booking.conftest import NOW, book, make_catalogue
from tests.salons.factories import ServiceFactory, StaffMemberFactory

GUARDS = {"service_id": SERVICE_REFERENCE, "staff_id": STAFF_REFERENCE}
INSERT_LIKE_SQL = """
INSERT INTO booking_appointmentitem
SELECT (jsonb_populate_record(item, %s::jsonb)).* FROM booking_appointmentitem item
"""


@pytest.fixture
def item(in_noor, time_machine):
    time_machine.move_to(NOW, tick=False)
    return book(make_catalogue()).items.get()


@pytest.fixture
def elsewhere(reem):
    """Rows of the other salon under numbers that noor does not have."""
    numbers = {"service_id": 700_001, "staff_id": 700_002}
    with schema_context("reem"):
        ServiceFactory(pk=numbers["service_id"])
        StaffMemberFactory(pk=numbers["staff_id"])
    return numbers


def columns(item):
    return AppointmentItem.objects.filter(pk=item.pk).values().get()


@pytest.mark.parametrize("column", GUARDS)
@pytest.mark.parametrize("kind", ["elsewhere", "nowhere"])
def test_item_cannot_be_moved_to_what_the_salon_does_not_have(item, elsewhere, column, kind):
    number = elsewhere[column] if kind == "elsewhere" else 999_999_999
    before = columns(item)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        QuerySet(AppointmentItem).filter(pk=item.pk).update(**{column: number})
    assert isinstance(refused.value.__cause__, ForeignKeyViolation)
    assert refused.value.__cause__.diag.constraint_name == GUARDS[column]
    assert columns(item) == before


@pytest.mark.parametrize("column", GUARDS)
def test_item_that_names_another_salons_row_is_not_inserted(item, elsewhere, column):
    changes = f'{{"id": 900001, "position": 7, "{column}": {elsewhere[column]}}}'
    with pytest.raises(IntegrityError, match=GUARDS[column]), transaction.atomic():
        execute(INSERT_LIKE_SQL, changes)
    assert AppointmentItem.objects.count() == 1


def test_item_of_a_vanished_salon_is_not_inserted(item):
    changes = '{"id": 900001, "position": 7, "schema_name": "vanished"}'
    refused = pytest.raises(IntegrityError, match="booking_item_")
    with platform_scope("test"), refused, transaction.atomic():
        execute(INSERT_LIKE_SQL, changes)
    assert AppointmentItem.objects.count() == 1


def test_item_of_ones_own_is_inserted_and_moved(item):
    staff = StaffMemberFactory()
    execute(INSERT_LIKE_SQL, '{"id": 900001, "position": 7}')
    AppointmentItem.objects.filter(pk=900001).update(staff=staff)
    assert columns(AppointmentItem(pk=900001))["staff_id"] == staff.pk


def execute(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


@pytest.mark.django_db
def test_guard_is_left_out_where_the_setting_says_so(settings):
    guard = CatalogueReference(name="x", field="service")
    with connection.schema_editor(collect_sql=True) as editor:
        assert "CREATE TRIGGER" in guard.create_sql(AppointmentItem, editor)
        settings.REFERENCE_GUARD_TRIGGERS = False
        assert guard.create_sql(AppointmentItem, editor) == ""


def test_guard_is_written_to_migrations_as_it_is():
    guard = CatalogueReference(name="x", field="service")
    path, args, kwargs = guard.deconstruct()
    assert path == "foundation.tenancy.references.CatalogueReference"
    assert CatalogueReference(*args, **kwargs) == guard


@pytest.mark.parametrize("field", ["service", "staff"])
def test_api_refuses_what_another_salon_has(item, elsewhere, field):
    from tests.clients import client_of

    browser = client_of(item.appointment.customer, "noor.localhost")
    wanted = {"service": item.service_id, "staff": item.staff_id, field: elsewhere[f"{field}_id"]}
    answer = browser.post(
        "/api/appointments/",
        {"start": "2030-01-06T15:00:00+03:00", "items": [wanted]},
        content_type="application/json",
        headers={"Idempotency-Key": uuid.uuid4().hex},
    )
    assert (answer.status_code, answer.json()["code"]) == (400, f"unknown_{field}")
    with schema_context("noor"):
        assert AppointmentItem.objects.count() == 1
