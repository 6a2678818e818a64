"""What the tests of salons share: an owner, counted questions, files, visits, time."""

from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from booking import outbox
from booking.domain.transitions import confirm_appointment
from booking.models import AppointmentEvent, DueJob
from tenants.models import Tenant
from tests.booking.conftest import NOW, book, make_catalogue

DOMAIN = "noorsalon.example"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def owner(db):
    return User.objects.get(phone_number="+966500000001")


# The prepared statement that every request's host is looked up with.
FINDS_THE_HOST = "EXECUTE tenants_salon_of_host"


@contextmanager
def questions():
    """Yield the list that the statements of the block end up in, but for setting the schema."""
    asked = []
    with CaptureQueriesContext(connection) as captured:
        yield asked
    asked += [query["sql"] for query in captured if "set_config('search_path'" not in query["sql"]]


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Where uploads and archives go."""
    monkeypatch.setattr(settings, "MEDIA_ROOT", str(tmp_path / "media"))
    monkeypatch.setattr(settings, "EXPORT_ROOT", str(tmp_path / "exports"))
    return tmp_path


def upload(tenant, name, content):
    """Put a file into the salon's media folder."""
    path = Path(settings.MEDIA_ROOT) / str(tenant.uuid) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def one_visit(*, note=""):
    """Book and confirm one visit in the current salon; return catalogue and appointment."""
    catalogue = make_catalogue()
    appointment = confirm_appointment(book(catalogue, note=note).pk)
    return catalogue, appointment


def finish_work():
    """Do what the salon's outbox and jobs have left, as workers would."""
    for event in AppointmentEvent.objects.filter(handled_at__isnull=True):
        outbox.handle_event(str(event.pk))
    DueJob.objects.all().delete()


def let_grace_pass(tenant):
    """Put the end of the grace into the past, by the database's own clock as well."""
    Tenant.objects.filter(pk=tenant.pk).update(next_move_at=LONG_AGO)
    tenant.refresh_from_db()


__all__ = ["DOMAIN", "NOW", "finish_work", "let_grace_pass", "one_visit", "questions", "upload"]
