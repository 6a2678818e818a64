"""migrate_schemas over many salons: killed, failing, busy, in parallel."""

import os
import signal
import subprocess
import sys
import threading
import time

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tenants.utils import schema_context

from salons.models import ServiceCategory
from tenants.domain.opening.provisioning import NewSalon, create_salon
from tenants.domain.schemas.upgrading import salons_behind
from tenants.models import Tenant
from tests.database import DATABASES, ROOT
from tests.tenants.owner import as_owner

COMMAND = [sys.executable, "manage.py", "migrate_schemas", "--tenant"]


@pytest.fixture
def run(fresh_database):
    """Return a function that starts tomorrow's ``migrate_schemas`` on this database."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.tenants.late_settings",
        "DATABASE_URL": fresh_database,
        "DATABASE_OWNER_URL": DATABASES.owner_url(connection.settings_dict["NAME"]),
        "PYTHONUNBUFFERED": "1",
    }

    def start(*, parallel, seconds=0):
        return subprocess.Popen(
            [*COMMAND, f"--parallel={parallel}"],
            cwd=ROOT,
            env=environment | {"LATE_SECONDS": str(seconds)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    return start


@pytest.fixture
def salons(fresh_database):
    """Ten salons, oldest first."""
    for number in range(8):
        create_salon(NewSalon(subdomain=f"salon-{number}", name_ar="ل", name_en="L"))
    tenants = Tenant.objects.exclude(schema_name="public").order_by("created_at", "pk")
    return [tenant.schema_name for tenant in tenants]


def migrated():
    """Return the salons that have the new column."""
    query = (
        "SELECT table_schema FROM information_schema.columns"
        " WHERE table_name = 'salons_service' AND column_name = 'late_note'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {schema for (schema,) in cursor.fetchall()}


def taken_up():
    return dict(Tenant.objects.values_list("schema_name", "migration_started_at"))


def finished(process):
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


def test_run_that_is_killed_is_taken_up_where_it_was(run, salons):
    process = run(parallel=2, seconds=0.5)
    for line in process.stdout:
        if line.startswith("[3/10]"):
            break
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    time.sleep(1)  # the server ends what the killed had begun
    done, before = migrated(), taken_up()
    # The oldest first; two workers were at it.
    assert 3 <= len(done) < 8
    assert done <= set(salons[: len(done) + 2])
    status, out, err = finished(run(parallel=2))
    assert (status, err, migrated()) == (0, "", set(salons))
    after = taken_up()
    again = {schema for schema in salons if after[schema] != before[schema]}
    assert again >= set(salons) - done
    # Of those that have the column, only one that was killed before its mark is looked at again.
    assert len(again & done) <= 2
    assert f"[{len(again)}/{len(again)}]" in out


def test_failing_salon_is_named_and_does_not_stop_the_others(run, salons):
    with schema_context(salons[0]):
        ServiceCategory.objects.create(name_ar="x", name_en="poison")
    status, out, err = finished(run(parallel=2))
    reason = "RuntimeError: poisoned category"
    assert (status, migrated()) == (1, set(salons[1:]))
    assert f"1 of 10 salons are behind:\n  {salons[0]}: {reason}" in err
    assert f"{salons[0]} " in out
    failed = Tenant.objects.exclude(migration_error="")
    assert [(t.schema_name, t.migration_error) for t in failed] == [(salons[0], reason)]

    # It goes on answering its visitors, and once mended it is all that the next run does.
    assert Client(HTTP_HOST=f"{salons[0]}.localhost").get("/ar/").status_code == 200
    connection.set_schema_to_public()
    with schema_context(salons[0]):
        ServiceCategory.objects.all().delete()
    status, out, err = finished(run(parallel=1))
    assert (status, out.count("up to date"), err) == (0, 1, "")
    assert (migrated(), failed.all().exists()) == (set(salons), False)
    # Nothing to do is nothing done.
    assert finished(run(parallel=2))[:2] == (0, "")


def test_busy_table_is_waited_for_a_little_at_a_time(run, fresh_database):
    with psycopg.connect(fresh_database) as visitor:
        visitor.execute("SELECT count(*) FROM noor.salons_service")
        threading.Timer(5, visitor.rollback).start()
        status, _out, err = finished(run(parallel=1))
    assert (status, err, migrated()) == (0, "", {"noor", "reem"})


def test_erased_salon_is_left_out(run, fresh_database):
    as_owner(fresh_database, "DROP SCHEMA reem CASCADE")
    Tenant.objects.filter(schema_name="reem").update(status="erased")
    status, _out, err = finished(run(parallel=1))
    assert (status, err, migrated()) == (0, "", {"noor"})


def test_salon_that_is_being_moved_is_named_and_one_that_has_moved_is_left_out(run, fresh_database):
    Tenant.objects.filter(schema_name="noor").update(is_read_only=True)
    Tenant.objects.filter(schema_name="reem").update(is_read_only=True, moved_at=timezone.now())
    status, _out, err = finished(run(parallel=1))
    assert (status, migrated()) == (1, set())
    assert "1 of 1 salons are behind:\n  noor: it is being moved" in err


def test_one_salon_is_migrated_by_its_name(fresh_database):
    Tenant.objects.update(heads_hash="of another release")
    call_command("migrate_schemas", schema_name="noor", verbosity=0)
    assert [tenant.schema_name for tenant in salons_behind()] == ["reem"]


def test_unknown_salon_is_refused(fresh_database):
    with pytest.raises(CommandError, match="no salon with the schema 'nobody'"):
        call_command("migrate_schemas", schema_name="nobody", verbosity=0)
