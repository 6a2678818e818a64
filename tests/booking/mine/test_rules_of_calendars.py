"""Calendar files by the rules of RFC 5545 and RFC 5546."""

from datetime import UTC, timedelta

import pytest
from icalendar import Calendar

from booking.domain.transitions import cancel_appointment, confirm_appointment, write_event
from booking.enums import EventKind
from salons.models import SalonProfile
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.booking.mine.conftest import NOOR
from tests.clients import client_of

ODD = "Cut; colour, \\ tone\nand more"


@pytest.fixture
def appointment(catalogue):
    return confirm_appointment(book(catalogue, staff=catalogue.stylists[0]).pk)


def raw(appointment, language="en"):
    browser = client_of(appointment.customer, NOOR)
    return browser.get(f"/{language}/my/{appointment.pk}/calendar.ics").content


def event(appointment, language="en"):
    (found,) = Calendar.from_ical(raw(appointment, language)).walk("VEVENT")
    return found


def test_lines_end_as_they_must_and_none_is_too_long(appointment):
    lines = raw(appointment, "ar").split(b"\r\n")
    assert lines.pop() == b""
    assert [line for line in lines if len(line) > 75 or b"\n" in line] == []


def test_calendar_has_what_it_must_have(appointment):
    calendar = Calendar.from_ical(raw(appointment))
    assert [str(calendar[name]) for name in ("version", "prodid", "method")] == [
        "2.0",
        "-//Salon//Booking//EN",
        "PUBLISH",
    ]
    assert all(name in event(appointment) for name in ("uid", "dtstamp", "dtstart", "organizer"))


def test_times_are_utc_and_need_no_time_zone(appointment):
    found = event(appointment)
    assert [found.decoded(name) for name in ("dtstart", "dtend")] == [
        TEN_O_CLOCK.astimezone(UTC),
        TEN_O_CLOCK + timedelta(hours=1),
    ]
    assert b"VTIMEZONE" not in raw(appointment)


def test_odd_text_is_escaped_and_comes_back_as_it_was(appointment):
    appointment.items.update(service_name_en=ODD)
    assert str(event(appointment)["summary"]) == f"{ODD} at Noor Salon"
    assert b"Cut\\; colour\\, \\\\ tone\\nand more" in raw(appointment).replace(b"\r\n ", b"")


def test_arabic_comes_back_as_it_was(appointment):
    appointment.items.update(service_name_ar="قصّ وصبغة، وتسريحة ✨")
    assert str(event(appointment, "ar")["summary"]).startswith("قصّ وصبغة، وتسريحة ✨")


@pytest.mark.parametrize("kind", [EventKind.RESCHEDULED, EventKind.EDITED])
def test_each_change_raises_the_sequence(appointment, kind):
    before = event(appointment)
    write_event(appointment, kind)
    after = event(appointment)
    assert (int(before["sequence"]), int(after["sequence"])) == (1, 2)
    assert before["uid"] == after["uid"]


@pytest.mark.parametrize("kind", [EventKind.EXTENDED, EventKind.RETURNED])
def test_what_a_calendar_does_not_show_leaves_the_sequence(appointment, kind):
    write_event(appointment, kind)
    assert int(event(appointment)["sequence"]) == 1


def test_cancelled_visit_is_taken_out_of_the_calendar(appointment):
    cancel_appointment(appointment.pk, actor=appointment.customer, by_salon=False)
    calendar = Calendar.from_ical(raw(appointment))
    (found,) = calendar.walk("VEVENT")
    assert (str(calendar["method"]), str(found["status"]), int(found["sequence"])) == (
        "CANCEL",
        "CANCELLED",
        2,
    )
    assert found.walk("VALARM") == []


def test_salon_with_coordinates_is_found_on_the_map(appointment):
    profile = SalonProfile.load()
    profile.latitude, profile.longitude = "24.71360", "46.67530"
    profile.save()
    assert event(appointment)["geo"].to_ical() == "24.7136;46.6753"


def test_links_of_web_calendars_carry_the_visit_and_no_script(appointment):
    browser = client_of(appointment.customer, NOOR)
    links = browser.get(f"/en/my/{appointment.pk}/").context["calendars"]
    assert "dates=20300106T070000Z%2F20300106T080000Z" in links["google"]
    assert "startdt=2030-01-06T07%3A00%3A00Z" in links["outlook"]
    assert {link.partition("?")[0] for link in links.values()} == {
        "https://calendar.google.com/calendar/render",
        "https://outlook.live.com/calendar/0/deeplink/compose",
    }
