"""A button holds a time, at once or after signing in; a link never does."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from booking.domain.transitions import cancel_appointment
from booking.models import Appointment
from salons.models import Service, StaffMember
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, book
from tests.booking.web.conftest import HOST
from tests.booking.web.holding import held, hold
from tests.clients import client_of

START = "20300106T0700Z"
LATER = "20300106T0900Z"


def query_of(catalogue, *, start=START, extra=""):
    return f"service={catalogue.service.pk}{extra}&start={start}"


def shown(response):
    return [str(message) for message in response.context["messages"]]


def sign_in(visitor, person):
    """Sign in as the site does: the session keeps what it held."""
    kept = dict(visitor.session.items())
    browser = client_of(person, HOST)
    session = browser.session
    session.update(kept)
    session.save()
    return browser


@pytest.mark.parametrize("language", ["ar", "en"])
def test_visitor_signs_in_and_comes_back_to_the_time_that_she_chose(visitor, catalogue, language):
    query = query_of(catalogue, extra=f"&staff={catalogue.stylists[0].pk}")
    response = hold(visitor, query, language=language)
    target = urlsplit(response.url)
    asked = f"/{language}/book/hold/?{query}"
    assert (target.path, parse_qs(target.query)) == (
        f"/{language}/account/login/",
        {"next": [asked]},
    )
    assert not Appointment.objects.exists()
    browser = sign_in(visitor, catalogue.customer)
    answer = browser.get(asked)
    assert answer.url == f"/{language}/book/confirm/{held().pk}/?{query}"
    assert held().items.get().staff_id == catalogue.stylists[0].pk


def test_completed_choice_is_not_held_once_more(visitor, catalogue):
    query = query_of(catalogue)
    hold(visitor, query)
    browser = sign_in(visitor, catalogue.customer)
    browser.get(f"/en/book/hold/?{query}")
    Appointment.objects.update(status="expired")
    assert browser.get(f"/en/book/hold/?{query}").url.startswith("/en/book/?")
    assert not Appointment.objects.filter(status="held").exists()


@pytest.mark.parametrize(
    ("method", "headers"), [("head", {}), ("get", {"Sec-Purpose": "prefetch;prerender"})]
)
def test_reading_ahead_does_not_complete_a_choice(visitor, catalogue, method, headers):
    query = query_of(catalogue)
    hold(visitor, query)
    browser = sign_in(visitor, catalogue.customer)
    getattr(browser, method)(f"/en/book/hold/?{query}", headers=headers)
    assert not Appointment.objects.exists()


def test_choice_that_waited_too_long_is_not_held(visitor, catalogue, time_machine):
    query = query_of(catalogue)
    hold(visitor, query)
    time_machine.move_to(NOW + timedelta(minutes=31), tick=False)
    browser = sign_in(visitor, catalogue.customer)
    assert browser.get(f"/en/book/hold/?{query}").url.startswith("/en/book/?")
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("path", ["book/hold/", "book/confirm/"])
def test_link_with_a_time_leads_to_the_times_around_it_and_holds_nothing(customer, catalogue, path):
    response = customer.get(f"/en/{path}?{query_of(catalogue)}")
    assert response.url == f"/en/book/?service={catalogue.service.pk}&day=2030-01-06"
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("path", ["book/hold/", "book/confirm/"])
def test_choice_without_a_time_leads_to_the_times(customer, catalogue, path):
    response = customer.get(f"/en/{path}?service={catalogue.service.pk}")
    assert response.url == f"/en/book/?service={catalogue.service.pk}"
    assert customer.get(f"/en/{path}").url == "/en/book/"


def test_post_without_a_token_of_the_page_holds_nothing(catalogue):
    browser = client_of(catalogue.customer, HOST)
    browser.handler.enforce_csrf_checks = True
    assert hold(browser, query_of(catalogue)).status_code == 403
    assert not Appointment.objects.exists()


def test_second_tap_finds_the_first_hold(customer, catalogue, time_machine):
    first = hold(customer, query_of(catalogue))
    time_machine.move_to(NOW + timedelta(minutes=5), tick=False)
    assert hold(customer, query_of(catalogue)).url == first.url
    assert held().hold_expires_at == NOW + timedelta(minutes=10)


def test_another_choice_lets_the_first_go(customer, catalogue):
    hold(customer, query_of(catalogue))
    first = held()
    hold(customer, query_of(catalogue, start=LATER))
    first.refresh_from_db()
    assert (first.status, held().starts_at.hour) == ("expired", 9)
    book(catalogue, staff=first.items.get().staff, customer=UserFactory())


def test_refused_choice_leaves_the_first_as_it_was(customer, catalogue):
    hold(customer, query_of(catalogue))
    first = held()
    for stylist in catalogue.stylists:
        book(catalogue, staff=stylist, customer=UserFactory(), start=NOW.replace(day=6, hour=9))
    response = hold(customer, query_of(catalogue, start=LATER))
    assert shown(customer.get(response.url)) == [
        "This time has just been taken. Please choose another one."
    ]
    assert (held(), first.events.count()) == (first, 1)


def test_times_say_what_is_held_and_the_way_on(customer, catalogue):
    hold(customer, query_of(catalogue))
    html = customer.get(f"/en/book/?service={catalogue.service.pk}").content.decode()
    assert "10:00\xa0AM is held for you until 9:10\xa0AM" in html
    assert f'href="/en/book/confirm/{held().pk}/"' in html


def test_change_lets_the_time_go_and_leads_back_to_its_day(customer, catalogue):
    address = hold(customer, query_of(catalogue)).url
    release = customer.get(address).context["release_url"]
    back = customer.post(release)
    assert back.url == f"/en/book/?service={catalogue.service.pk}&day=2030-01-06"
    assert f"start={START}" in customer.get(back.url).content.decode()
    # Twice is once; a look is none.
    assert (customer.post(release).url, customer.get(release).status_code) == (back.url, 405)
    moves = Appointment.objects.get().events.values_list("to_status", flat=True)
    assert sorted(moves) == ["expired", "held"]


def test_confirmed_time_is_not_let_go(customer, catalogue):
    address = hold(customer, query_of(catalogue)).url
    release = customer.get(address).context["release_url"]
    customer.post(address, {"note": ""})
    appointment = Appointment.objects.get()
    assert customer.post(release).url == f"/en/my/{appointment.pk}/"
    appointment.refresh_from_db()
    assert appointment.status == "pending_payment"


def test_let_go_time_is_in_no_list(customer, catalogue):
    hold(customer, query_of(catalogue))
    hold(customer, query_of(catalogue, start=LATER))
    context = customer.get("/en/my/").context
    assert (list(context["upcoming"]), list(context["past"])) == ([held()], [])


@pytest.mark.parametrize("language", ["ar", "en"])
def test_time_taken_meanwhile_leads_back_to_fresh_times(customer, catalogue, language):
    lama = catalogue.stylists[0]
    book(catalogue, staff=lama)
    response = hold(customer, query_of(catalogue, extra=f"&staff={lama.pk}"), language=language)
    target = urlsplit(response.url)
    assert (target.path, parse_qs(target.query)) == (
        f"/{language}/book/",
        {"service": [str(catalogue.service.pk)], "staff": [str(lama.pk)], "day": ["2030-01-06"]},
    )
    page = customer.get(response.url)
    assert len(shown(page)) == 1
    assert f"start={START}" not in page.content.decode()
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize("start", ["20300106T0707Z", "20290106T0700Z", "20300601T0700Z"])
def test_time_outside_the_rules_leads_back(customer, catalogue, start):
    response = hold(customer, query_of(catalogue, start=start))
    assert shown(customer.get(response.url)) == ["The salon cannot be booked at this time."]


def test_service_withdrawn_meanwhile_is_said_and_nothing_held(customer, catalogue):
    Service.objects.update(is_archived=True)
    response = hold(customer, query_of(catalogue))
    assert shown(customer.get(response.url)) == ["This service is not offered."]
    assert not Appointment.objects.exists()


def test_person_who_left_meanwhile_is_said_and_nothing_held(customer, catalogue):
    lama = catalogue.stylists[0]
    StaffMember.objects.filter(pk=lama.pk).update(is_archived=True)
    response = hold(customer, query_of(catalogue, extra=f"&staff={lama.pk}"))
    assert shown(customer.get(response.url)) == ["This team member does not do this service."]
    assert not Appointment.objects.exists()


def test_unverified_phone_is_to_be_proved_first_and_nothing_held(catalogue):
    person = catalogue.customer
    person.is_phone_verified, person.phone_verified_at = False, None
    person.save()
    response = hold(client_of(person, HOST), query_of(catalogue))
    assert response.url.startswith("/en/account/phone/verify/?next=%2Fen%2Fbook%2Fhold%2F%3F")
    assert not Appointment.objects.exists()


def test_too_many_unpaid_times_are_said_on_the_times(customer, catalogue):
    for hour in range(5):
        book(catalogue, start=NOW.replace(day=6, hour=12 + hour), customer=catalogue.customer)
    response = hold(customer, query_of(catalogue))
    assert "several unpaid times" in shown(customer.get(response.url))[0]


def test_cancelled_time_can_be_held_again(customer, catalogue):
    lama = catalogue.stylists[0]
    first = book(catalogue, staff=lama)
    cancel_appointment(first.pk, actor=catalogue.customer, by_salon=False)
    hold(customer, query_of(catalogue, extra=f"&staff={lama.pk}"))
    assert held().items.get().staff_id == lama.pk
