"""The part that makes appointments runs; what it measures is not looked at."""

import pytest
from django.db import connection

from benchmarks.booking import crowd
from benchmarks.booking.measure import booking
from benchmarks.world import World
from booking.models import Appointment
from foundation.tenancy.scope import platform_scope
from tests.database import DATABASES


@pytest.fixture
def world(fresh_database, tmp_path):
    return World(DATABASES.embedded.server, tmp_path, database=connection.settings_dict["NAME"])


def test_appointments_are_made_in_turns_and_in_a_crowd(world, monkeypatch):
    monkeypatch.setattr(crowd, "EACH", 2)
    monkeypatch.setattr("benchmarks.booking.measure.WARM_UP", 0)
    rows = booking(world, 9001, rounds=2)
    with platform_scope("test"):
        made = Appointment.objects.filter(created_at__isnull=False, total_minor=0)
        by_salon = [made.filter(schema_name=f"bench_{n}").count() for n in (9001, 9002)]
    # Two in turn, two of one client alone, sixteen of eight; the floor's two beside them.
    assert (len(rows), by_salon) == (2, [20, 2])
