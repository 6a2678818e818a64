"""The calendar under a secret address: whose it is, what is in it, what its answer allows."""

import logging
from datetime import timedelta

import pytest
from django_tenants.utils import tenant_context
from icalendar import Calendar

from accounts.models import User
from booking.domain.feeds import end_feed, feed_of, hash_of, make_feed
from booking.domain.transitions import cancel_appointment
from booking.models import Appointment, CalendarFeed
from foundation.masking import MaskPhonesFilter
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, TEN_O_CLOCK
from tests.booking.mine.conftest import NOOR, PLATFORM, book_at
from tests.clients import client_of

# Salon of the host, feed and its person, note of reading, two in the scope with what opens and
# closes it, two for the salons.
QUERIES = 12


@pytest.fixture
def secret(sara, frozen_now):
    return make_feed(sara, language="en")


@pytest.fixture
def program():
    """A calendar program: it has no session."""
    return client_of(None, PLATFORM)


def feed(program, secret, **headers):
    return program.get(f"/calendar/{secret}.ics", headers=headers)


def events_of(response):
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_feed_has_the_visits_of_every_salon_and_nobody_elses(program, salons, sara, secret):
    noor = book_at(salons, "noor", sara)
    reem = book_at(salons, "reem", sara, start=TEN_O_CLOCK + timedelta(hours=3))
    book_at(salons, "noor", UserFactory())
    response = feed(program, secret)
    assert [(str(each["uid"]), str(each["location"])) for each in events_of(response)] == [
        (f"{noor.pk}@localhost", "Noor Salon"),
        (f"{reem.pk}@localhost", "Reem Salon"),
    ]
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"


def test_event_of_the_feed_is_that_of_the_file(program, salons, sara, secret):
    made = book_at(salons, "noor", sara)
    (event,) = events_of(feed(program, secret))
    file = client_of(sara, NOOR).get(f"/en/my/{made.pk}/calendar.ics")
    (same,) = events_of(file)
    for name in ("uid", "sequence", "dtstamp", "dtstart", "dtend", "summary", "status"):
        assert event[name].to_ical() == same[name].to_ical()
    assert str(event["url"]) == f"http://noor.localhost:8000/en/my/{made.pk}/"


def test_feed_says_how_often_to_ask(program, secret):
    lines = feed(program, secret).content.decode().split("\r\n")
    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"} <= set(lines)


def test_feed_leaves_out_what_is_lost_and_what_is_long_past(
    program, salons, sara, secret, time_machine
):
    gone = book_at(salons, "noor", sara)
    with tenant_context(salons["noor"][0]):
        cancel_appointment(gone.pk, actor=sara, by_salon=False)
    kept = book_at(salons, "reem", sara)
    assert [str(each["uid"]) for each in events_of(feed(program, secret))] == [
        f"{kept.pk}@localhost"
    ]
    time_machine.move_to(TEN_O_CLOCK + timedelta(days=100), tick=False)
    assert events_of(feed(program, secret)) == []


def test_feed_is_in_the_language_in_which_it_was_made(program, salons, sara):
    book_at(salons, "noor", sara)
    secret = make_feed(sara, language="ar")
    (event,) = events_of(feed(program, secret))
    assert "صالون نور" in str(event["location"])


def test_feed_takes_the_same_queries_for_many_visits_at_many_salons(
    program, salons, sara, secret, django_assert_num_queries
):
    book_at(salons, "noor", sara)
    feed(program, secret)
    with django_assert_num_queries(QUERIES):
        feed(program, secret)
    for hours, schema_name in ((2, "reem"), (4, "noor"), (6, "reem")):
        book_at(salons, schema_name, sara, start=TEN_O_CLOCK + timedelta(hours=hours))
    with django_assert_num_queries(QUERIES):
        assert len(events_of(feed(program, secret))) == 4


@pytest.mark.parametrize("wrong", ["A" * 43, "x", "A" * 500, "ا" * 43])
def test_unknown_address_is_not_there(program, secret, wrong):
    response = feed(program, wrong)
    assert (response.status_code, response.content) == (404, b"")


def test_answer_is_private_unlisted_and_without_cookies(program, secret):
    response = feed(program, secret)
    names = ("Cache-Control", "X-Robots-Tag", "Referrer-Policy")
    assert [response.headers[name] for name in names] == [
        "private, no-cache",
        "noindex, nofollow",
        "no-referrer",
    ]
    assert dict(response.cookies) == {}


def test_unchanged_calendar_is_not_sent_again(program, salons, sara, secret):
    book_at(salons, "noor", sara)
    first = feed(program, secret)
    assert feed(program, secret, if_none_match=first.headers["ETag"]).status_code == 304


def test_calendar_from_which_a_visit_was_taken_is_sent_to_who_asks_by_time(
    program, salons, sara, secret
):
    gone = book_at(salons, "noor", sara)
    feed(program, secret)
    with tenant_context(salons["noor"][0]):
        cancel_appointment(gone.pk, actor=sara, by_salon=False)
    since = f"{NOW + timedelta(hours=1):%a, %d %b %Y %H:%M:%S GMT}"
    response = feed(program, secret, if_modified_since=since)
    assert (response.status_code, events_of(response)) == (200, [])


def test_changed_calendar_is_sent(program, salons, sara, secret):
    before = feed(program, secret)
    book_at(salons, "noor", sara)
    after = feed(program, secret, if_none_match=before.headers["ETag"])
    assert (after.status_code, len(events_of(after))) == (200, 1)


def test_secret_is_256_bits_and_only_its_hash_is_kept(sara, secret):
    (row,) = CalendarFeed.objects.values_list("token_hash", "language")
    assert (len(secret), row) == (43, (hash_of(secret), "en"))
    assert secret not in row


def test_new_address_ends_the_old_one(program, sara, secret):
    other = make_feed(sara, language="en")
    assert (feed(program, secret).status_code, feed(program, other).status_code) == (404, 200)


def test_ended_address_is_not_there(program, sara, secret):
    end_feed(sara)
    end_feed(sara)
    assert feed(program, secret).status_code == 404


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_phone_verified": False}])
def test_feed_of_a_person_who_may_not_act_is_not_there(program, sara, secret, change):
    if "is_phone_verified" in change:
        change |= {"phone_verified_at": None}
    User.objects.filter(pk=sara.pk).update(**change)
    assert feed(program, secret).status_code == 404


def test_reading_is_noted_once_an_hour(program, sara, secret, time_machine):
    noted = []
    for minutes in (0, 30, 61):
        time_machine.move_to(NOW + timedelta(minutes=minutes), tick=False)
        feed(program, secret)
        noted.append((feed_of(sara).read_at - NOW) // timedelta(minutes=1))
    assert noted == [0, 0, 61]


def test_page_makes_an_address_and_shows_it_once(at_home, program, sara, frozen_now):
    made = at_home.post("/en/my/calendar/")
    address = made.context["address"]
    assert address in made.content.decode()
    assert program.get(address.partition(PLATFORM)[2]).status_code == 200
    later = at_home.get("/en/my/calendar/")
    assert (address in later.content.decode(), later.context["feed"].user) == (False, sara)


def test_page_with_the_address_is_kept_by_nobody_and_tells_no_other_host(at_home):
    headers = at_home.post("/en/my/calendar/").headers
    assert ("no-store" in headers["Cache-Control"], headers["Referrer-Policy"]) == (
        True,
        "same-origin",
    )


def test_page_ends_the_address(at_home, sara, secret):
    response = at_home.post("/en/my/calendar/end/", follow=True)
    assert (feed_of(sara), response.redirect_chain) == (None, [("/en/my/calendar/", 302)])
    assert "The address is ended." in response.content.decode()


def test_visitor_makes_no_address(program, db):
    assert program.post("/en/my/calendar/").url == "/en/account/login/?next=/en/my/calendar/"
    assert not CalendarFeed.objects.exists()


def test_looking_at_the_page_makes_nothing(at_home):
    at_home.get("/ar/my/calendar/")
    assert not CalendarFeed.objects.exists()


def test_scope_ends_with_the_feed(program, salons, sara, secret):
    book_at(salons, "noor", sara)
    feed(program, secret)
    assert list(Appointment.objects.all()) == []


def test_secret_of_an_address_is_masked_in_logs(secret):
    record = logging.LogRecord(
        "django.request",
        logging.WARNING,
        "",
        0,
        "%s: %s",
        ("Not Found", f"/calendar/{secret}.ics"),
        None,
    )
    MaskPhonesFilter().filter(record)
    assert record.getMessage() == "Not Found: /calendar/••••.ics"
