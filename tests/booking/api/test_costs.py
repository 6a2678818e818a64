"""What questions about free times cost: the same however much there is to look at."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from salons.models import (
    BookingRules,
    DepositKind,
    Resource,
    ResourceType,
    SalonProfile,
    Service,
)
from tests.booking.api.conftest import DAY, HOST
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.clients import client_of
from tests.salons.factories import ServiceFactory, StaffMemberFactory

# Whose host, the salon's key, whose session, who she is.
REQUEST = 4
# Locks and questions, who is taken, the rows.
BOOKING = REQUEST + 3
# The lock and the questions under it; what is accepted, the move and its event.
CONFIRMING = REQUEST + 2
# Not of the request: a connection waits in the pool as public.
OF_THE_POOL = "set_config('app.tenant', 'public', false)"
# Catalogue, what is taken, appointments for the caps, classes.
DATA = 4


@pytest.fixture(params=[(1, 1), (30, 3)], ids=["small", "large"])
def salon(request, catalogue):
    """Caps, classes, rooms and rotation; 1 or 30 more people, 1 or 3 services."""
    people, count = request.param
    BookingRules.load()
    BookingRules.objects.update(salon_daily_cap=90, staff_daily_cap=9, anybody="rotation")
    kind = ResourceType.objects.create(name_ar="كرسي", name_en="chair")
    Resource.objects.create(type=kind, name="1")
    services = [catalogue.service, *(ServiceFactory() for _ in range(count - 1))]
    for _person in range(people):
        StaffMemberFactory(services=services)
    Service.objects.update(capacity=3, resource_type=kind)
    for _booking in range(people // 10):
        book(catalogue)
    return [service.pk for service in services]


def of_the_salon(ask, path, **query):
    """Return the statements that read the salon's tables; finding it costs the same always."""
    ask(path, **query)
    with CaptureQueriesContext(connection) as captured:
        assert ask(path, **query).status_code == 200
    found = [query["sql"] for query in captured.captured_queries]
    return [sql for sql in found if "salons_" in sql or "booking_" in sql]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("", {"date": DAY}),
        ("days/", {"month": "2030-01"}),
        ("days/", {"month": "2030-02"}),
        ("next/", {}),
        ("next/", {"after": TEN_O_CLOCK.isoformat()}),
    ],
)
def test_questions_cost_four_statements_of_data(salon, ask, path, query):
    asked = of_the_salon(ask, path, service=salon, **query)
    assert len(asked) == DATA, asked


def test_plain_salon_costs_two_statements_of_data(catalogue, ask):
    asked = of_the_salon(ask, "", service=catalogue.service.pk, date=DAY)
    assert len(asked) == 2, asked


def of_a_request(customer, path, **body):
    """Return the statements of a whole request, and its answer."""
    client = client_of(customer, HOST)
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(path, body, content_type="application/json")
    sent = [query["sql"] for query in captured]
    return [s for s in sent if "SAVEPOINT" not in s and OF_THE_POOL not in s], answer.json()


@pytest.fixture
def wish(catalogue):
    """What books the catalogue's service with its first stylist, where nothing is paid before."""
    BookingRules.load()
    BookingRules.objects.update(deposit_kind=DepositKind.NONE)
    SalonProfile.load()
    item = {"service": catalogue.service.pk, "staff": catalogue.stylists[0].pk}
    return {"start": TEN_O_CLOCK.isoformat(), "items": [item]}


def test_booking_by_one_request_costs_seven_statements(catalogue, wish):
    sent, booked = of_a_request(catalogue.customer, "/api/appointments/", **wish)
    assert (booked["status"], len(sent)) == ("confirmed", BOOKING), sent


def test_holding_and_confirming_cost_thirteen_statements(catalogue, wish):
    sent, held = of_a_request(catalogue.customer, "/api/appointments/", **wish, hold=True)
    assert (held["status"], len(sent)) == ("held", BOOKING), sent
    path = f"/api/appointments/{held['id']}/confirm/"
    sent, confirmed = of_a_request(catalogue.customer, path)
    assert (confirmed["status"], len(sent)) == ("confirmed", CONFIRMING), sent
