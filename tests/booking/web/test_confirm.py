"""The last step: look over the time that is held, confirm it, go on to the payment."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import urlsplit

import pytest

from booking.domain.holding import release_hold
from booking.domain.transitions import expire_hold
from booking.models import Appointment
from salons.models import BookingRules, SalonProfile, Service
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, book
from tests.booking.web.conftest import HOST
from tests.booking.web.holding import confirm, held, hold
from tests.clients import client_of

START = "20300106T0700Z"
ELEVEN_MINUTES = timedelta(minutes=11)


def query_of(catalogue, extra=""):
    return f"service={catalogue.service.pk}{extra}&start={START}"


def send(client, catalogue, **fields):
    return confirm(client, query_of(catalogue), **fields)[1]


@pytest.fixture
def address(customer, catalogue):
    """The address of the confirmation of a time that is held."""
    return hold(customer, query_of(catalogue)).url


@pytest.mark.parametrize("language", ["ar", "en"])
def test_whole_path_from_service_to_payment(customer, catalogue, language):
    lama = catalogue.stylists[1]
    times = f"/{language}/book/?service={catalogue.service.pk}&staff={lama.pk}"
    html = customer.get(times).content.decode()
    day = re.search(r'name="day" value="(2030-01-06)"', html).group(1)
    html = customer.get(f"{times}&day={day}").content.decode()
    slot = re.search(r'class="slot" formaction="([^"]*)"', html).group(1).replace("&amp;", "&")
    address = customer.post(slot).url
    response = customer.post(address, {"note": "Quiet, please"})
    appointment = Appointment.objects.get()
    assert response.url == f"/{language}/pay/for/{appointment.pk}/"
    assert (
        appointment.customer_id,
        appointment.status,
        appointment.source,
        appointment.language,
        appointment.customer_note,
        appointment.starts_at.isoformat(),
        [item.staff_id for item in appointment.items.all()],
        (appointment.total_minor, appointment.vat_minor),
        sorted((event.from_status, event.to_status) for event in appointment.events.all()),
    ) == (
        catalogue.customer.pk,
        "pending_payment",
        "web",
        language,
        "Quiet, please",
        "2030-01-06T07:00:00+00:00",
        [lama.pk],
        (11500, 1500),
        [("", "held"), ("held", "pending_payment")],
    )


def test_page_shows_what_is_held_and_until_when(customer, catalogue, address):
    html = customer.get(address).content.decode()
    person = Appointment.objects.get().items.get().staff.name_en
    for text in (
        *("Tomorrow", "10:00\xa0AM", "11:00\xa0AM", f"with {person}", "SAR 115"),
        *("VAT 15%, included", "SAR 15", "until 24 hours before", "for 10 minutes"),
        *("Held for you until", "9:10\xa0AM", 'data-seconds="600"'),
    ):
        assert text in html, text


def test_page_of_an_unregistered_salon_shows_no_vat(customer, catalogue):
    profile = SalonProfile.load()
    profile.is_vat_registered = False
    profile.save()
    page, _response = confirm(customer, query_of(catalogue))
    assert "VAT" not in page.content.decode()


def test_free_visit_needs_no_payment(customer, catalogue):
    Service.objects.update(price_minor=0)
    response = send(customer, catalogue)
    appointment = Appointment.objects.get()
    assert (appointment.status, response.url) == ("confirmed", f"/en/my/{appointment.pk}/")


def test_name_is_asked_for_once_and_kept(catalogue):
    person = catalogue.customer
    person.first_name = ""
    person.save()
    browser = client_of(person, HOST)
    response = send(browser, catalogue)
    assert response.status_code == 400
    assert "Tell the salon what to call you." in response.content.decode()
    assert held().customer_note == ""
    send(browser, catalogue, name="  Sara ")
    person.refresh_from_db()
    assert (person.first_name, Appointment.objects.get().status) == ("Sara", "pending_payment")
    page, _response = confirm(browser, query_of(catalogue))
    assert 'name="name"' not in page.content.decode()


def test_note_that_is_too_long_is_refused(customer, catalogue):
    assert send(customer, catalogue, note="x" * 301).status_code == 400
    assert held().customer_note == ""


def test_second_tap_leads_to_the_same_payment(customer, address):
    first, second = (customer.post(address, {"note": ""}) for _ in range(2))
    assert first.url == second.url
    assert Appointment.objects.get().events.count() == 2


def test_payment_has_a_hold_of_its_own_from_the_confirmation_on(customer, address, time_machine):
    time_machine.move_to(NOW + timedelta(minutes=7), tick=False)
    customer.post(address, {"note": ""})
    assert Appointment.objects.get().hold_expires_at == NOW + timedelta(minutes=17)


@pytest.mark.parametrize("is_job_done", [False, True])
def test_time_that_ran_out_says_so_and_can_be_taken_again(
    customer, catalogue, address, time_machine, is_job_done
):
    lost = held()
    time_machine.move_to(NOW + ELEVEN_MINUTES, tick=False)
    if is_job_done:
        expire_hold(str(lost.pk))
    refused = customer.post(address, {"note": ""})
    html = refused.content.decode()
    assert (refused.status_code, "Take it again" in html) == (409, True)
    [address] = re.findall(r'action="([^"]*/book/hold/[^"]*)"', unescape(html))
    again = customer.post(address)
    assert customer.get(again.url).status_code == 200
    lost.refresh_from_db()
    assert (lost.status, held().starts_at) == ("expired", lost.starts_at)


def test_time_that_ran_out_and_was_taken_offers_only_others(
    customer, catalogue, address, time_machine
):
    time_machine.move_to(NOW + ELEVEN_MINUTES, tick=False)
    expire_hold(str(held().pk))
    for stylist in catalogue.stylists:
        book(catalogue, staff=stylist, customer=UserFactory())
    html = customer.get(address).content.decode()
    assert ("Take it again" in html, "gone to somebody else" in html) == (False, True)


def test_time_let_go_in_another_window_is_not_confirmed(customer, catalogue, address):
    release_hold(held().pk, customer=catalogue.customer)
    assert customer.post(address, {"note": ""}).status_code == 409
    assert Appointment.objects.get().status == "expired"


def test_somebody_elses_hold_does_not_exist(address):
    other = client_of(UserFactory(), HOST)
    release = f"{urlsplit(address).path}release/"
    answers = [other.get(address), other.post(address, {"note": ""}), other.post(release)]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert held().customer_note == ""


def test_hold_in_the_list_leads_to_its_confirmation(customer, catalogue, address):
    appointment = held()
    assert customer.get(f"/en/my/{appointment.pk}/").url == f"/en/book/confirm/{appointment.pk}/"
    page = customer.get(f"/en/book/confirm/{appointment.pk}/")
    assert f"?service={catalogue.service.pk}" in page.context["times_url"]


def test_page_is_never_kept(customer, address):
    assert "no-store" in customer.get(address).headers["Cache-Control"]


def test_policy_without_free_hours_says_until_the_visit(customer, catalogue):
    BookingRules.load()
    BookingRules.objects.update(free_cancellation_hours=0)
    address = hold(customer, query_of(catalogue)).url
    assert "until the visit begins" in customer.get(address).content.decode()
