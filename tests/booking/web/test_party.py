"""Several guests: how many, whose services, how they lie together."""

import re

import pytest

from tests.booking.web.holding import confirm, hold
from tests.booking.web.menu import another_service
from tests.booking.web.test_services_step import fields, text_of
from tests.booking.web.test_start import part, slots
from tests.clients import client_of
from tests.salons.factories import StaffMemberFactory

DAY = "2030-01-06"


def get(client, query, **headers):
    return client.get(f"/en/book/?{query}", headers=headers).content.decode()


def hidden(html):
    return dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', html))


def untils(html):
    return [each.replace("\xa0", " ") for each in re.findall(r"until ([^<]*)</small>", html)]


@pytest.fixture
def customer(catalogue):
    return client_of(catalogue.customer, "noor.localhost")


def test_party_is_one_link_away_and_keeps_what_is_chosen(visitor, catalogue):
    pk = catalogue.service.pk
    html = get(visitor, f"step=services&service={pk}&day={DAY}")
    assert 'name="step" value="party"' in html
    party = get(visitor, f"step=party&service={pk}&day={DAY}")
    assert ("For how many?" in party, hidden(party)) == (
        True,
        {"step": "services", "service": str(pk), "day": DAY},
    )


def test_party_page_has_what_was_said_before(visitor, catalogue):
    html = get(visitor, "step=party&guests=3&align=end&ready=1900")
    assert re.findall(r'value="([^"]*)" checked', html) == ["3", "end"]
    assert 'value="19:00"' in html
    assert hidden(html) == {"step": "services"}


def test_guests_have_the_same_until_something_of_their_own_is_ticked(visitor, catalogue):
    pk = catalogue.service.pk
    html = get(visitor, f"guests=2&service={pk}&guest=2")
    assert "Guest 2 has the same as guest 1." in html
    assert (fields(html, "service2"), 'name="service2"' in html) == ([], True)
    assert hidden(html)["service"] == str(pk)


def test_guest_with_her_own_services_has_them_ticked(visitor, catalogue):
    other = another_service(catalogue)
    html = get(visitor, f"guests=2&service={catalogue.service.pk}&service2={other.pk}&guest=2")
    assert fields(html, "service2") == [str(other.pk)]
    assert "The same as guest 1 after all" in html
    assert "2 services" in text_of(html)


def test_guest_that_there_is_not_is_the_first(visitor, catalogue):
    html = get(visitor, f"guests=2&service={catalogue.service.pk}&guest=5")
    assert fields(html, "service") == [str(catalogue.service.pk)]


def test_times_of_a_party_say_when_everybody_is_ready(visitor, catalogue):
    html = get(visitor, f"guests=2&service={catalogue.service.pk}&day={DAY}")
    assert (slots(html)[0], untils(html)[0]) == ("10:00\xa0AM", "11:00 AM")
    assert "For 2 guests · start together" in text_of(html)


def test_party_without_enough_people_has_no_times(visitor, catalogue):
    html = get(visitor, f"guests=3&service={catalogue.service.pk}&day={DAY}")
    assert (slots(html), "The team is too small for everybody at once" in html) == ([], True)


def test_times_are_over_when_everybody_is_to_be_ready(visitor, catalogue):
    html = get(visitor, f"guests=2&align=end&ready=1200&service={catalogue.service.pk}&day={DAY}")
    assert "ready together · Ready by 12:00 PM" in text_of(html)
    assert set(untils(html)) == {f"11:{minute:02} AM" for minute in (0, 15, 30, 45)} | {"12:00 PM"}
    assert "Closest to 12:00 PM" in text_of(html)


def test_day_on_which_nothing_is_ready_in_time_says_so(visitor, catalogue):
    html = get(visitor, f"ready=1030&service={catalogue.service.pk}&day={DAY}", **part("times"))
    assert "Nothing free in the coming weeks" in html
    assert "Choose a later time to be ready" in html


def test_thirteen_services_in_all_are_too_many(visitor, customer, catalogue):
    others = [another_service(catalogue) for _ in range(2)]
    query = "guests=5&" + "&".join(f"service={s.pk}" for s in (catalogue.service, *others))
    html = get(visitor, query)
    assert "room for 12 services" in html
    assert 'class="slot"' not in html
    response = hold(customer, f"{query}&start=20300106T0700Z")
    assert response.url.startswith("/en/book/?service=")


def test_party_ready_together_is_booked_as_shown(customer, catalogue):
    short = another_service(catalogue, duration_minutes=30)
    query = (
        f"guests=2&service={catalogue.service.pk}&service2={short.pk}"
        f"&align=end&ready=1200&day={DAY}&start=20300106T0800Z"
    )
    words = text_of(confirm(customer, query)[0].content.decode())
    assert "Guest 1 11:00 AM – 12:00 PM" in words
    assert "Guest 2 11:30 AM – 12:00 PM" in words
    items = catalogue.customer.appointments.get().items.all()
    assert [(item.guest, item.service_id, item.duration_minutes) for item in items] == [
        (0, catalogue.service.pk, 60),
        (1, short.pk, 30),
    ]


def test_time_that_would_end_too_late_is_refused(customer, catalogue):
    query = f"service={catalogue.service.pk}&ready=1100&day={DAY}&start=20300106T0815Z"
    response = hold(customer, query)
    assert response.url == f"/en/book/?service={catalogue.service.pk}&ready=1100&day={DAY}"


def test_six_guests_take_the_same_queries_as_two(
    visitor, catalogue, django_assert_num_queries, django_assert_max_num_queries
):
    for _ in range(4):
        StaffMemberFactory(services=[catalogue.service])
    query = f"service={catalogue.service.pk}&day={DAY}&guests="
    get(visitor, f"{query}2")
    with django_assert_max_num_queries(34) as two:
        get(visitor, f"{query}2")
    with django_assert_num_queries(len(two)):
        assert slots(get(visitor, f"{query}6"))
