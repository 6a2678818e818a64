"""What availability and bookings cost the database: statements, and the indexes that they take."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import schema_context
from psycopg.types.range import TimestamptzRange

from booking.domain.availability import PartRequest, VisitRequest, load_availability
from booking.models import Appointment, Occupancy
from foundation.tenancy.roles import owner_connection
from foundation.tenancy.scope import platform_scope
from salons.models import Anybody, BookingRules, Resource, ResourceType, SalonProfile
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, SUNDAY, TEN_O_CLOCK, book, make_catalogue
from tests.salons.factories import ServiceFactory, StaffMemberFactory

BUSY = "booking_occupancy_busy"
LATEST = "booking_occupancy_latest"
# Round trips of one booking between begin and commit: locks and questions, who is taken, the rows.
BOOKING = 3


def statements(work):
    with CaptureQueriesContext(connection) as captured:
        work()
    return [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]


@pytest.fixture
def opened(catalogue):
    """The catalogue of a salon whose profile and rules were written before."""
    SalonProfile.load()
    BookingRules.load()
    return catalogue


def visit_of(*services):
    return VisitRequest.of(*(PartRequest(service.pk) for service in services))


@pytest.mark.parametrize("people", [2, 12])
def test_window_is_read_in_two_statements(opened, people):
    for _more in range(people - 2):
        StaffMemberFactory(services=[opened.service])
    month = SUNDAY, SUNDAY + timedelta(days=30)
    assert len(statements(lambda: load_availability(visit_of(opened.service), *month))) == 2


def test_window_with_caps_and_classes_is_read_in_four(opened):
    BookingRules.objects.update(staff_daily_cap=5)
    lesson = ServiceFactory(capacity=3)
    StaffMemberFactory(services=[lesson])
    visit = visit_of(opened.service, lesson)
    assert len(statements(lambda: load_availability(visit, SUNDAY, SUNDAY))) == 4


@pytest.mark.parametrize("parts", [1, 3])
def test_booking_costs_the_same_whatever_is_booked(opened, parts):
    visit = visit_of(*[opened.service] * parts)
    found = statements(lambda: book(opened, visit=visit))
    assert len(found) == BOOKING, "\n".join(found)


def test_booking_with_a_room_and_a_class_costs_what_they_need(opened):
    kind = ResourceType.objects.create(name_ar="قاعة", name_en="Hall")
    Resource.objects.create(type=kind, name="Hall")
    lesson = ServiceFactory(capacity=3, resource_type=kind)
    StaffMemberFactory(services=[lesson])
    found = statements(lambda: book(opened, visit=visit_of(lesson)))
    assert len(found) == BOOKING + 8, "\n".join(found)


@pytest.fixture
def crowded(fresh_database, time_machine):
    """Two salons with a year of bookings each."""
    time_machine.move_to(NOW, tick=False)
    for schema in ("noor", "reem"):
        with schema_context(schema):
            catalogue = make_catalogue()
            rules = BookingRules.load()
            rules.anybody = Anybody.ROTATION
            rules.save()
            fill(book(catalogue), catalogue.stylists)
    # Left to itself the planner knows what autovacuum happened to see, which is anything.
    with owner_connection(), connection.cursor() as cursor:
        cursor.execute("ANALYZE booking_occupancy")
    with schema_context("noor"):
        yield visit_of(make_catalogue().service)


def fill(appointment, stylists):
    starts = [TEN_O_CLOCK - timedelta(hours=2 * n) for n in range(1, 2000)]
    Occupancy.objects.bulk_create(
        Occupancy(
            appointment=appointment,
            staff=stylist,
            starts_at=start,
            during=TimestamptzRange(start, start + timedelta(hours=1)),
        )
        for start in starts
        for stylist in stylists
    )


def plan_of(statement):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {statement}")
        return "\n".join(line for (line,) in cursor.fetchall())


def test_bookings_of_a_window_are_found_by_their_index(crowded):
    found = statements(lambda: load_availability(crowded, SUNDAY, SUNDAY))
    [occupied] = [sql for sql in found if "EXECUTE booking_occupied" in sql]
    plan = plan_of(occupied)
    assert BUSY in plan
    assert "Seq Scan" not in plan


def test_who_waited_longest_is_found_by_the_index(crowded):
    [catalogue, *_rest] = statements(lambda: load_availability(crowded, SUNDAY, SUNDAY))
    plan = plan_of(catalogue)
    assert f"Index Only Scan using {LATEST} on booking_occupancy" in plan or (
        f"Index Scan using {LATEST} on booking_occupancy" in plan
    )


def test_salon_sees_its_own_bookings_also_in_the_platforms_scope(catalogue, reem):
    """Raw statements name the salon themselves: a scope that lets all rows through adds none."""
    before = offers(catalogue)
    with schema_context("reem"):
        other = make_catalogue()
        book(other, customer=UserFactory())
        assert Appointment.objects.count() == 1
        taken = Occupancy.objects.get()
    with platform_scope("test"):
        # The same numbers as in the other salon's rows: only the name of the salon differs.
        Occupancy.objects.filter(pk=taken.pk).update(during=taken.during)
        assert offers(catalogue) == before
    assert offers(catalogue) == before


def offers(catalogue):
    return load_availability(visit_of(catalogue.service), SUNDAY, SUNDAY).slots_on(SUNDAY)
