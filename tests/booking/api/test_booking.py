"""Booking by the API: alone as ever, in company, with add-ons; refusals in words for customers."""

import pytest

from booking.models import Appointment
from salons.models import AddOn, TimeOff
from tests.booking.conftest import TEN_O_CLOCK
from tests.clients import client_of

TEN = "2030-01-06T10:00:00+03:00"


@pytest.fixture
def post(catalogue):
    client = client_of(catalogue.customer, "noor.localhost")

    def post(**body):
        return client.post(
            "/api/appointments/", {"start": TEN} | body, content_type="application/json",
            headers={"Accept-Language": "en"},
        )  # fmt: skip

    return post


@pytest.fixture
def mask(catalogue):
    mask = AddOn.objects.create(name_ar="ماسك", name_en="Mask", minutes=15, price_minor=3000)
    mask.services.add(catalogue.service)
    return mask


def test_party_with_an_add_on_is_booked_as_it_was_asked_for(catalogue, post, mask):
    pk, (sara, mona) = catalogue.service.pk, catalogue.stylists
    items = [{"service": pk, "staff": mona.pk, "add_ons": [mask.pk]}]
    answer = post(items=items, guests=[{"items": [{"service": pk}]}])
    assert answer.status_code == 201, answer.content
    booked = answer.json()
    shown = [
        (item["guest"], item["staff"]["id"], item["start"], item["duration_minutes"])
        for item in booked["items"]
    ]
    assert shown == [(0, mona.pk, TEN, 75), (1, sara.pk, TEN, 60)]
    price = {"amount": 3000, "currency": "SAR"}
    expected = [{"id": mask.pk, "name": "Mask", "minutes": 15, "price": price}]
    assert [item["add_ons"] for item in booked["items"]] == [expected, []]
    assert booked["total"] == {"amount": 26000, "currency": "SAR"}


def test_party_is_booked_so_that_all_are_ready_together(catalogue, post, mask):
    pk = catalogue.service.pk
    longer = [{"service": pk, "add_ons": [mask.pk]}]
    answer = post(items=[{"service": pk}], guests=[{"items": longer}], align="end")
    assert {item["end"] for item in answer.json()["items"]} == {"2030-01-06T11:15:00+03:00"}


@pytest.mark.parametrize(
    ("body", "code", "param"),
    [
        ({"items": [{"service": 1}] * 6}, "invalid", "items"),
        ({"guests": [{"items": [{"service": 1}]}] * 6}, "invalid", "guests"),
        ({"guests": [{"items": [{"service": 1}] * 4}] * 3}, "too_many_parts", "service"),
        ({"guests": [{"items": []}]}, "invalid", "guests.0.items"),
        ({"guests": [{}]}, "invalid", "guests.0.items"),
        ({"guests": "x"}, "invalid", "guests"),
        ({"items": [{"service": 10**20}]}, "invalid", "items.0.service"),
        ({"items": [{"service": 1, "add_ons": [1] * 6}]}, "invalid", "items.0.add_ons"),
        ({"items": [{"service": 1, "add_ons": [1, 1]}]}, "duplicate_add_on", "add_on"),
        ({"items": [{"service": "{pk}", "add_ons": [999999]}]}, "unknown_add_on", "add_on"),
        ({"items": [{"service": 999999}]}, "unknown_service", "service"),
        ({"align": "middle"}, "invalid", "align"),
    ],
)
def test_impossible_visit_is_a_problem_and_books_nothing(catalogue, post, body, code, param):
    if body.get("items", [{}])[0].get("service") == "{pk}":
        body["items"][0]["service"] = catalogue.service.pk
    answer = post(**{"items": [{"service": catalogue.service.pk}]} | body)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (400, code)
    assert problem["errors"][0]["param"] == param
    assert Appointment.objects.count() == 0


def test_taken_time_tells_the_rule_and_nothing_of_others(catalogue, post):
    for stylist in catalogue.stylists:
        TimeOff.objects.create(
            staff=stylist, starts_at=TEN_O_CLOCK, ends_at=TEN_O_CLOCK.replace(hour=9),
            reason="surgery",
        )  # fmt: skip
    answer = post(items=[{"service": catalogue.service.pk}])
    words = "This time has just been taken. Please choose another one."
    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert answer.json() == {
        "type": "about:blank",
        "title": words,
        "status": 409,
        "detail": words,
        "code": "slot_taken",
        "errors": [{"code": "slot_taken", "message": words, "param": "start"}],
        "rule": "taken",
        "reason": "This time is taken.",
    }


def test_time_outside_the_rules_names_the_rule(catalogue, post):
    answer = post(start="2030-01-06T03:00:00+03:00", items=[{"service": catalogue.service.pk}])
    problem = answer.json()
    assert (problem["code"], problem["rule"], problem["reason"]) == (
        "not_bookable",
        "closed",
        "The salon is closed at this time.",
    )


def test_start_beyond_every_horizon_names_the_parameter(catalogue, post):
    answer = post(start="2190-01-01T00:00:00Z", items=[{"service": catalogue.service.pk}])
    problem = answer.json()
    assert (problem["code"], problem["errors"][0]["param"]) == ("date_out_of_range", "start")
