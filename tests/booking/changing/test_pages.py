"""The pages on which a customer moves, changes and cancels."""

from datetime import timedelta

import pytest

from booking.domain.transitions import confirm_appointment
from booking.models import Appointment
from tests.accounts_factories import UserFactory
from tests.booking.changing.conftest import rules, state_of, visit_of
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.clients import client_of

HOST = "noor.localhost"
HOUR = timedelta(hours=1)
ELEVEN = "20300106T0800Z"


@pytest.fixture
def browser(appointment):
    return client_of(appointment.customer, HOST)


def get(browser, appointment, path="", query="", **headers):
    return browser.get(f"/en/my/{appointment.pk}/{path}{query}", **headers)


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_appointment_leads_to_its_changes(browser, appointment):
    text = text_of(get(browser, appointment))
    for path in ("move", "services", "cancel"):
        assert f"/en/my/{appointment.pk}/{path}/" in text


def test_visit_too_near_cannot_be_changed_on_the_page(browser, appointment):
    rules(move_notice_minutes=60 * 24 * 14)
    assert "/move/" not in text_of(get(browser, appointment))
    assert get(browser, appointment, "move/").status_code == 302


def test_times_offer_what_overlaps_the_own_time(browser, appointment):
    text = text_of(get(browser, appointment, "move/", "?day=2030-01-06"))
    assert f"/en/my/{appointment.pk}/move/preview/?day=2030-01-06&amp;start=20300106T0715Z" in text
    assert "/en/book/confirm/" not in text


def test_htmx_gets_the_calendar_alone(browser, appointment):
    headers = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "calendar"}
    text = text_of(get(browser, appointment, "move/", "?who=any", **headers))
    assert "<html" not in text
    assert "who=any" in text


def test_preview_shows_old_and_new_and_changes_nothing(browser, appointment):
    before = state_of(appointment)
    text = text_of(get(browser, appointment, "move/preview/", f"?start={ELEVEN}"))
    assert "10:00 AM – 11:00 AM" in text
    assert "11:00 AM – 12:00 PM" in text
    assert "The price stays the same" in text
    assert "1 more time." in text
    assert state_of(appointment) == before


def test_confirming_moves(browser, appointment):
    address = f"/en/my/{appointment.pk}/move/preview/?start={ELEVEN}"
    answer = browser.post(address)
    assert answer["Location"] == f"/en/my/{appointment.pk}/"
    assert Appointment.objects.get().starts_at == TEN_O_CLOCK + HOUR
    # A second tap on the button changes nothing more.
    events = appointment.events.count()
    assert browser.post(address).status_code == 302
    assert appointment.events.count() == events


def test_taken_meanwhile_leads_back_to_the_times(browser, appointment, catalogue):
    book(catalogue, staff=catalogue.stylists[0], start=TEN_O_CLOCK + HOUR, customer=UserFactory())
    before = state_of(appointment)
    answer = browser.post(f"/en/my/{appointment.pk}/move/preview/?start={ELEVEN}&day=2030-01-06")
    assert answer["Location"] == f"/en/my/{appointment.pk}/move/?day=2030-01-06"
    assert state_of(appointment) == before


def test_services_page_has_what_is_booked_ticked(browser, appointment, catalogue):
    text = text_of(get(browser, appointment, "services/"))
    assert f'name="service" value="{catalogue.service.pk}" checked' in text


def test_changed_services_lead_over_the_times_to_the_preview(browser, appointment, catalogue):
    query = f"?service={catalogue.service.pk}&start=20300106T0700Z&who=any"
    assert get(browser, appointment, "move/", query).status_code == 200


def test_cancel_page_shows_a_part_and_cancels_it(catalogue, frozen_now):
    first, second = catalogue.stylists
    wish = visit_of((catalogue.service, first), guests=[[(catalogue.service, second)]])
    party = confirm_appointment(book(catalogue, visit=wish).pk)
    browser, item = client_of(catalogue.customer, HOST), party.items.get(guest=1)
    assert "Cancel this appointment?" in text_of(get(browser, party, "cancel/"))
    text = text_of(get(browser, party, "cancel/", f"?item={item.pk}"))
    assert "Cancel this part?" in text
    assert "This stays booked" in text
    browser.post(f"/en/my/{party.pk}/cancel/", {"item": item.pk})
    assert list(party.items.values_list("guest", flat=True)) == [0]


def test_odd_queries_are_no_faults(browser, appointment):
    for path in ("move/", "move/preview/", "services/", "cancel/"):
        for query in ("?item=x&who=x&start=x&day=x&service=x", "?who=9999999999&service=99999"):
            assert get(browser, appointment, path, query).status_code in (200, 302)


@pytest.mark.parametrize("path", ["move/", "move/preview/", "services/", "cancel/"])
def test_somebody_elses_does_not_exist(appointment, path):
    stranger = client_of(UserFactory(), HOST)
    assert get(stranger, appointment, path, f"?start={ELEVEN}").status_code == 404
    assert stranger.post(f"/en/my/{appointment.pk}/{path}?start={ELEVEN}").status_code in (404, 405)
