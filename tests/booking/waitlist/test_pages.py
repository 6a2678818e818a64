"""The customer's pages: joining from an empty day, the link of an offer, her list."""

from datetime import time, timedelta

import pytest
from django.core.signing import Signer
from django_tenants.utils import schema_context

from booking.domain.waitlist.links import path_of, token_of
from booking.models import Appointment, WaitlistEntry
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, SUNDAY
from tests.booking.waitlist.waiting import MONDAY, free, join, offer_to, settle, state
from tests.clients import client_of

HOST = "noor.localhost"
DAYS = {"first_day": f"{SUNDAY}", "last_day": f"{SUNDAY}", "earliest": "", "latest": ""}


@pytest.fixture
def visitor():
    return client_of(None, HOST)


@pytest.fixture
def customer(salon):
    return client_of(salon.customer, HOST)


@pytest.fixture
def offer(salon, entry):
    free(salon.taken)
    return offer_to(entry)


def address(salon, day=SUNDAY, page="book/wait/"):
    return f"/en/{page}?service={salon.service.pk}&day={day}"


def link(offer):
    return f"/en/offer/{token_of(offer.pk)}/"


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(("day", "found"), [(SUNDAY, 1), (MONDAY, 1)])
def test_page_of_times_offers_to_wait(visitor, salon, day, found):
    html = text_of(visitor.get(address(salon, day, "book/")))
    assert html.count("Tell me when something becomes free") == found
    assert f"/en/book/wait/?service={salon.service.pk}" in html


def test_joining_needs_a_proved_number_and_keeps_the_choice(visitor, salon):
    response = visitor.get(address(salon))
    assert response.url.startswith("/en/account/login/?next=/en/book/wait/")


def test_form_begins_with_the_day_that_was_looked_at(customer, salon):
    html = text_of(customer.get(address(salon)))
    assert html.count('value="2030-01-06"') == 2
    assert str(salon.service.name_en) in html


def test_joining_leads_to_her_list(customer, salon):
    response = customer.post(address(salon), DAYS | {"latest": "1200"}, follow=True)
    html = text_of(response)
    assert response.redirect_chain == [("/en/my/", 302)]
    assert ("On the waiting list" in html, "until 12:00" in html) == (True, True)
    assert WaitlistEntry.objects.get().customer == salon.customer


def test_free_time_is_shown_instead_of_a_place(customer, salon):
    response = customer.post(address(salon), DAYS | {"last_day": f"{MONDAY}"})
    assert response.status_code == 409
    assert f"/en/book/?service={salon.service.pk}&amp;day={MONDAY}" in response.content.decode()
    assert WaitlistEntry.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"first_day": "tomorrow"}, "Enter a valid date."),
        ({"first_day": f"{MONDAY}"}, "The last day is before the first one."),
        ({"earliest": "1000", "latest": "1030"}, "The visit does not fit between these times."),
        ({"earliest": "9999"}, "Select a valid choice."),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(customer, salon, typed, words):
    response = customer.post(address(salon), DAYS | typed)
    assert (response.status_code, words in response.content.decode()) == (400, True)
    assert WaitlistEntry.objects.count() == 0


def test_nothing_chosen_leads_to_the_services(customer, salon):
    assert customer.get("/en/book/wait/").url == "/en/book/?"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_link_shows_the_visit_and_nothing_of_her(visitor, offer, entry, language):
    response = visitor.get(f"/{language}/offer/{token_of(offer.pk)}/")
    html = response.content.decode()
    assert response.status_code == 200
    assert entry.customer.first_name not in html
    assert entry.customer.phone_number[-7:] not in html
    assert offer.appointment.reference not in html


def test_looking_changes_nothing(visitor, offer, entry):
    for method in (visitor.get, visitor.head):
        method(link(offer))
    assert state(entry) == ("offered", ["open"])


def test_one_tap_takes_it_without_signing_in(visitor, offer, entry):
    response = visitor.post(link(offer), {"answer": "accept"}, follow=True)
    settle()
    assert state(entry) == ("booked", ["accepted"])
    html = text_of(response)
    assert ("Nearly yours" in html, f"/en/pay/for/{offer.appointment_id}" in html) == (True, True)


def test_link_pays_nothing_and_opens_no_other_page(visitor, offer):
    visitor.post(link(offer), {"answer": "accept"})
    for page in (
        f"/en/my/{offer.appointment_id}/",
        "/en/my/",
        f"/en/pay/for/{offer.appointment_id}/",
    ):
        assert visitor.get(page).url.startswith("/en/account/login/")


def test_signed_in_she_goes_on_to_the_payment(offer, entry):
    response = client_of(entry.customer, HOST).post(link(offer), {"answer": "accept"})
    assert response.url == f"/en/pay/for/{offer.appointment_id}/"
    event = offer.appointment.events.get(to_status="pending_payment")
    assert (event.actor, event.reason) == (entry.customer, "")


def test_by_the_link_alone_nobody_is_named(visitor, offer):
    visitor.post(link(offer), {"answer": "accept"})
    event = offer.appointment.events.get(to_status="pending_payment")
    assert (event.actor, event.reason) == (None, "by the link in the message")


@pytest.mark.parametrize(
    ("typed", "found"), [("decline", "waiting"), ("leave", "withdrawn"), ("x", "offered")]
)
def test_other_answers(visitor, offer, entry, typed, found):
    visitor.post(link(offer), {"answer": typed})
    assert state(entry)[0] == found


def test_late_answer_is_told_so(visitor, offer, entry, time_machine):
    time_machine.move_to(NOW + timedelta(minutes=20), tick=False)
    response = visitor.post(link(offer), {"answer": "accept"}, follow=True)
    assert "This time is no longer kept for you" in text_of(response)
    assert Appointment.objects.get(pk=offer.appointment_id).status == "held"


@pytest.mark.parametrize("change", [str.upper, lambda t: t[:-1], lambda t: "A" + t, lambda t: "x"])
def test_changed_link_is_no_link(visitor, offer, change):
    assert visitor.get(f"/en/offer/{change(token_of(offer.pk))}/").status_code == 404


def test_link_of_one_salon_is_none_at_another(offer, reem):
    token = token_of(offer.pk)
    with schema_context("reem"):
        assert token != token_of(offer.pk)
    assert client_of(None, "reem.localhost").get(f"/en/offer/{token}/").status_code == 404


def test_signature_of_something_else_is_none(visitor, offer):
    other = Signer(salt="another use", sep=".").sign(token_of(offer.pk).split(".")[0])
    assert visitor.get(f"/en/offer/{other}/").status_code == 404


def test_her_list_shows_the_offer_and_takes_the_wish_back(offer, entry):
    browser = client_of(entry.customer, HOST)
    shown = browser.get("/en/my/")
    assert path_of(offer.pk).split("/")[-2] in shown.content.decode()
    assert (list(shown.context["upcoming"]), list(shown.context["past"])) == ([], [])
    browser.post(f"/en/my/waiting/{entry.pk}/withdraw/")
    assert state(entry) == ("withdrawn", ["declined"])


def test_wish_of_somebody_else_is_not_there(customer, entry):
    assert customer.post(f"/en/my/waiting/{entry.pk}/withdraw/").status_code == 404
    assert customer.get(f"/en/my/waiting/{entry.pk}/withdraw/").status_code == 405
    assert state(entry)[0] == "waiting"


def test_one_wish_and_three_take_the_same_queries(salon, django_assert_num_queries):
    person = UserFactory()
    browser = client_of(person, HOST)
    join(salon, person)
    browser.get("/en/my/")
    with django_assert_num_queries(17):
        browser.get("/en/my/")
    for hour in (15, 16):
        join(salon, person, hours=(None, time(hour)))
    with django_assert_num_queries(17):
        assert len(browser.get("/en/my/").context["waiting"]) == 3
