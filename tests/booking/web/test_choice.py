from datetime import UTC, date, datetime, time

import pytest
from django.http import QueryDict

from booking.domain.engine.world import Alignment
from booking.web.address import format_start, parse_clock, parse_start
from booking.web.choice import Choice, GuestChoice, has_too_many

pytestmark = pytest.mark.unit
START = datetime(2030, 1, 6, 7, 0, tzinfo=UTC)
FULL = Choice.of(3, 1, staff=7, day=date(2030, 1, 6), start=START)
PARTY = Choice(
    guests=(
        GuestChoice((3, 1), ((3, 11), (3, 12)), ((1, 7),)),
        GuestChoice(people=((3, 8),)),
        GuestChoice((5,), ((5, 11),)),
    ),
    alignment=Alignment.END,
    ready=time(19),
)


def read(query):
    return Choice.from_query(QueryDict(query))


def test_choice_survives_the_address():
    assert FULL.query == ("service=3&service=1&staff=7&day=2030-01-06&start=20300106T0700Z")
    assert read(FULL.query) == FULL


def test_party_survives_the_address():
    assert PARTY.query == (
        "service=3&service=1&add=3-11&add=3-12&by=1-7&guests=3&by2=3-8"
        "&service3=5&add3=5-11&align=end&ready=1900"
    )
    assert read(PARTY.query) == PARTY


def test_guest_without_services_has_those_of_the_first_and_her_own_people():
    wanted = GuestChoice((3, 1), ((3, 11), (3, 12)), ((3, 8),))
    assert [PARTY.wanted_by(guest) for guest in (1, 2)] == [wanted, PARTY.guests[2]]
    assert [PARTY.has_own(guest) for guest in range(3)] == [True, False, True]


@pytest.mark.parametrize(
    "junk",
    [
        "",
        "service=x&staff=-1&day=tomorrow&start=now",
        "service=&staff=&day=2030-13-01&start=2030-01-06T07:00",
        "service=99999999999999999999&service=0&staff=٣",
        "service=%00&day=%00&start=99999999T9999Z",
        "guests=x&align=end&ready=25:00",
        "guests=1&align=end&ready=&service2=4&add=3-11",
        "add=3&add=-&add=3-&add=-11&add=٣-١١&by=a-b&by=0-1",
        "guests=0&ready=1960",
    ],
)
def test_junk_counts_as_not_chosen(junk):
    assert read(junk) == Choice()


def test_services_are_chosen_once_and_at_most_five():
    query = "&".join(f"service={n}" for n in (4, 4, 5, 6, 7, 8, 9))
    assert read(query).services == (4, 5, 6, 7, 8)


def test_party_is_six_at_most():
    assert (read("guests=7&service=4").size, read("guests=6").size) == (6, 6)


def test_add_ons_are_those_of_chosen_services_and_at_most_five_each():
    query = "service=3&service=4&add=9-1&add=4-1&" + "&".join(f"add=3-{n}" for n in range(1, 8))
    assert read(query).guests[0].add_ons == (*((3, n) for n in range(1, 6)), (4, 1))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("service=1&service=2&service=3&service=4&service=5", False),
        ("service=1&service=2&service=3&service=4&service=5&service=6", True),
        ("guests=2&" + "&".join(f"service2={n}" for n in range(1, 7)), True),
        ("service=3&" + "&".join(f"add=3-{n}" for n in range(1, 7)), True),
        ("service=4&" + "&".join(f"add=3-{n}" for n in range(1, 7)), False),
    ],
)
def test_more_than_a_visit_has_room_for_is_noticed(query, expected):
    assert has_too_many(QueryDict(query)) is expected


@pytest.mark.parametrize("text", ["1900", "19:00"])
def test_time_to_be_ready_is_read_as_links_and_fields_write_it(text):
    assert parse_clock(text) == time(19)


def test_but_changes_only_what_it_is_told():
    assert FULL.but(start=None, day=None) == Choice.of(3, 1, staff=7)


def test_anyone_forgets_the_people_and_nothing_else():
    assert (FULL.anyone, FULL.asks_for_somebody) == (FULL.but(staff=None), True)
    assert PARTY.anyone.query == PARTY.query.replace("&by=1-7", "").replace("&by2=3-8", "")
    assert not PARTY.anyone.asks_for_somebody


def test_start_is_the_same_instant_in_any_zone():
    assert parse_start(format_start(START)) == START
