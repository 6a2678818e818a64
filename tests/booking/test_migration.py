"""Bookings of before keep their people when what takes people moves into rows of its own."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django_tenants.utils import schema_context

from booking.models import Occupancy
from foundation.tenancy.roles import grant_public_schema, owner_connection
from foundation.tenancy.scope import platform_scope
from tests.booking.conftest import NOW, TEN_O_CLOCK, book, make_catalogue, slots_of

BEFORE, AFTER = ("booking", "0003_verified_customers"), ("booking", "0004_occupancy")
TODAY = ("booking", "0008_mine")
# As the items of before had it: people kept from others in one stretch, freed with the visit.
OLD_ITEM_SQL = """
    INSERT INTO booking_appointmentitem
           (schema_name, appointment_id, position, service_id, staff_id, service_name_ar,
            service_name_en, staff_name_ar, staff_name_en, price_minor, duration_minutes,
            starts_at, ends_at, occupied, blocking)
    VALUES (%(schema)s, %(appointment)s, 0, %(service)s, %(staff)s, '', '', '', '', 0, 60,
            %(start)s, %(end)s, tstzrange(%(start)s, %(over)s), %(blocking)s)
"""


def migrate(target):
    with owner_connection():
        executor = MigrationExecutor(connection)
        executor.migrate([target])
        # As migrate_schemas ends.
        grant_public_schema()


@pytest.fixture
def old_salons(fresh_database, time_machine):
    """Two salons, each with a confirmed and a cancelled visit, as the tables were before."""
    time_machine.move_to(NOW, tick=False)
    found = {}
    for schema in ("noor", "reem"):
        with schema_context(schema):
            catalogue = make_catalogue()
            found[schema] = catalogue, [book(catalogue, staff=each) for each in catalogue.stylists]
    with platform_scope("test"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM booking_occupancy")
        cursor.execute("DELETE FROM booking_appointmentitem")
    migrate(BEFORE)
    for schema, (catalogue, appointments) in found.items():
        with schema_context(schema), connection.cursor() as cursor:
            for number, appointment in enumerate(appointments):
                cursor.execute(OLD_ITEM_SQL, old_item(schema, catalogue, appointment, number))
    return found


def old_item(schema, catalogue, appointment, number):
    return {
        "schema": schema,
        "appointment": appointment.pk,
        "service": catalogue.service.pk,
        "staff": catalogue.stylists[number].pk,
        "start": TEN_O_CLOCK,
        "end": TEN_O_CLOCK + timedelta(hours=1),
        "over": TEN_O_CLOCK + timedelta(minutes=75),
        "blocking": number == 0,
    }


def test_people_of_old_bookings_stay_taken(old_salons):
    migrate(AFTER)
    over = TEN_O_CLOCK + timedelta(minutes=75)
    for schema, (catalogue, [kept, freed]) in old_salons.items():
        first, second = (each.pk for each in catalogue.stylists)
        with schema_context(schema):
            rows = Occupancy.objects.order_by("staff_id").values_list(
                "appointment_id", "staff_id", "starts_at", "during", "blocking"
            )
            assert [(*row[:3], row[3].upper, row[4]) for row in rows] == [
                (kept.pk, first, TEN_O_CLOCK, over, True),
                (freed.pk, second, TEN_O_CLOCK, over, False),
            ]
    migrate(TODAY)
    for schema, (catalogue, _booked) in old_salons.items():
        first, second = (each.pk for each in catalogue.stylists)
        with schema_context(schema):
            for stylist, free_from in ((first, over), (second, TEN_O_CLOCK)):
                [member] = [each for each in catalogue.stylists if each.pk == stylist]
                assert slots_of((catalogue.service, member))[0].start == free_from
