"""A move that comes too late for free cancelling does not make cancelling free again."""

from datetime import timedelta

import pytest

from booking.domain.cancellation import cancellation_terms
from booking.domain.changing.cancelling import cancel, preview_cancellation
from booking.domain.changing.rescheduling import preview_reschedule, reschedule
from booking.domain.transitions import confirm_appointment
from tests.booking.changing.conftest import rules
from tests.booking.changing.test_api import post
from tests.booking.changing.test_pages import get, text_of
from tests.booking.conftest import TEN_O_CLOCK
from tests.clients import client_of

HOUR = timedelta(hours=1)
IN_TIME, TOO_LATE = TEN_O_CLOCK - 25 * HOUR, TEN_O_CLOCK - 23 * HOUR
A, B = TEN_O_CLOCK, TEN_O_CLOCK + timedelta(days=7)


@pytest.fixture
def held(paid, appointment):
    appointment.refresh_from_db()
    return appointment


def moved(appointment, *, at, time_machine, by_salon=False):
    """Move the visit by a week at a moment; return what cancelling comes to right after."""
    time_machine.move_to(at, tick=True)
    reschedule(appointment.pk, start=B, actor=appointment.customer, by_salon=by_salon)
    appointment.refresh_from_db()
    found = preview_cancellation(appointment)
    return found.fee.amount, found.refund.amount, found.free_until


def test_late_move_keeps_the_fee(held, time_machine):
    found = moved(held, at=TOO_LATE, time_machine=time_machine)
    assert found == (11500, 0, A - 24 * HOUR)
    terms = cancellation_terms(held)
    assert (terms.is_possible, terms.is_free, terms.free_until) == (True, False, A - 24 * HOUR)


@pytest.mark.parametrize(("at", "by_salon"), [(IN_TIME, False), (TOO_LATE, True)])
def test_move_in_time_or_by_the_salon_begins_anew(held, time_machine, at, by_salon):
    found = moved(held, at=at, time_machine=time_machine, by_salon=by_salon)
    assert found == (0, 11500, B - 24 * HOUR)


def test_salon_that_cancels_after_a_late_move_gives_everything_back(held, time_machine):
    moved(held, at=TOO_LATE, time_machine=time_machine)
    assert preview_cancellation(held, by_salon=True).refund.amount == 11500


def test_late_move_counts_as_a_late_cancellation(held, time_machine):
    moved(held, at=TOO_LATE, time_machine=time_machine)
    cancel(held.pk, actor=held.customer, by_salon=False)
    assert held.events.get(to_status="cancelled_by_customer").policy["is_late"] is True


@pytest.mark.parametrize(("at", "expected"), [(IN_TIME, False), (TOO_LATE, True)])
def test_preview_of_a_move_says_that_the_fee_stays(held, time_machine, at, expected):
    time_machine.move_to(at, tick=True)
    assert preview_reschedule(held, B).stays_late is expected
    body = {"start": B.isoformat()}
    browser = client_of(held.customer, "noor.localhost")
    assert post(browser, held, "reschedule/preview", **body)[1]["stays_late"] is expected
    query = f"?start={B:%Y%m%dT%H%MZ}"
    text = text_of(get(browser, held, "move/preview/", query))
    assert ("moving the appointment does not change that" in text) is expected


def test_where_nothing_is_charged_nothing_is_said(held, time_machine):
    rules(cancellation_fee_percent=0)
    time_machine.move_to(TOO_LATE, tick=True)
    assert preview_reschedule(held, B).stays_late is False


def test_where_nothing_is_paid_nothing_is_said(appointment, time_machine):
    confirm_appointment(appointment.pk)
    appointment.refresh_from_db()
    time_machine.move_to(TOO_LATE, tick=True)
    assert preview_reschedule(appointment, B).stays_late is False
