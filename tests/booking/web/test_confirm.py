"""The last step: sign in, look it over, confirm, go on to the payment."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest

from booking.domain.transitions import cancel_appointment
from booking.models import Appointment
from salons.models import BookingRules, SalonProfile, Service, StaffMember
from tests.booking.conftest import NOW, book
from tests.booking.web.conftest import HOST
from tests.clients import client_of

START = "20300106T0700Z"


def address(catalogue, language="en", *, start=START, extra=""):
    return f"/{language}/book/confirm/?service={catalogue.service.pk}{extra}&start={start}"


def send(client, catalogue, *, language="en", key=None, extra="", **fields):
    data = {"key": str(key or uuid4()), "note": "", **fields}
    return client.post(address(catalogue, language, extra=extra), data)


def shown(response):
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_visitor_signs_in_and_comes_back_with_her_choice(visitor, catalogue, language):
    asked = address(catalogue, language, extra=f"&staff={catalogue.stylists[0].pk}")
    for method in (visitor.get, visitor.post):
        response = method(asked)
        target = urlsplit(response.url)
        assert (response.status_code, target.path) == (302, f"/{language}/account/login/")
        assert parse_qs(target.query) == {"next": [asked]}
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_whole_path_from_service_to_payment(visitor, catalogue, language):
    lama = catalogue.stylists[1]
    page = visitor.get(f"/{language}/book/?service={catalogue.service.pk}&staff={lama.pk}")
    day = re.search(r'name="day" value="(2030-01-06)"', page.content.decode()).group(1)
    page = visitor.get(
        f"/{language}/book/?service={catalogue.service.pk}&staff={lama.pk}&day={day}"
    )
    slot = re.search(r'class="slot" formaction="([^"]*)"', page.content.decode()).group(1)
    slot = slot.replace("&amp;", "&")
    assert visitor.get(slot).status_code == 302
    signed_in = client_of(catalogue.customer, HOST)
    page = signed_in.get(slot)
    key = re.search(r'name="key" value="([^"]*)"', page.content.decode()).group(1)
    response = signed_in.post(slot, {"key": key, "note": "Quiet, please"})
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
    ) == (
        catalogue.customer.pk,
        "pending_payment",
        "web",
        language,
        "Quiet, please",
        "2030-01-06T07:00:00+00:00",
        [lama.pk],
        (11500, 1500),
    )


def test_page_shows_what_will_be_booked(customer, catalogue):
    html = customer.get(address(catalogue)).content.decode()
    for text in (
        *("Tomorrow", "10:00\xa0AM", "11:00\xa0AM", "with anyone who is free", "SAR 115"),
        *("VAT 15%, included", "SAR 15", "up to 24 hours before", "for 15 minutes"),
    ):
        assert text in html, text


def test_page_of_an_unregistered_salon_shows_no_vat(customer, catalogue):
    profile = SalonProfile.load()
    profile.is_vat_registered = False
    profile.save()
    assert "VAT" not in customer.get(address(catalogue)).content.decode()


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
    assert not Appointment.objects.exists()
    send(browser, catalogue, name="  Sara ")
    person.refresh_from_db()
    assert (person.first_name, Appointment.objects.count()) == ("Sara", 1)
    assert 'name="name"' not in browser.get(address(catalogue)).content.decode()


def test_note_that_is_too_long_is_refused(customer, catalogue):
    response = send(customer, catalogue, note="x" * 301)
    assert response.status_code == 400
    assert not Appointment.objects.exists()


def test_second_tap_finds_the_first_appointment(customer, catalogue):
    key = uuid4()
    first, second = (send(customer, catalogue, key=key) for _ in range(2))
    assert first.url == second.url
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize("language", ["ar", "en"])
def test_time_taken_meanwhile_leads_back_to_fresh_times(customer, catalogue, language):
    lama = catalogue.stylists[0]
    customer.get(address(catalogue, language, extra=f"&staff={lama.pk}"))
    book(catalogue, staff=lama)
    response = send(customer, catalogue, language=language, extra=f"&staff={lama.pk}")
    target = urlsplit(response.url)
    assert (target.path, parse_qs(target.query)) == (
        f"/{language}/book/",
        {"service": [str(catalogue.service.pk)], "staff": [str(lama.pk)], "day": ["2030-01-06"]},
    )
    page = customer.get(response.url)
    assert len(shown(page)) == 1
    assert f"start={START}" not in page.content.decode()
    assert Appointment.objects.count() == 1


def test_time_already_taken_is_said_before_confirming(customer, catalogue):
    for stylist in catalogue.stylists:
        book(catalogue, staff=stylist)
    page = customer.get(address(catalogue), follow=True)
    assert page.redirect_chain[0][0].startswith("/en/book/?service=")
    assert shown(page) == ["This time has just been taken. Please choose another one."]


@pytest.mark.parametrize("start", ["20300106T0707Z", "20290106T0700Z", "20300601T0700Z"])
def test_time_outside_the_rules_leads_back(customer, catalogue, start):
    page = customer.get(address(catalogue, start=start), follow=True)
    assert shown(page) == ["The salon cannot be booked at this time."]


def test_service_withdrawn_meanwhile_is_said_and_nothing_booked(customer, catalogue):
    Service.objects.update(is_archived=True)
    response = send(customer, catalogue)
    assert shown(customer.get(response.url)) == ["This service is not offered."]
    assert not Appointment.objects.exists()


def test_person_who_left_meanwhile_is_said_and_nothing_booked(customer, catalogue):
    lama = catalogue.stylists[0]
    StaffMember.objects.filter(pk=lama.pk).update(is_archived=True)
    response = send(customer, catalogue, extra=f"&staff={lama.pk}")
    assert shown(customer.get(response.url)) == ["This team member does not do this service."]
    assert not Appointment.objects.exists()


def test_choice_without_a_time_leads_to_the_times(customer, catalogue):
    response = customer.get(f"/en/book/confirm/?service={catalogue.service.pk}")
    assert response.url == f"/en/book/?service={catalogue.service.pk}"
    assert customer.get("/en/book/confirm/").url == "/en/book/"


def test_unverified_phone_is_to_be_proved_first_and_nothing_booked(catalogue):
    person = catalogue.customer
    person.is_phone_verified, person.phone_verified_at = False, None
    person.save()
    response = send(client_of(person, HOST), catalogue)
    assert response.url.startswith("/en/account/phone/verify/?next=%2Fen%2Fbook%2Fconfirm%2F%3F")
    assert not Appointment.objects.exists()


def test_cancelled_time_can_be_booked_again(customer, catalogue):
    lama = catalogue.stylists[0]
    first = book(catalogue, staff=lama)
    cancel_appointment(first.pk, actor=catalogue.customer, by_salon=False)
    send(customer, catalogue, extra=f"&staff={lama.pk}")
    assert Appointment.objects.filter(status="pending_payment").count() == 1


def test_page_is_never_kept(customer, catalogue):
    assert "no-store" in customer.get(address(catalogue)).headers["Cache-Control"]


def test_policy_without_free_hours_says_until_the_visit(customer, catalogue):
    BookingRules.load()
    BookingRules.objects.update(free_cancellation_hours=0)
    assert "until the visit begins" in customer.get(address(catalogue)).content.decode()


def test_hold_counts_from_the_confirmation(customer, catalogue):
    send(customer, catalogue)
    assert Appointment.objects.get().hold_expires_at == NOW + timedelta(minutes=15)
