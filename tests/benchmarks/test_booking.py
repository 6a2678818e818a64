"""The part that makes appointments runs; what it measures is not looked at."""

import pytest
from django.db import connection

from benchmarks.booking.measure import CLIENTS, booking
from benchmarks.world import World
from booking.models import Appointment
from foundation.tenancy.scope import platform_scope
from tests.database import DATABASES


@pytest.fixture
def world(fresh_database, tmp_path):
    return World(DATABASES.embedded.server, tmp_path, database=connection.settings_dict["NAME"])


def test_appointments_are_made_in_turns_and_in_a_crowd(world):
    rows = booking(world, 9001, rounds=2, warm_up=0, each=2)
    with platform_scope("test"):
        made = Appointment.objects.filter(schema_name="bench_9001", total_minor=0).count()
    # The first; two in turn with the floor, two of plain SQL, two held and confirmed; two of one
    # client alone, two of each of eight.
    assert (len(rows), made) == (4, 1 + 2 + 2 + 2 + 2 + 2 * CLIENTS)
