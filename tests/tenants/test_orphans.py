"""What is forced past every guard is found in the night, and its end too."""

import pytest
from django.db import connection
from django_tenants.utils import schema_context, tenant_context

from accounts.models import User
from config.celery import app
from foundation.tenancy.roles import owner_connection
from salons.models import StaffMember
from tenants.domain.orphans.checker import find_orphans
from tenants.domain.orphans.findings import record_findings
from tenants.domain.orphans.references import crossing_references
from tenants.domain.people.membership import add_member
from tenants.membership.models import UserGroup
from tenants.models import OrphanReference, SalonMembership, Tenant
from tenants.tasks import check_references
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, book, make_catalogue
from tests.clients import client_of

NOWHERE = 987_654
OFF, ON = "ALTER TABLE booking_appointmentitem {} TRIGGER USER".format, "ENABLE"


def found():
    """Return what the checker opened and nobody mended, without its times."""
    rows = OrphanReference.objects.filter(gone_at=None).order_by("model", "field")
    return list(rows.values_list("model", "object_pk", "field", "missing"))


def check():
    record_findings(find_orphans())
    return found()


def as_owner(*statements):
    """Run statements as the owner of the tables, with the guards of the items off."""
    with owner_connection(), connection.cursor() as cursor:
        for statement in (OFF("DISABLE"), *statements, OFF(ON)):
            cursor.execute(statement)


@pytest.fixture
def item(fresh_database, time_machine):
    time_machine.move_to(NOW, tick=True)
    with tenant_context(Tenant.objects.get(schema_name="noor")):
        yield book(make_catalogue()).items.get()


def test_healthy_salon_has_no_finding(item, django_assert_max_num_queries):
    with django_assert_max_num_queries(19):
        assert check() == []


@pytest.mark.parametrize(
    ("column", "target"), [("service", "salons.Service"), ("staff", "salons.StaffMember")]
)
def test_item_forced_past_its_guard_is_found_and_mended(item, caplog, column, target):
    own = getattr(item, f"{column}_id")
    change = "UPDATE booking_appointmentitem SET {}_id = {} WHERE schema_name = 'noor'".format
    as_owner(change(column, NOWHERE))
    finding = ("booking.AppointmentItem", str(item.pk), column, f"{target} {NOWHERE}")
    assert check() == [finding]
    assert check() == [finding]
    assert OrphanReference.objects.count() == 1
    assert "noor: references to nothing" in caplog.text
    as_owner(change(column, own))
    assert check() == []
    assert OrphanReference.objects.get().gone_at is not None


def test_row_of_a_salon_that_names_nobody_is_found(item):
    member = StaffMember.objects.first()
    StaffMember.objects.filter(pk=member.pk).update(user_id=NOWHERE)
    assert check() == [
        ("salons.StaffMember", str(member.pk), "user", f"accounts.User {NOWHERE}"),
    ]


def test_membership_without_group_and_group_without_membership_are_found(item):
    noor = connection.tenant
    indexed, held = UserFactory(), UserFactory()
    membership = SalonMembership.objects.create(user=indexed, tenant=noor, role="manager")
    add_member(held, noor, role="stylist")
    SalonMembership.objects.filter(user=held).delete()
    group = UserGroup.objects.get(user=held)
    assert check() == [
        ("membership.UserGroup", str(group.pk), "group", "tenants.SalonMembership stylist"),
        ("tenants.SalonMembership", str(membership.pk), "role", "membership.UserGroup manager"),
    ]


def test_rows_of_a_salon_that_is_not_registered_are_found_in_public(item):
    as_owner(
        "SELECT set_config('app.scope', 'platform', false)",
        "UPDATE booking_duejob SET schema_name = 'ghost'",
        "SELECT set_config('app.scope', '', false)",
    )
    finding = ("booking.DueJob", "ghost", "schema_name", "tenants.Tenant ghost")
    with schema_context("public"):
        assert check() == [finding]
    assert check() == []


def test_findings_of_one_salon_are_none_of_another(item):
    as_owner(f"UPDATE booking_appointmentitem SET staff_id = {NOWHERE} WHERE schema_name = 'noor'")
    check()
    with schema_context("reem"):
        assert check() == []
    assert len(found()) == 1


def test_dispatcher_sends_one_task_to_each_living_salon(
    noor, reem, monkeypatch, django_capture_on_commit_callbacks
):
    sent = []
    monkeypatch.setattr(
        type(app), "send_task", lambda app, name, args=(), **o: sent.append((name, o["headers"]))
    )
    Tenant.objects.filter(pk=reem.pk).update(status="erased")
    with django_capture_on_commit_callbacks(execute=True):
        check_references.apply().get()
    schemas = sorted(headers["_schema_name"] for _name, headers in sent)
    assert {name for name, _headers in sent} == {"tenants.check_salon_references"}
    assert schemas == ["noor", "public"]


def test_every_key_between_schemas_is_looked_at():
    names = {f"{each.label}.{each.field.name}" for each in crossing_references()}
    assert {
        "booking.AppointmentItem.service",
        "booking.AppointmentItem.staff",
        "membership.UserGroup.user",
        "wagtailcore.Page.owner",
        "wagtailimages.Image.uploaded_by_user",
    } <= names
    assert not {name for name in names if name.startswith(("accounts.", "billing."))}


def test_platform_admin_reads_the_findings_and_changes_none(in_noor):
    row = OrphanReference.objects.create(
        model="booking.AppointmentItem",
        object_pk="7",
        field="staff",
        missing="salons.StaffMember 9",
    )
    connection.set_schema_to_public()
    boss = client_of(User.objects.create_superuser("+966500000009"), "localhost")
    address = "/admin/tenants/orphanreference/"
    assert "salons.StaffMember 9" in boss.get(address).text
    assert "booking.AppointmentItem" in boss.get(f"{address}{row.pk}/change/").text
    assert boss.post(f"{address}{row.pk}/change/", {"model": "x"}).status_code == 403
    assert boss.get(f"{address}add/").status_code == 403
    assert boss.post(f"{address}{row.pk}/delete/", {"post": "yes"}).status_code == 403
