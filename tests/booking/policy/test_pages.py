"""The policy on the customer's pages: before she confirms, and once she has booked."""

import html
import re

import pytest

from booking.models import AgreedPolicy, Appointment
from salons.models import SalonProfile
from tests.booking.conftest import book
from tests.booking.policy.factories import set_rules
from tests.booking.policy.test_resolving import past_visits
from tests.booking.web.holding import hold
from tests.clients import client_of

HOST = "noor.localhost"


@pytest.fixture
def customer(catalogue):
    return client_of(catalogue.customer, HOST)


@pytest.fixture
def take(customer, catalogue):
    """Press the button of a time; return where it leads: rules are set before."""
    return lambda: hold(customer, f"service={catalogue.service.pk}&start=20300106T0700Z").url


def text_of(response):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text)))


def version_on(response):
    return re.search(r'name="policy" value="(\w+)"', response.text)[1]


def send(customer, address, version):
    return customer.post(address, {"note": "", "policy": version})


def test_deposit_is_shown_before_confirming(customer, take):
    set_rules(deposit_kind="percent", cancellation_fee_percent=50)
    page = text_of(customer.get(take()))
    for words in (
        "To pay now SAR 34.50",
        "To pay at the salon SAR 80.50",
        "SAR 34.50 of it now",
        "You pay SAR 34.50 now and SAR 80.50 at the salon.",
        "after that we keep 50% of the price.",
        "By booking you accept these terms.",
        "Confirm and pay",
    ):
        assert words in page, words


def test_visit_that_is_paid_at_the_salon_needs_no_card(customer, take):
    set_rules(deposit_kind="none")
    address = take()
    page = customer.get(address)
    assert "while you pay by card" not in page.text
    assert "Confirm and pay" not in page.text
    answer = send(customer, address, version_on(page))
    appointment = Appointment.objects.get()
    assert (appointment.status, answer.url) == ("confirmed", f"/en/my/{appointment.pk}/")


def test_acceptance_is_what_the_page_showed(customer, take):
    address = take()
    page = customer.get(address, headers={"User-Agent": "Old browser"})
    customer.post(
        address,
        {"note": "", "policy": version_on(page)},
        headers={"User-Agent": "Old browser"},
    )
    agreed = AgreedPolicy.objects.get()
    assert (agreed.version, agreed.device, agreed.address, agreed.language) == (
        version_on(page),
        "Old browser",
        "127.0.0.1",
        "en",
    )
    for paragraph in agreed.text.split("\n"):
        assert paragraph in text_of(page)


def test_terms_of_a_held_time_stay_while_she_reads(customer, take):
    address = take()
    version = version_on(customer.get(address))
    set_rules(deposit_kind="percent")
    assert version_on(customer.get(address)) == version
    assert send(customer, address, version).status_code == 302


def test_terms_that_she_did_not_read_are_shown_and_nothing_is_confirmed(customer, take):
    address = take()
    answer = send(customer, address, "of another day")
    assert answer.status_code == 409
    assert "The terms of this booking have just changed." in text_of(answer)
    assert Appointment.objects.get().status == "held"
    assert send(customer, address, version_on(answer)).status_code == 302


def test_missed_visits_and_what_they_mean_are_told(catalogue, customer, take):
    set_rules(prepay_after_no_shows=2)
    past_visits(catalogue, "no_show", "no_show")
    assert (
        "Because of 2 missed visits in the last 12 months the whole price is paid when booking."
    ) in text_of(customer.get(take()))


def test_blocked_customer_holds_nothing_and_reads_whom_to_call(catalogue, customer, take):
    SalonProfile.load()
    SalonProfile.objects.update(phone="+966112345678")
    set_rules(block_after_no_shows=1)
    past_visits(catalogue, "no_show")
    page = customer.get(take(), follow=True)
    assert "Please call the salon." in page.text
    assert "+966112345678" in page.text
    assert not Appointment.objects.filter(status="held").exists()


def test_late_booking_says_that_cancelling_is_not_free_any_more(customer, take):
    set_rules(free_cancellation_hours=72)
    assert "the time for free cancellation has passed already" in text_of(customer.get(take()))


def test_appointment_says_what_is_left_to_pay(catalogue, customer):
    set_rules(deposit_kind="percent")
    page = text_of(customer.get(f"/en/my/{book(catalogue).pk}/"))
    assert "When booking SAR 34.50" in page
    assert "To pay at the salon SAR 80.50" in page
