"""What was read on the preview is compared with what it comes to when it is confirmed."""

from datetime import timedelta

import pytest

from booking.domain.changing.errors import TermsChanged
from booking.domain.changing.seen import Seen, require_as_seen
from booking.models import Appointment
from foundation.money import Money
from tests.booking.changing.conftest import state_of
from tests.booking.changing.test_api import LATER, post
from tests.booking.changing.test_pages import ELEVEN, text_of
from tests.booking.conftest import TEN_O_CLOCK
from tests.clients import client_of

HOUR = timedelta(hours=1)
IN_TIME, TOO_LATE = TEN_O_CLOCK - 25 * HOUR, TEN_O_CLOCK - 23 * HOUR
NOW = {"refund": Money(8000), "fee": Money(0)}


@pytest.fixture
def browser(appointment):
    return client_of(appointment.customer, "noor.localhost")


@pytest.mark.parametrize("seen", [Seen(), Seen(refund=8000), Seen(refund=8000, fee=0, due=5)])
def test_what_is_as_it_was_read_is_done(seen):
    require_as_seen(seen, **NOW)


@pytest.mark.parametrize("seen", [Seen(refund=7999), Seen(refund=8001), Seen(refund=8000, fee=1)])
def test_what_differs_is_refused_with_what_it_is_now(seen):
    with pytest.raises(TermsChanged) as refused:
        require_as_seen(seen, **NOW)
    assert refused.value.data == {name: money.as_json() for name, money in NOW.items()}


def test_move_page_shows_the_new_preview(browser, appointment):
    address = f"/en/my/{appointment.pk}/move/preview/?start={ELEVEN}"
    before = state_of(appointment)
    answer = browser.post(address, {"refund": "0", "fee": "0", "due": "1"})
    assert answer.status_code == 409
    assert 'name="due" value="11500"' in text_of(answer)
    assert state_of(appointment) == before
    assert browser.post(address, {"refund": "0", "fee": "0", "due": "11500"}).status_code == 302
    assert Appointment.objects.get().starts_at == TEN_O_CLOCK + HOUR


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("cancel", {"expected_refund": 11500}),
        ("cancel", {"expected_fee": 1}),
        ("reschedule", {"start": LATER, "expected_due": 0}),
        ("reschedule", {"start": LATER, "expected_refund": 5}),
    ],
)
def test_app_is_told_what_it_is_now(browser, appointment, path, body):
    before = state_of(appointment)
    status, answer = post(browser, appointment, path, **body)
    zero = {"amount": 0, "currency": "SAR"}
    assert (status, answer["code"], answer["refund"], answer["fee"]) == (
        409,
        "terms_changed",
        zero,
        zero,
    )
    assert state_of(appointment) == before


def test_app_that_saw_what_it_is_changes(browser, appointment):
    body = {"expected_refund": 0, "expected_fee": 0, "expected_due": 11500}
    assert post(browser, appointment, "reschedule", start=LATER, **body)[0] == 200
    assert post(browser, appointment, "cancel", expected_refund=0)[0] == 200


@pytest.mark.parametrize("wrong", [-1, "x", 1.5])
def test_expectation_that_is_no_amount_is_refused(browser, appointment, wrong):
    assert post(browser, appointment, "cancel", expected_refund=wrong)[0] == 400
