"""The policy over the API: for a choice, for a caller; and booking by it."""

import pytest
from django.test import Client

from booking.models import AgreedPolicy, Appointment
from salons.models import BookingRules, SalonProfile, StaffSkill
from tests.booking.policy.factories import exception, set_rules
from tests.booking.policy.test_resolving import past_visits
from tests.clients import client_of

HOST = "noor.localhost"
ENGLISH = {"Accept-Language": "en"}
TEN = "2030-01-06T10:00:00+03:00"


def money(amount):
    return {"amount": amount, "currency": "SAR"}


@pytest.fixture
def ask(catalogue):
    def ask(client=None, **query):
        query = {"service": catalogue.service.pk} | query
        client = client or Client(HTTP_HOST=HOST)
        return client.get("/api/policy/", query, headers=ENGLISH)

    return ask


@pytest.fixture
def customer(catalogue):
    return client_of(catalogue.customer, HOST)


def test_policy_of_a_choice_for_anybody(catalogue, ask):
    set_rules(deposit_kind="percent")
    answer = ask()
    assert (answer.status_code, answer["Cache-Control"].count("no-store")) == (200, 1)
    found = answer.json()
    version = found.pop("version")
    assert len(version) == 16
    assert found == {
        "paragraphs": [
            "You pay SAR 34.50 now and SAR 80.50 at the salon.",
            "You can cancel free of charge until 24 hours before; after that we keep the whole"
            " price. If you do not come, we keep the whole price. We never keep more than you"
            " paid. If you are late, we wait for 15 minutes. You can move the visit 2 times."
            " Once cancelling is no longer free, moving the visit does not make it free again.",
            "If we cancel, you get back everything that you paid.",
        ],
        "missed": [],
        "is_blocked": False,
        "total": money(11500),
        "due_now": money(3450),
        "due_at_salon": money(8050),
        "terms": [
            {
                "service": catalogue.service.pk,
                "deposit_kind": "percent",
                "deposit_minor": 0,
                "deposit_percent": 30,
                "free_cancellation_hours": 24,
                "cancellation_fee_percent": 100,
                "no_show_fee_percent": 100,
                "late_grace_minutes": 15,
                "moves_allowed": 2,
            }
        ],
    }


def test_policy_is_the_callers_own(catalogue, ask, customer):
    set_rules(deposit_kind="none", prepay_after_no_shows=2, block_after_no_shows=3)
    past_visits(catalogue, "no_show", "no_show")
    assert ask().json()["due_now"] == money(0)
    own = ask(customer).json()
    assert own["due_now"] == money(11500)
    assert own["missed"] == [
        "Because of 2 missed visits in the last 12 months the whole price is paid when booking.",
        "After 1 more missed visit you can only book by phone.",
    ]


def test_policy_follows_the_day(ask):
    ramadan = {"first_month": 9, "first_day": 1, "last_month": 9, "last_day": 30}
    exception(deposit_kind="none", calendar="hijri", **ramadan)
    # The first day of Ramadan 1451 is the 5th of January.
    assert ask(date="2030-01-04").status_code == 200
    assert ask(date="2030-01-10").json()["due_now"] == money(0)
    assert ask(date="2030-03-10").json()["due_now"] == money(11500)


def test_policy_counts_the_price_of_who_is_named(catalogue, ask):
    sara = catalogue.stylists[0]
    StaffSkill.objects.filter(staff=sara).update(price_minor=20000)
    assert ask(staff=sara.pk).json()["total"] == money(20000)
    assert ask(staff=sara.pk, start=TEN).json()["total"] == money(20000)


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"service": 999999}, 400, "unknown_service"),
        ({"service": "x"}, 400, "invalid"),
        ({"date": "x"}, 400, "invalid"),
        ({"start": "2030-01-06T03:00:00+03:00"}, 409, "not_bookable"),
        ({"start": "x"}, 400, "invalid"),
    ],
)
def test_what_cannot_be_answered_is_refused(ask, query, status, code):
    answer = ask(**query)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.fixture
def post(catalogue, customer):
    def post(**body):
        body = {"start": TEN, "items": [{"service": catalogue.service.pk}]} | body
        return customer.post(
            "/api/appointments/", body, content_type="application/json", headers=ENGLISH
        )

    return post


def test_booking_says_what_is_due_and_keeps_the_version_that_was_read(ask, customer, post):
    set_rules(deposit_kind="percent")
    version = ask(customer, start=TEN).json()["version"]
    answer = post(policy_version=version)
    assert answer.status_code == 201, answer.content
    booked = answer.json()
    assert (booked["due_now"], booked["due_at_salon"]) == (money(3450), money(8050))
    agreed = AgreedPolicy.objects.get()
    assert (agreed.version, agreed.language, agreed.address) == (version, "en", "127.0.0.1")


def test_booking_by_terms_that_have_changed_is_refused(ask, customer, post):
    version = ask(customer, start=TEN).json()["version"]
    set_rules(deposit_kind="percent")
    answer = post(policy_version=version)
    assert (answer.status_code, answer.json()["code"]) == (409, "policy_changed")
    assert not Appointment.objects.exists()


def test_blocked_customer_is_sent_to_the_phone(catalogue, ask, customer, post):
    set_rules(block_after_no_shows=1)
    past_visits(catalogue, "no_show")
    assert ask(customer).json()["is_blocked"] is True
    answer = post()
    assert (answer.status_code, answer.json()["code"]) == (409, "booking_blocked")
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_policy_costs_the_same_whatever_there_is(ask, count, django_assert_num_queries):
    SalonProfile.load()
    BookingRules.load()
    for number in range(count):
        exception(sort_order=number, moves_allowed=number)
    ask(start=TEN)
    with django_assert_num_queries(6):
        ask(start=TEN)
