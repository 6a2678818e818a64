"""Archives: everything of the salon, nothing of others, made once whatever dies on the way."""

import csv
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django_tenants.utils import schema_context, tenant_context

from audit.models import AuditEntry
from booking.models import Appointment
from foundation.tenancy.models import TenantOwnedModel
from salons.models import SalonProfile
from tenants.domain import salon_rows
from tenants.domain.exports import making
from tenants.domain.exports.making import (
    LEASE,
    make_export,
    open_export,
    path_of,
    request_export,
    sweep_exports,
)
from tenants.domain.exports.tables import harmless
from tenants.domain.life_cycle.closing import close_salon
from tenants.errors import ExportInProgress, ExportNotReady
from tenants.models import SalonExport, Tenant
from tests.database import ROOT
from tests.tenants.conftest import NOW, one_visit, upload

CANARY = "canary-of-reem"


@pytest.fixture
def noor(fresh_database, folders, time_machine):
    """A salon with a visit and a picture, beside another full of canaries."""
    time_machine.move_to(NOW)
    noor, reem = (Tenant.objects.get(schema_name=name) for name in ("noor", "reem"))
    with tenant_context(reem):
        catalogue, _ = one_visit(note=CANARY)
        catalogue.service.name_en = CANARY
        catalogue.service.save()
        catalogue.customer.first_name = CANARY
        catalogue.customer.save()
        upload(reem, "images/canary.txt", CANARY.encode())
    with tenant_context(noor):
        one_visit(note="=1+1")
        upload(noor, "images/photo.jpg", b"a picture")
    return noor


def make(tenant):
    """Ask for an archive and make it; return the row."""
    with tenant_context(tenant):
        export = request_export()
        make_export(export.pk)
        export.refresh_from_db()
    return export


def contents(export):
    with zipfile.ZipFile(path_of(export)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sheets(found):
    return [text for name, text in found.items() if name.startswith("spreadsheets/")]


def test_archive_holds_every_table_spreadsheet_and_picture(noor):
    export = make(noor)
    found = contents(export)
    tables = {f"tables/{m._meta.label_lower}.jsonl" for m in salon_rows.exported_models()}
    assert tables <= set(found)
    sheets = [name for name in found if name.startswith("spreadsheets/")]
    assert len(sheets) == 12
    assert found["media/images/photo.jpg"] == b"a picture"
    assert "كل بيانات صالون نور" in found["README.ar.txt"].decode()
    assert found["README.en.txt"].decode().startswith("Everything of Noor Salon")
    row = json.loads(found["tables/booking.appointment.jsonl"])
    assert (row["customer_note"], row["schema_name"]) == ("=1+1", "noor")


def test_manifest_and_row_tell_the_truth(noor):
    export = make(noor)
    found = contents(export)
    for file in json.loads(found["manifest.json"])["files"]:
        content = found[file["path"]]
        assert (file["bytes"], file["sha256"]) == (
            len(content),
            hashlib.sha256(content).hexdigest(),
        )
        if file["path"].startswith("tables/"):
            assert file["rows"] == content.count(b"\n")
    whole = path_of(export).read_bytes()
    assert (export.size_bytes, export.sha256) == (len(whole), hashlib.sha256(whole).hexdigest())
    assert path_of(export).parent.stat().st_mode & 0o077 == 0


def test_nothing_of_another_salon_is_in_it(noor):
    assert all(CANARY.encode() not in content for content in contents(make(noor)).values())
    reem = Tenant.objects.get(schema_name="reem")
    holding = [name for name, text in contents(make(reem)).items() if CANARY.encode() in text]
    assert "spreadsheets/customers.csv" in holding  # the canary can be seen where it lives


def test_spreadsheet_runs_no_formula_and_keeps_phones(noor):
    text = contents(make(noor))["spreadsheets/appointments.csv"].decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text)))
    assert row["customer_note"] == "'=1+1"
    assert row["customer_phone"].startswith("+966")


def test_spreadsheets_speak_riyals_and_the_salons_clock(noor):
    with tenant_context(noor):
        visit = Appointment.objects.get()
        starts_at = visit.starts_at.astimezone(SalonProfile.load().zone)
    found = contents(make(noor))
    text = found["spreadsheets/appointments.csv"].decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text)))
    assert (row["total"], row["starts_at"]) == (
        f"{visit.total_minor / 100:.2f}",
        f"{starts_at:%Y-%m-%d %H:%M}",
    )
    headings = [text.decode("utf-8-sig").splitlines()[0] for text in sheets(found)]
    assert not any("_minor" in line for line in headings)


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        *[("=1", "'=1"), ("+966500000001", "+966500000001"), ("-3.5", "-3.5"), ("-cmd", "'-cmd")],
        *[("＝1", "'＝1"), ("\n=1", "'\n'=1"), ("hi;=1", "hi;'=1"), ("a\n- b", "a\n- b")],
        *[('hi;"=1', "hi;\"'=1"), ("a;b", "a;b"), ("x\n+cmd", "x\n'+cmd")],
        *[("@x", "'@x"), ("plain", "plain"), ("", ""), (7, 7)],
    ],
)
def test_harmless(typed, cell):
    assert harmless(typed) == cell


def test_every_model_of_a_salon_is_exported_or_left_out_with_a_reason():
    models = [*salon_rows.schema_models(), *salon_rows.shared_models()]
    found = {m._meta.label_lower for m in models}
    exported = {m._meta.label_lower for m in salon_rows.exported_models()}
    assert found - exported == set(salon_rows.LEFT_OUT)
    identity = {"accounts.user", "accounts.session", "accounts.otpchallenge"}
    assert not exported & (identity | {"tenants.schematemplate", "accounts.signinticket"})
    assert all(issubclass(m, TenantOwnedModel) for m in salon_rows.shared_models())


def test_every_table_of_the_schema_is_known_to_the_export(noor):
    known = {m._meta.db_table for m in salon_rows.schema_models()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'noor'")
        tables = {name for (name,) in cursor.fetchall()}
    assert tables - known == {"django_migrations"}


def test_second_request_is_refused_while_one_is_made(noor):
    with tenant_context(noor):
        request_export()
        with pytest.raises(ExportInProgress):
            request_export()
        assert SalonExport.objects.count() == 1


def test_made_once_by_two_workers(noor):
    with tenant_context(noor):
        export = request_export()
        assert making._claim(export.pk) is not None
        make_export(export.pk)
        export.refresh_from_db()
    assert (export.status, export.attempts) == ("requested", 1)


def test_failure_is_tried_again_and_then_given_up(noor, monkeypatch, time_machine):
    def fail(*args):
        raise OSError("disk is full")

    monkeypatch.setattr(making, "write_contents", fail)
    with tenant_context(noor):
        export = request_export()
        for attempt, status in ((1, "requested"), (2, "requested"), (3, "failed")):
            make_export(export.pk)
            export.refresh_from_db()
            assert (export.attempts, export.status) == (attempt, status)
            time_machine.shift(timedelta(minutes=2))
    assert list(making.export_folder(noor).iterdir()) == []


def test_sweep_hands_out_what_waits_and_deletes_what_is_old(noor, monkeypatch, time_machine):
    sent = []
    monkeypatch.setattr(making, "enqueue", lambda *args, **options: sent.append((args, options)))
    old = make(noor)
    assert (sweep_exports(), path_of(old).exists()) == (0, True)
    time_machine.shift(timedelta(days=7, seconds=1))
    with tenant_context(noor):
        waiting = request_export()
    sent.clear()
    time_machine.shift(timedelta(minutes=2))
    assert sweep_exports() == 2
    assert sent == [((making.MAKE_TASK, str(waiting.pk)), {"schema_name": "noor"})]
    with tenant_context(noor):
        old.refresh_from_db()
        assert (old.status, path_of(old).exists()) == ("expired", False)
        with pytest.raises(ExportNotReady):
            open_export(old.pk)


def test_opening_is_audited_and_another_salons_archive_is_none(noor):
    export = make(noor)
    with tenant_context(noor):
        assert open_export(export.pk)[1].is_file()
        verbs = AuditEntry.objects.filter(object_pk=str(export.pk)).values_list(
            "additional_data__verb", flat=True
        )
        assert set(verbs) == {"export_requested", "export_downloaded"}
    with schema_context("reem"), pytest.raises(ExportNotReady):
        open_export(export.pk)


def test_closing_asks_for_an_archive_that_lasts_as_long_as_the_grace(noor):
    closed = close_salon(noor, reason="moving away")
    with tenant_context(closed):
        export = SalonExport.objects.get()
        make_export(export.pk)
        export.refresh_from_db()
    assert (export.status, export.expires_at) == ("ready", closed.next_move_at)


def test_closing_lets_an_archive_under_way_begin_anew(noor):
    with tenant_context(noor):
        export = request_export()
        early = making._claim(export.pk)
    closed = close_salon(noor)
    with tenant_context(closed):
        making._finish(early, making._write(early))  # the first worker ends after the closing
        export.refresh_from_db()
        assert (export.status, export.created_at) == ("requested", closed.status_changed_at)
        make_export(export.pk)
        export.refresh_from_db()
        assert export.status == "ready"


def test_worker_that_was_overtaken_leaves_the_archive_of_the_other_alone(noor, time_machine):
    with tenant_context(noor):
        export = request_export()
        early = making._claim(export.pk)
    time_machine.shift(timedelta(seconds=1))
    closed = close_salon(noor)
    with tenant_context(closed):
        file_name = making._write(early)
        make_export(export.pk)
        with pytest.raises(FileNotFoundError):
            making._finish(early, file_name)
        export.refresh_from_db()
        assert (export.status, path_of(export).is_file()) == ("ready", True)


WORKER = """
import os, sys, time, django
django.setup()
from django_tenants.utils import schema_context
from tenants.domain.exports import making
def stall(archive, tenant):
    archive.add_text("half", "half.txt")
    print("writing", flush=True)
    time.sleep(60)
making.write_contents = stall
with schema_context("noor"):
    making.make_export(sys.argv[1])
"""


def test_archive_of_a_killed_worker_is_made_by_the_next_after_the_lease(
    noor, fresh_database, folders, time_machine
):
    time_machine.move_to(timezone.now())
    with tenant_context(noor):
        export = request_export()
    environment = os.environ | {
        "DATABASE_URL": fresh_database,
        "EXPORT_ROOT": str(folders / "exports"),
        "MEDIA_ROOT": str(folders / "media"),
    }
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(export.pk)],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    with worker:
        assert worker.stdout.readline() == b"writing\n"
        os.kill(worker.pid, signal.SIGKILL)
    with tenant_context(noor):
        lease = SalonExport.objects.get().leased_until
        time_machine.move_to(lease - timedelta(seconds=5))
        make_export(export.pk)
        assert SalonExport.objects.get().status == "requested"
        time_machine.move_to(lease + timedelta(seconds=1))
        make_export(export.pk)
        export.refresh_from_db()
    assert (export.status, export.attempts, LEASE.total_seconds() > 600) == ("ready", 2, True)
    assert [path.suffix for path in making.export_folder(noor).iterdir()] == [".zip"]
