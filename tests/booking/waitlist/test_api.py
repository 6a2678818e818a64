"""The waiting list for apps."""

import pytest

from booking.models import WaitlistEntry
from tests.accounts_factories import UserFactory
from tests.booking.conftest import SUNDAY
from tests.booking.waitlist.waiting import MONDAY, free, offer_to, state
from tests.clients import client_of

HOST = "noor.localhost"


@pytest.fixture
def app(salon):
    return client_of(salon.customer, HOST)


@pytest.fixture
def offer(salon, entry):
    free(salon.taken)
    return offer_to(entry)


def body(salon, **changes):
    wish = {
        "items": [{"service": salon.service.pk}],
        "first_day": f"{SUNDAY}",
        "last_day": f"{SUNDAY}",
        "earliest": "09:00",
    }
    return wish | changes


def send(app, path, data=None):
    return app.post(f"/api/waitlist/{path}", data, content_type="application/json")


def test_wish_is_answered_as_it_is_listed(app, salon):
    made = send(app, "", body(salon))
    entry = WaitlistEntry.objects.get()
    item = {"service": salon.service.pk, "staff": None, "add_ons": []}
    expected = {
        "id": str(entry.pk),
        "status": "waiting",
        "visit": {"items": [item], "guests": [], "align": "start"},
        "first_day": "2030-01-06",
        "last_day": "2030-01-06",
        "earliest": "09:00",
        "latest": None,
        "created_at": "2030-01-05T09:00:00+03:00",
        "offer": None,
    }
    assert (made.status_code, made.json()) == (201, expected)
    assert app.get("/api/waitlist/").json() == [expected]


def test_free_time_is_named_in_the_refusal(app, salon):
    refused = send(app, "", body(salon, last_day=f"{MONDAY}"))
    found = refused.json()
    assert (refused.status_code, found["code"], found["start"]) == (
        *(409, "bookable_now", "2030-01-07T07:00:00+00:00"),
    )
    assert WaitlistEntry.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"items": []}, "invalid"),
        ({"first_day": "soon"}, "invalid"),
        ({"earliest": "25:00"}, "invalid"),
        ({"items": [{"service": 10**6}]}, "unknown_service"),
        ({"last_day": "2030-01-01"}, "wrong_days"),
        ({"first_day": "2031-01-01", "last_day": "2031-01-02"}, "date_out_of_range"),
    ],
)
def test_bad_wish_is_refused(app, salon, changes, code):
    refused = send(app, "", body(salon, **changes))
    assert (refused.status_code, refused.json()["code"]) == (400, code)
    assert WaitlistEntry.objects.count() == 0


def test_offer_is_listed_and_accepted(offer, entry):
    app = client_of(entry.customer, HOST)
    [listed] = app.get("/api/waitlist/").json()
    assert listed["offer"] == {
        "id": str(offer.pk),
        "appointment": str(offer.appointment_id),
        "start": "2030-01-06T10:00:00+03:00",
        "end": "2030-01-06T11:00:00+03:00",
        "expires_at": "2030-01-05T09:20:00+03:00",
    }
    accepted = send(app, f"offers/{offer.pk}/accept/")
    assert (accepted.status_code, accepted.json()["status"]) == (200, "pending_payment")


def test_offer_is_declined_once(offer, entry):
    app = client_of(entry.customer, HOST)
    declined = send(app, f"offers/{offer.pk}/decline/")
    assert (declined.status_code, declined.json()["status"]) == (200, "waiting")
    refused = send(app, f"offers/{offer.pk}/accept/")
    assert (refused.status_code, refused.json()["code"]) == (409, "offer_gone")


def test_what_is_somebody_elses_is_not_there(app, offer, entry):
    answers = [
        send(app, f"offers/{offer.pk}/accept/"),
        send(app, f"offers/{offer.pk}/decline/"),
        app.delete(f"/api/waitlist/{entry.pk}/"),
    ]
    assert [each.status_code for each in answers] == [404, 404, 404]
    assert (app.get("/api/waitlist/").json(), state(entry)[0]) == ([], "offered")


def test_wish_is_taken_back(entry):
    app = client_of(entry.customer, HOST)
    assert app.delete(f"/api/waitlist/{entry.pk}/").status_code == 204
    assert (app.get("/api/waitlist/").json(), state(entry)[0]) == ([], "withdrawn")


def test_list_is_for_proved_numbers(salon):
    nobody = client_of(None, HOST)
    shell = client_of(UserFactory(is_phone_verified=False, phone_verified_at=None), HOST)
    assert [each.get("/api/waitlist/").status_code for each in (nobody, shell)] == [401, 403]
