"""Moving and cancelling over the API."""

from datetime import timedelta

import pytest
from django.test import Client

from booking.domain.transitions import confirm_appointment
from tests.accounts_factories import UserFactory
from tests.booking.changing.conftest import rules, state_of, visit_of
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.clients import client_of

HOST = "noor.localhost"
LATER = "2030-01-06T11:30:00+03:00"


@pytest.fixture
def browser(appointment):
    return client_of(appointment.customer, HOST)


def post(browser, appointment, path, **body):
    address = f"/api/appointments/{appointment.pk}/{path}/"
    answer = browser.post(address, body, content_type="application/json")
    return answer.status_code, answer.json()


def test_preview_says_what_moving_comes_to_and_changes_nothing(browser, appointment):
    before = state_of(appointment)
    status, body = post(browser, appointment, "reschedule/preview", start=LATER)
    zero = {"amount": 0, "currency": "SAR"}
    price = {"amount": 11500, "currency": "SAR"}
    shown = {name: body[name] for name in ("start", "total_before", "total", "refund", "fee")}
    assert (status, shown) == (
        200,
        {
            "start": LATER,
            "total_before": price,
            "total": price,
            "refund": zero,
            "fee": zero,
        },
    )
    assert (body["moves_left"], len(body["items"])) == (1, 1)
    assert state_of(appointment) == before


def test_reschedule_moves(browser, appointment):
    status, body = post(browser, appointment, "reschedule", start=LATER)
    assert (status, body["start"], body["status"]) == (200, LATER, "confirmed")


def test_reschedule_to_anybody_takes_who_is_free(browser, appointment, catalogue):
    first, second = catalogue.stylists
    start = TEN_O_CLOCK + timedelta(hours=1.5)
    book(catalogue, staff=first, start=start, customer=UserFactory())
    assert post(browser, appointment, "reschedule", start=LATER)[1]["code"] == "slot_taken"
    status, body = post(browser, appointment, "reschedule", start=LATER, staff=None)
    assert (status, body["items"][0]["staff"]["id"]) == (200, second.pk)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 400, "invalid"),
        ({"start": "tomorrow"}, 400, "invalid"),
        ({"start": LATER, "items": []}, 400, "invalid"),
        ({"start": LATER, "staff": "x"}, 400, "invalid"),
        ({"start": LATER, "staff": 10**9}, 400, "unknown_staff"),
        ({"start": LATER, "items": [{"service": 10**9}]}, 400, "unknown_service"),
        ({"start": "2030-01-06T10:00:00+03:00"}, 409, "nothing_changes"),
        ({"start": "2030-01-06T08:00:00+03:00"}, 409, "not_bookable"),
        ({"start": "2099-01-06T08:00:00+03:00"}, 400, "date_out_of_range"),
    ],
)
@pytest.mark.parametrize("path", ["reschedule", "reschedule/preview"])
def test_refusals_have_a_code_and_change_nothing(browser, appointment, path, body, status, code):
    before = state_of(appointment)
    answer = post(browser, appointment, path, **body)
    assert (answer[0], answer[1]["code"]) == (status, code)
    assert state_of(appointment) == before


def test_no_moves_left_is_a_problem(browser, appointment):
    rules(moves_allowed=0)
    status, body = post(browser, appointment, "reschedule", start=LATER)
    assert (status, body["code"]) == (409, "no_moves_left")


def test_cancel_preview_then_cancel_a_part(catalogue, frozen_now):
    first, second = catalogue.stylists
    wish = visit_of((catalogue.service, first), guests=[[(catalogue.service, second)]])
    party = confirm_appointment(book(catalogue, visit=wish).pk)
    browser, item = client_of(catalogue.customer, HOST), party.items.get(guest=1)
    status, body = post(browser, party, "cancel/preview", items=[item.pk])
    assert (status, body["is_whole"], body["total_left"]["amount"]) == (200, False, 11500)
    status, body = post(browser, party, "cancel", items=[item.pk])
    assert (status, [row["guest"] for row in body["items"]]) == (200, [0])


def test_cancel_without_a_body_cancels_all(browser, appointment):
    assert post(browser, appointment, "cancel")[1]["status"] == "cancelled_by_customer"


def test_unknown_part_is_refused(browser, appointment):
    before = state_of(appointment)
    assert post(browser, appointment, "cancel", items=[1])[1]["code"] == "unknown_item"
    assert state_of(appointment) == before


@pytest.mark.parametrize("path", ["reschedule", "reschedule/preview", "cancel", "cancel/preview"])
def test_somebody_elses_does_not_exist(appointment, path):
    before = state_of(appointment)
    stranger = client_of(UserFactory(), HOST)
    assert post(stranger, appointment, path, start=LATER)[0] == 404
    assert post(Client(HTTP_HOST=HOST), appointment, path, start=LATER)[0] in (401, 403)
    assert state_of(appointment) == before
