"""A salon that is being moved: read, never written."""

import threading
from datetime import timedelta

import pytest
from celery.exceptions import Ignore, Retry
from django.core.cache import cache
from django.db import InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tenants.utils import tenant_context

from audit.models import AuditEntry
from config.celery import app
from foundation.errors import Busy
from salons.models import SalonProfile
from tenants.domain.read_only import begin_read_only, end_read_only
from tenants.errors import InvalidTransition
from tenants.models import Tenant
from tests.foundation.test_tasks import where  # noqa: F401 - registers the task


@pytest.fixture
def noor(fresh_database):
    return Tenant.objects.get(schema_name="noor")


def rename(text):
    SalonProfile.objects.update(name_en=text)


def test_salon_is_read_but_not_written_until_the_end(noor):
    begin_read_only(noor)
    with tenant_context(noor):
        assert SalonProfile.load().name_en == "Noor Salon"
        with pytest.raises(InternalError, match="read-only transaction"):
            rename("Forged")
        with pytest.raises(InternalError, match="read-only transaction"), transaction.atomic():
            AuditEntry.objects.all()._raw_delete("default")
    end_read_only(noor)
    with tenant_context(noor):
        rename("Noor")
        assert SalonProfile.objects.get().name_en == "Noor"


def test_transaction_that_begins_with_the_switch_is_closed_too(noor):
    begin_read_only(noor)
    connection.set_tenant(noor)
    with pytest.raises(InternalError, match="read-only transaction"), transaction.atomic():
        rename("Forged")


def switch_and_write(tenant):
    with CaptureQueriesContext(connection) as queries, tenant_context(tenant):
        rename("Reem")
    return len(queries)


def test_next_salon_of_the_connection_can_be_written_to(noor):
    reem = Tenant.objects.get(schema_name="reem")
    assert switch_and_write(reem) == 2  # one to go there, one to write
    begin_read_only(noor)
    with tenant_context(noor):
        SalonProfile.objects.count()
    assert switch_and_write(reem) == 3


def test_connection_goes_back_to_the_pool_as_it_came(noor):
    begin_read_only(noor)
    with tenant_context(noor):
        SalonProfile.objects.count()
    physical, _ = connection.connection, connection._reset_to_public()
    assert physical.execute("SHOW default_transaction_read_only").fetchone() == ("off",)


def test_outdated_cache_is_no_obstacle_to_reading(noor, time_machine):
    with tenant_context(noor):
        cache.set("key", "value", 60)
    begin_read_only(noor)
    time_machine.move_to(timezone.now() + timedelta(minutes=5))
    with tenant_context(noor):
        assert cache.get("key") is None
        cache.set("key", "again")


def test_begin_waits_for_a_writer_and_gives_up_in_time(noor):
    began, may_end = threading.Event(), threading.Event()

    def write():
        try:
            with tenant_context(noor), transaction.atomic():
                rename("Late")
                began.set()
                may_end.wait(20)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    began.wait(20)
    try:
        with pytest.raises(Busy):
            begin_read_only(noor, wait=timedelta(seconds=0.2))
        noor.refresh_from_db()
        assert noor.is_read_only is False
        threading.Timer(0.2, may_end.set).start()
        assert begin_read_only(noor).is_read_only is True
    finally:
        may_end.set()
        writer.join()
    with tenant_context(noor):
        assert SalonProfile.objects.get().name_en == "Late"


def test_flag_is_written_into_the_salons_log_once(noor):
    begin_read_only(noor)
    begin_read_only(noor)
    end_read_only(noor)
    with tenant_context(noor):
        entries = AuditEntry.objects.filter(additional_data__verb="read_only").order_by("pk")
        assert [each.changes["is_read_only"] for each in entries] == [
            ["False", "True"],
            ["True", "False"],
        ]


def test_erased_salon_is_not_moved(noor):
    Tenant.objects.filter(pk=noor.pk).update(status="erased")
    with pytest.raises(InvalidTransition):
        begin_read_only(noor)


@pytest.mark.parametrize(
    ("change", "outcome"), [({"is_read_only": True}, Retry), ({"status": "erased"}, Ignore)]
)
def test_tasks_wait_for_a_moving_salon_and_skip_an_erased_one(noor, change, outcome):
    Tenant.objects.filter(pk=noor.pk).update(**change)
    noor.refresh_from_db()
    task = app.tasks["tests.where"]
    with tenant_context(noor):
        task.push_request(headers={"_schema_name": "noor"})
        try:
            with pytest.raises(outcome):
                task()
        finally:
            task.pop_request()
