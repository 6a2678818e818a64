"""Holding a time by the API, confirming it, letting it go; keys and what they are good for."""

from datetime import timedelta

import pytest

from booking.models import Appointment
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW
from tests.clients import client_of

TEN, NOON = "2030-01-06T10:00:00+03:00", "2030-01-06T12:00:00+03:00"


@pytest.fixture
def send(catalogue):
    client = client_of(catalogue.customer, "noor.localhost")

    def send(path="", *, key=None, by=client, **body):
        headers = {"Accept-Language": "en"} | ({"Idempotency-Key": key} if key else {})
        return by.post(
            f"/api/appointments/{path}", body, content_type="application/json", headers=headers
        )

    return send


@pytest.fixture
def ask(catalogue, send):
    """Ask for the catalogue's service at a time."""

    def ask(start=TEN, **body):
        return send(start=start, items=[{"service": catalogue.service.pk}], **body)

    return ask


def states():
    return sorted(Appointment.objects.values_list("status", flat=True))


def test_hold_is_made_confirmed_and_waits_for_payment(send, ask):
    held = ask(hold=True).json()
    assert (held["status"], held["hold_expires_at"]) == ("held", "2030-01-05T09:10:00+03:00")
    answer = send(f"{held['id']}/confirm/", note="Quiet")
    assert (answer.status_code, answer.json()["status"]) == (200, "pending_payment")
    appointment = Appointment.objects.get()
    assert (appointment.customer_note, appointment.language) == ("Quiet", "en")


def test_without_hold_a_booking_is_what_it_was(ask):
    assert [ask().json()["status"], ask(NOON, hold=False).json()["status"]] == [
        "pending_payment",
        "pending_payment",
    ]


def test_next_hold_frees_the_one_before(ask):
    ask(hold=True)
    ask(NOON, hold=True)
    assert states() == ["expired", "held"]


def test_hold_is_let_go_and_in_no_list(catalogue, send, ask):
    held = ask(hold=True).json()
    for _twice in range(2):
        assert send(f"{held['id']}/release/").json()["status"] == "expired"
    client = client_of(catalogue.customer, "noor.localhost")
    assert client.get("/api/appointments/").json()["results"] == []
    assert client.get(f"/api/appointments/{held['id']}/").json()["status"] == "expired"


def test_confirmed_time_is_not_let_go(send, ask):
    booked = ask().json()
    answer = send(f"{booked['id']}/release/")
    assert (answer.status_code, answer.json()["code"]) == (409, "invalid_transition")
    assert states() == ["pending_payment"]


def test_time_that_ran_out_is_not_confirmed(send, ask, time_machine):
    held = ask(hold=True).json()
    time_machine.move_to(NOW + timedelta(minutes=10), tick=False)
    answer = send(f"{held['id']}/confirm/")
    assert (answer.status_code, answer.json()["code"]) == (409, "hold_over")
    assert states() == ["held"]


@pytest.mark.parametrize("what", ["confirm", "release"])
def test_hold_of_somebody_else_does_not_exist(send, ask, what):
    held = ask(hold=True).json()
    other = client_of(UserFactory(), "noor.localhost")
    assert send(f"{held['id']}/{what}/", by=other).status_code == 404
    assert states() == ["held"]


def test_repeat_with_a_key_has_the_answer_of_the_first(ask, send):
    first, second = (ask(hold=True, key="k").json() for _ in range(2))
    assert first == second
    confirmed, again = (send(f"{first['id']}/confirm/", key="k", note="x") for _ in range(2))
    assert confirmed.json() == again.json()
    assert Appointment.objects.get().events.count() == 2


@pytest.mark.parametrize(
    "change",
    [
        {"start": NOON},
        {"note": "x"},
        {"hold": True},
        {"align": "end"},
        {"guests": [{"items": [{"service": 0}]}]},
    ],
)
def test_key_with_another_body_is_refused_and_books_nothing(catalogue, ask, change):
    if "guests" in change:
        change["guests"][0]["items"][0]["service"] = catalogue.service.pk
    ask(key="k")
    answer = ask(**{"start": TEN, **change}, key="k")
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_mismatch")
    assert states() == ["pending_payment"]


@pytest.mark.parametrize("field", ["staff", "add_ons"])
def test_key_with_another_item_is_refused(catalogue, ask, send, field):
    ask(key="k")
    item = {"service": catalogue.service.pk, "staff": None, "add_ons": []}
    item |= {"staff": catalogue.stylists[0].pk} if field == "staff" else {"add_ons": [99]}
    assert send(start=TEN, items=[item], key="k").status_code == 422


@pytest.mark.parametrize(
    "same",
    [
        {"start": "2030-01-06T07:00:00Z"},
        {"start": "2030-01-06T10:00:00.000+03:00"},
        {"note": "", "hold": False, "align": "start", "guests": []},
    ],
)
def test_key_with_the_same_in_other_words_is_a_repeat(ask, same):
    first = ask(key="k")
    again = ask(**{"start": TEN, **same}, key="k")
    assert (again.status_code, again.json()) == (201, first.json())
    assert Appointment.objects.count() == 1


def test_key_of_a_confirmation_with_another_note_is_refused(ask, send):
    held = ask(hold=True).json()
    send(f"{held['id']}/confirm/", key="k", note="first")
    answer = send(f"{held['id']}/confirm/", key="k", note="second")
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_mismatch")
    assert Appointment.objects.get().customer_note == "first"


@pytest.mark.parametrize("key", ["x" * 81, "a\tb"])
def test_impossible_key_is_refused(ask, send, key):
    held = ask(hold=True).json()
    answer = send(f"{held['id']}/confirm/", key=key)
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_invalid")
    assert states() == ["held"]


def test_note_that_is_too_long_is_refused(ask, send):
    held = ask(hold=True).json()
    assert send(f"{held['id']}/confirm/", note="x" * 301).status_code == 400
    assert states() == ["held"]
