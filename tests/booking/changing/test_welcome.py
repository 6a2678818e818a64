"""Who books by phone only moves by phone too; what is booked stays, and can be cancelled."""

from datetime import timedelta

import pytest

from booking.domain.changing.rescheduling import preview_reschedule, reschedule
from booking.domain.customers.blocking import block_customer
from booking.domain.policy.errors import BookingBlocked
from booking.errors import CustomerBlocked
from booking.models import Appointment
from salons.models import SalonProfile
from tests.booking.changing.conftest import state_of
from tests.booking.changing.test_api import LATER, post
from tests.booking.changing.test_pages import get, text_of
from tests.booking.conftest import TEN_O_CLOCK
from tests.booking.customers.conftest import visit
from tests.booking.policy.factories import set_rules
from tests.clients import client_of

LATER_THEN = TEN_O_CLOCK + timedelta(hours=1)
PHONE = "+966112345678"


@pytest.fixture
def blocked(appointment):
    SalonProfile.load()
    SalonProfile.objects.update(phone=PHONE)
    block_customer(appointment.customer.pk, reason="never came", actor=None)
    return appointment


@pytest.fixture
def browser(appointment):
    return client_of(appointment.customer, "noor.localhost")


def test_blocked_customer_does_not_move(blocked):
    before = state_of(blocked)
    asked = {"actor": blocked.customer, "by_salon": False}
    with pytest.raises(CustomerBlocked) as refused:
        reschedule(blocked.pk, start=LATER_THEN, **asked)
    assert (refused.value.data, state_of(blocked)) == ({"phone": PHONE}, before)


def test_customer_who_missed_too_often_does_not_move(appointment, catalogue):
    visit(catalogue, days=-5, status="no_show", staff=1)
    set_rules(block_after_no_shows=1)
    before = state_of(appointment)
    with pytest.raises(BookingBlocked):
        preview_reschedule(appointment, LATER_THEN)
    assert state_of(appointment) == before


def test_salon_moves_her_visit(blocked):
    reschedule(blocked.pk, start=LATER_THEN, actor=None, by_salon=True)
    assert Appointment.objects.get().starts_at == LATER_THEN


def test_page_names_the_number_and_offers_cancelling(blocked, browser):
    text = text_of(get(browser, blocked))
    shown = [f"/en/my/{blocked.pk}/{path}/" in text for path in ("move", "services", "cancel")]
    assert shown == [False, False, True]
    assert f'<a href="tel:{PHONE}">' in text
    assert "never came" not in text


@pytest.mark.parametrize("path", ["move/", "move/preview/?start=20300106T0800Z", "services/"])
def test_pages_lead_back_with_the_number(blocked, browser, path):
    answer = browser.get(f"/en/my/{blocked.pk}/{path}", follow=True)
    assert answer.redirect_chain == [(f"/en/my/{blocked.pk}/", 302)]
    assert f"by phone. Please call them to find a time. \u2066{PHONE}\u2069" in text_of(answer)


def test_app_is_told_the_number(blocked, browser):
    before = state_of(blocked)
    for path in ("reschedule", "reschedule/preview"):
        status, body = post(browser, blocked, path, start=LATER)
        assert (status, body["code"], body["phone"]) == (409, "customer_blocked", PHONE)
    assert state_of(blocked) == before


def test_cancelling_stays_hers(blocked, browser):
    assert post(browser, blocked, "cancel")[1]["status"] == "cancelled_by_customer"
