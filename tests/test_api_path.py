"""The way of a customer through the API, as a mobile app walks it: sign in, book, pay."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
import requests
from django.test import Client
from django_tenants.utils import schema_context

from tests.booking.conftest import NOW, TEN_O_CLOCK, make_catalogue

PHONE = "+966500000777"


class App:
    """An app of the salon's host: JSON in and out, the session by header."""

    def __init__(self, host="noor.localhost"):
        self.client = Client(HTTP_HOST=host, headers={"X-Client": "app"})
        self.headers = {}

    def get(self, path, **query):
        return self.client.get(f"/api{path}?{urlencode(query)}", headers=self.headers)

    def post(self, path, data=None, **headers):
        return self.client.post(
            f"/api{path}", data or {}, content_type="application/json",
            headers=self.headers | headers,
        )  # fmt: skip

    def sign_in(self, sandbox, phone=PHONE):
        asked = self.post("/auth/phone/request/", {"phone_number": phone})
        assert asked.status_code == 202, asked.content
        code = sandbox.latest_code(phone)
        done = self.post(
            "/auth/phone/verify/", {"challenge_id": asked.json()["challenge_id"], "code": code}
        )
        assert done.status_code == 200, done.content
        self.headers = {"X-Session-Token": done.json()["session_token"]}


@pytest.fixture
def catalogue(noor, time_machine):
    time_machine.move_to(NOW, tick=False)
    with schema_context("noor"):
        return make_catalogue()


@pytest.fixture
def app(catalogue, sandbox):
    app = App()
    app.sign_in(sandbox)
    return app


def pay(started, sandbox, number="4111111111111111"):
    """Post the card straight to the provider, as the page's script does, and pass 3-D Secure."""
    response = requests.post(
        started["api_url"],
        json={
            "given_id": started["id"],
            "amount": started["amount"],
            "currency": started["currency"],
            "description": "visit",
            "callback_url": started["callback_url"],
            "metadata": started["metadata"],
            "publishable_api_key": started["publishable_api_key"],
            "source": {
                "type": "creditcard", "name": "Sara Ali", "number": number,
                "month": 12, "year": 2031, "cvc": "123",
            },
        },
        headers={"User-Agent": "test"},
        timeout=10,
    )  # fmt: skip
    assert response.status_code == 201, response.text
    sandbox.settle(started["id"])


def booked(app, catalogue, **headers):
    return app.post(
        "/appointments/",
        {
            "start": "2030-01-06T10:00:00+03:00",
            "items": [{"service": catalogue.service.pk, "staff": None}],
        },
        **headers,
    )


def test_whole_path_from_phone_to_confirmed(app, catalogue, sandbox, time_machine):
    services = app.get("/services/").json()
    assert services["results"][0]["staff"] == [stylist.pk for stylist in catalogue.stylists]
    slots = app.get("/availability/", service=catalogue.service.pk, date="2030-01-06").json()
    first = slots["slots"][0]
    assert (first["start"], first["staff"]) == (
        "2030-01-06T10:00:00+03:00",
        {"id": catalogue.stylists[0].pk, "name": catalogue.stylists[0].name_ar},
    )
    made = booked(app, catalogue, **{"Idempotency-Key": "first"})
    assert made.status_code == 201, made.content
    appointment = made.json()
    assert (appointment["status"], appointment["due_now"]) == (
        "pending_payment",
        {"amount": 11500, "currency": "SAR"},
    )
    started = app.post("/payments/", {"appointment": appointment["id"]})
    assert started.status_code == 201, started.content
    pay(started.json(), sandbox)
    time_machine.shift(timedelta(seconds=10))
    seen = app.get(f"/payments/{started.json()['id']}/")
    assert seen.json()["status"] == "paid", seen.content
    assert app.get(f"/appointments/{appointment['id']}/").json()["status"] == "confirmed"


def test_repeat_with_the_same_key_is_the_same_appointment(app, catalogue):
    first = booked(app, catalogue, **{"Idempotency-Key": "k"})
    again = booked(app, catalogue, **{"Idempotency-Key": "k"})
    other = app.post(
        "/appointments/",
        {"start": "2030-01-06T12:00:00+03:00", "items": [{"service": catalogue.service.pk}]},
        **{"Idempotency-Key": "k"},
    )
    assert first.json()["id"] == again.json()["id"]
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_mismatch")
    assert len(app.get("/appointments/").json()["results"]) == 1


def test_taken_slot_is_409_as_a_problem(app, catalogue):
    assert [booked(app, catalogue).status_code for _ in range(3)] == [201, 201, 409]
    refused = booked(app, catalogue)
    assert refused["Content-Type"] == "application/problem+json"
    assert refused.json()["code"] == "slot_taken"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"date": "2030-01-06"}, "invalid"),
        ({"date": "tomorrow", "service": "1"}, "invalid"),
        ({"date": "2030-01-06", "service": "999999"}, "unknown_service"),
        ({"date": "2029-12-01", "service": "{service}"}, "date_out_of_range"),
        ({"date": "2031-12-01", "service": "{service}"}, "date_out_of_range"),
        ({"date": "2030-01-06", "service": "{service}", "staff": "999999"}, "unknown_staff"),
    ],
)
def test_availability_refuses_bad_input_with_a_code(app, catalogue, query, code):
    filled = {key: value.format(service=catalogue.service.pk) for key, value in query.items()}
    answer = app.get("/availability/", **filled)
    assert (answer.status_code, answer.json()["code"]) == (400, code)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"start": "2030-01-06T10:00:00+03:00", "items": []},
        {"start": "2030-01-06T10:00:00", "items": [{"service": 1}]},
        {"start": "soon", "items": [{"service": 1}]},
        {"start": "2030-01-06T10:00:00+03:00", "items": [{"service": "x"}]},
    ],
)
def test_appointment_refuses_malformed_input(app, catalogue, body):
    answer = app.post("/appointments/", body)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert answer.json()["errors"][0]["param"] is not None
    assert app.get("/appointments/").json() == {"results": [], "next": None}


def test_appointments_need_a_session(catalogue, sandbox):
    answer = App().get("/appointments/")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")


def test_somebody_elses_appointment_is_not_found(app, catalogue, sandbox):
    mine = booked(app, catalogue).json()
    other = App()
    other.sign_in(sandbox, "+966500000778")
    for answer in (
        other.get(f"/appointments/{mine['id']}/"),
        other.post(f"/appointments/{mine['id']}/cancel/"),
        other.post("/payments/", {"appointment": mine["id"]}),
    ):
        assert answer.status_code == 404, answer.content
    assert app.get(f"/appointments/{mine['id']}/").json()["status"] == "pending_payment"


def test_session_of_one_salon_is_none_of_another(app):
    elsewhere = App("reem.localhost")
    elsewhere.headers = app.headers
    assert elsewhere.get("/appointments/").status_code == 401


def test_cancel_frees_the_slot(app, catalogue):
    mine = booked(app, catalogue).json()
    cancelled = app.post(f"/appointments/{mine['id']}/cancel/").json()
    again = app.post(f"/appointments/{mine['id']}/cancel/")
    assert cancelled["status"] == "cancelled_by_customer"
    assert (again.status_code, again.json()["code"]) == (409, "invalid_transition")


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_number_of_queries(
    app, catalogue, count, django_assert_max_num_queries
):
    for hour in range(count):
        start = TEN_O_CLOCK + timedelta(hours=hour)
        app.post(
            "/appointments/",
            {"start": start.isoformat(), "items": [{"service": catalogue.service.pk}]},
        )
    with django_assert_max_num_queries(9):
        assert len(app.get("/appointments/").json()["results"]) == count
    with django_assert_max_num_queries(16):
        app.get("/availability/", service=catalogue.service.pk, date="2030-01-06")


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_password_login_is_gone(catalogue, method):
    answer = getattr(Client(HTTP_HOST="noor.localhost"), method)("/api/auth/token/")
    assert (answer.status_code, answer.json()["code"]) == (410, "password_login_removed")


def test_schema_and_docs_are_served_locally(noor):
    client = Client(HTTP_HOST="noor.localhost")
    schema = client.get("/api/schema/", headers={"Accept": "application/json"})
    docs = client.get("/api/docs/")
    assert "/api/appointments/" in schema.content.decode()
    assert "//cdn" not in docs.content.decode()
    assert (schema.status_code, docs.status_code) == (200, 200)
