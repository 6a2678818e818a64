"""The calendar file of an appointment, read back with the library that calendars use."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from booking.domain.transitions import cancel_appointment, confirm_appointment
from salons.models import SalonProfile
from tests.booking.conftest import TEN_O_CLOCK, book


@pytest.fixture
def appointment(catalogue):
    profile = SalonProfile.load()
    profile.address_en, profile.city_en = "Prince Turki Road", "Riyadh"
    profile.save()
    return confirm_appointment(book(catalogue, staff=catalogue.stylists[0]).pk)


def download(customer, appointment, language="en"):
    return customer.get(f"/{language}/my/{appointment.pk}/calendar.ics")


def event_of(customer, appointment, language="en"):
    calendar = Calendar.from_ical(download(customer, appointment, language).content)
    (event,) = calendar.walk("VEVENT")
    return event


def test_file_is_an_attachment_named_by_the_reference(customer, appointment):
    response = download(customer, appointment)
    assert (response.headers["Content-Type"], response.headers["Content-Disposition"]) == (
        "text/calendar; charset=utf-8",
        f'attachment; filename="{appointment.reference}.ics"',
    )


def test_event_says_when_where_and_what(customer, catalogue, appointment):
    event = event_of(customer, appointment)
    service, stylist = catalogue.service.name_en, catalogue.stylists[0].name_en
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        TEN_O_CLOCK,
        TEN_O_CLOCK + timedelta(hours=1),
    )
    assert b"DTSTART:20300106T070000Z" in event.to_ical()
    assert (str(event["summary"]), str(event["location"]), str(event["status"])) == (
        f"{service} at Noor Salon",
        "Noor Salon, Prince Turki Road, Riyadh",
        "CONFIRMED",
    )
    assert str(event["description"]).split("\n") == [
        f"{service} with {stylist}",
        f"Reference: {appointment.reference}",
        f"http://noor.localhost/en/my/{appointment.pk}/",
    ]
    assert (str(event["organizer"]), event["organizer"].params["cn"]) == (
        "http://noor.localhost/",
        "Noor Salon",
    )


def test_event_keeps_its_identity_and_counts_its_changes(customer, catalogue, appointment):
    before = event_of(customer, appointment)
    cancel_appointment(appointment.pk, actor=catalogue.customer, by_salon=False)
    after = event_of(customer, appointment)
    assert before["uid"] == after["uid"] == f"{appointment.pk}@localhost"
    assert (int(before["sequence"]), int(after["sequence"])) == (1, 2)
    assert (str(before["status"]), str(after["status"])) == ("CONFIRMED", "CANCELLED")


def test_unpaid_event_is_tentative(customer, catalogue):
    assert str(event_of(customer, book(catalogue))["status"]) == "TENTATIVE"


def test_event_is_in_the_language_of_the_page(customer, catalogue, appointment):
    event = event_of(customer, appointment, "ar")
    assert catalogue.service.name_ar in str(event["summary"])
    assert "صالون نور" in str(event["location"])


def test_event_reminds_two_hours_before(customer, appointment):
    (alarm,) = event_of(customer, appointment).walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=-2)
