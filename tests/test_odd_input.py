"""Input that nothing sensible sends: refused with a code, never a fault."""

import json

import pytest
from django.test import Client
from django_tenants.utils import schema_context

from tests.booking.conftest import make_catalogue

JSON_ADDRESSES = [
    "/api/auth/phone/request/",
    "/api/auth/phone/verify/",
    "/api/appointments/",
    "/api/appointments/01a20551-b7bd-70f4-869e-6286622fb61c/reschedule/",
    "/api/appointments/01a20551-b7bd-70f4-869e-6286622fb61c/cancel/preview/",
    "/api/payments/",
    "/api/webhooks/moyasar/",
]
BODIES = {
    "deep": "[" * 100_000,
    "deep but closed": "[" * 500 + "]" * 500,
    "nul": json.dumps({"phone_number": "0500\u0000", "secret_token": "\u0000", "start": "\u0000"}),
    "surrogate": '{"phone_number": "\\ud800", "channel": "\\ud800", "secret_token": "\\ud800"}',
    "list": "[1, 2]",
    "text": '"x"',
    "broken": "{",
}


@pytest.fixture
def app(noor):
    with schema_context("noor"):
        make_catalogue()
    return Client(HTTP_HOST="noor.localhost", headers={"X-Client": "app"})


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
@pytest.mark.parametrize("address", JSON_ADDRESSES)
def test_odd_json_is_refused_as_a_problem(app, address, body):
    answer = app.post(address, body, content_type="application/json")
    assert answer.status_code in (400, 401), answer.content
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("day", ["9999-12-31", "9999-12-30", "0001-01-01", "2026-02-30", "x"])
def test_day_at_the_end_of_time_is_refused(app, day):
    service = app.get("/api/services/").json()["results"][0]["id"]
    answer = app.get(f"/api/availability/?service={service}&date={day}")
    assert (answer.status_code, answer.json()["code"]) in [
        (400, "invalid"),
        (400, "date_out_of_range"),
    ]


@pytest.mark.parametrize("cursor", ["cD1hYmM%3D", "cj0xJnA9", "x", "%FF", "bz0tMQ%3D%3D"])
@pytest.mark.parametrize("address", ["/api/services/", "/api/staff/"])
def test_foreign_cursor_is_not_a_fault(app, address, cursor):
    assert app.get(f"{address}?cursor={cursor}").status_code in (200, 404)


@pytest.mark.parametrize(
    "address",
    [
        "/ar/book/?service={service}&day=9999-12-31",
        "/ar/book/?service={service}&day=0001-01-01",
        "/ar/book/?service={service}&from=9999-12-31",
        "/ar/book/confirm/?service={service}&start=00010101T0000Z",
        "/ar/book/confirm/?service={service}&start=99991231T2359Z",
        "/ar/book/?service=99999999999999999999",
    ],
)
def test_booking_pages_survive_odd_addresses(app, address):
    service = app.get("/api/services/").json()["results"][0]["id"]
    for headers in ({}, {"HX-Request": "true", "HX-Target": "times"}):
        answer = app.get(address.format(service=service), headers=headers)
        assert answer.status_code in (200, 302), answer.content


@pytest.mark.parametrize("host", ["localhost", "noor.localhost"])
def test_nul_in_the_address_is_a_bad_request(noor, host):
    client = Client(HTTP_HOST=host)
    assert client.get("/ar/?q=%00").status_code == 400
    assert client.get("/ar/%00/").status_code == 400


def test_far_start_is_refused(app, sandbox):
    from tests.accounts_factories import UserFactory
    from tests.clients import client_of

    client = client_of(UserFactory(), "noor.localhost")
    for start in ("0001-01-01T00:00:00+03:00", "9999-12-31T23:59:00-03:00", "2190-01-01T00:00:00Z"):
        answer = client.post(
            "/api/appointments/",
            {"start": start, "items": [{"service": 1}]},
            content_type="application/json",
        )
        assert answer.status_code in (400, 409), answer.content


@pytest.mark.parametrize(
    "path", ["failwhale/", "documents/", "bulk/accounts/user/delete/?id=2", "users/", "groups/"]
)
def test_closed_doors_of_the_back_office_are_closed_for_platform_admins_too(noor, path):
    from accounts.models import User
    from tests.clients import support_in

    boss = User.objects.create_superuser("+966500000009")
    assert support_in(noor, boss).get(f"/manage/{path}").status_code == 404
