"""Money that is another one by the time a change is confirmed: refused and shown anew."""

from datetime import timedelta

import pytest

from billing.domain.refunds import request_refund
from booking.domain.changing.cancelling import cancel, preview_cancellation
from booking.domain.changing.errors import TermsChanged
from booking.domain.changing.rescheduling import preview_reschedule, reschedule
from booking.domain.changing.seen import Seen
from booking.models import Appointment
from tests.booking.changing.conftest import state_of
from tests.booking.changing.test_pages import get, text_of
from tests.booking.conftest import TEN_O_CLOCK
from tests.clients import client_of

HOUR = timedelta(hours=1)
IN_TIME, TOO_LATE = TEN_O_CLOCK - 25 * HOUR, TEN_O_CLOCK - 23 * HOUR


@pytest.fixture
def held(paid, appointment):
    appointment.refresh_from_db()
    return appointment


@pytest.fixture
def browser(held):
    return client_of(held.customer, "noor.localhost")


def test_cancelling_after_the_free_hour_has_passed_is_refused(held, time_machine):
    time_machine.move_to(IN_TIME, tick=True)
    found = preview_cancellation(held)
    seen = Seen(refund=found.refund.amount, fee=found.fee.amount)
    time_machine.move_to(TOO_LATE, tick=True)
    before = state_of(held)
    with pytest.raises(TermsChanged):
        cancel(held.pk, actor=held.customer, by_salon=False, seen=seen)
    assert state_of(held) == before
    cancel(held.pk, actor=held.customer, by_salon=False, seen=Seen(refund=0, fee=11500))
    assert Appointment.objects.get().status == "cancelled_by_customer"


def test_moving_for_another_amount_is_refused(held, paid):
    start = TEN_O_CLOCK + HOUR
    due = preview_reschedule(held, start).due_at_salon.amount
    request_refund(paid.pk, amount_minor=6500, reason="asked", actor=None)
    before = state_of(held)
    asked = {"start": start, "actor": held.customer, "by_salon": False}
    with pytest.raises(TermsChanged):
        reschedule(held.pk, **asked, seen=Seen(refund=0, fee=0, due=due))
    assert state_of(held) == before
    reschedule(held.pk, **asked, seen=Seen(refund=0, fee=0, due=6500))
    assert Appointment.objects.get().starts_at == start


def test_cancel_page_shows_the_new_preview(browser, held, time_machine):
    time_machine.move_to(IN_TIME, tick=True)
    text = text_of(get(browser, held, "cancel/"))
    assert 'name="refund" value="11500"' in text
    time_machine.move_to(TOO_LATE, tick=True)
    before = state_of(held)
    answer = browser.post(f"/en/my/{held.pk}/cancel/", {"refund": "11500", "fee": "0"})
    assert answer.status_code == 409
    assert "What this comes to has just changed." in text_of(answer)
    assert 'name="fee" value="11500"' in text_of(answer)
    assert state_of(held) == before
    browser.post(f"/en/my/{held.pk}/cancel/", {"refund": "0", "fee": "11500"})
    assert Appointment.objects.get().status == "cancelled_by_customer"
