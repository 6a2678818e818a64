"""Buttons that are pressed twice, and pages that were open while something happened."""

from datetime import timedelta

import pytest

from booking.domain.desk.blocks import remove_block
from booking.domain.transitions import cancel_appointment
from booking.models import Appointment, AppointmentEvent, AppointmentSeries, TimeBlock
from tests.booking.conftest import TEN_O_CLOCK
from tests.clients import prove_again
from tests.cms_backoffice.conftest import DAY, texts
from tests.cms_backoffice.desk import test_blocks, test_booking, test_series

NEW = test_booking.NEW
SHEET = {"sheet": "5f0e7c1a"}


def twice(browser, address, values):
    """Send a form twice; return where each answer led."""
    return [browser.post(address, values, follow=True).redirect_chain[-1][0] for _ in range(2)]


def last(response):
    """Return what the last message says: those of earlier answers were never shown."""
    return texts(response)[-1]


def test_forms_carry_a_sheet_of_their_own(reception, catalogue):
    sheets = {reception.get(NEW).context["form"]["sheet"].value() for _ in range(2)}
    assert len(sheets) == 2
    again = reception.post(NEW, test_booking.typed(catalogue, do="times", **SHEET))
    assert 'name="sheet" value="5f0e7c1a"' in again.content.decode()


def test_booking_sent_twice_is_one(reception, catalogue):
    values = test_booking.typed(catalogue, do="book", time="10:00", **SHEET)
    first, second = twice(reception, NEW, values)
    assert first == second
    assert Appointment.objects.count() == 1


def test_changed_sheet_is_another_booking(reception, catalogue):
    values = test_booking.typed(catalogue, do="book", time="10:00", **SHEET)
    reception.post(NEW, values)
    reception.post(NEW, {**values, "time": "14:00"})
    assert Appointment.objects.count() == 2


def test_sheet_of_a_cancelled_visit_says_so(reception, catalogue):
    values = test_booking.typed(catalogue, do="book", time="10:00", **SHEET)
    reception.post(NEW, values)
    made = Appointment.objects.get()
    cancel_appointment(made.pk, actor=made.customer, by_salon=False)
    assert (
        last(reception.post(NEW, values, follow=True))
        == f"{made.reference}: cancelled by the customer."
    )


@pytest.mark.parametrize("do", ["wait", "start"])
def test_walk_in_sent_twice_is_one(reception, catalogue, time_machine, do):
    time_machine.move_to(TEN_O_CLOCK, tick=False)
    prove_again(reception)
    values = {"service": catalogue.service.pk, "do": do, **SHEET}
    twice(reception, "/manage/appointments/walk-in/", values)
    assert Appointment.objects.count() == 1


def test_series_sent_twice_is_one(reception, catalogue):
    values = test_series.typed(catalogue, do="save", **SHEET)
    values |= {f"start-{n}": (TEN_O_CLOCK + n * 2 * test_series.WEEK).isoformat() for n in (0, 1)}
    first, second = twice(reception, test_series.NEW, values)
    assert first == second
    assert (AppointmentSeries.objects.count(), Appointment.objects.count()) == (1, 2)


@pytest.mark.parametrize("do", ["save", "around"])
def test_block_sent_twice_is_one(reception, catalogue, do):
    twice(reception, test_blocks.NEW, test_blocks.typed(catalogue, do=do))
    assert TimeBlock.objects.count() == 1


@pytest.fixture
def block_page(reception, catalogue):
    reception.post(test_blocks.NEW, test_blocks.typed(catalogue, do="save"))
    return f"/manage/appointments/blocks/{TimeBlock.objects.get().pk}/"


def test_block_removed_twice_is_free(reception, block_page):
    answers = [last(reception.post(f"{block_page}remove/", follow=True)) for _ in range(2)]
    assert answers == ["The time is free again.", "The time is free already."]


def test_block_that_a_colleague_removed_cannot_be_changed(reception, catalogue, block_page):
    remove_block(TimeBlock.objects.get().pk)
    response = reception.post(block_page, test_blocks.typed(catalogue), follow=True)
    assert last(response) == "There is no such blocked time."
    assert not TimeBlock.objects.exists()
    assert reception.get(block_page).status_code == 404


def record(browser, appointment, verb):
    address = f"/manage/appointments/{appointment.pk}/record/{verb}/"
    return texts(browser.post(address, {"day": "2030-01-06"}, follow=True))


def test_tap_that_comes_twice_is_recorded_once(reception, begun):
    record(reception, begun, "arrived")
    assert record(reception, begun, "arrived") == [f"{begun.reference}: arrived already."]
    assert AppointmentEvent.objects.filter(to_status="arrived").count() == 1


@pytest.mark.parametrize("verb", ["arrived", "start", "complete", "no-show", "undo"])
def test_tap_on_a_visit_that_was_cancelled_meanwhile(reception, begun, verb):
    cancel_appointment(begun.pk, actor=begun.customer, by_salon=False)
    assert record(reception, begun, verb) == [
        f"This cannot be done any more: {begun.reference} is now “cancelled by the customer”."
    ]
    assert Appointment.objects.get().status == "cancelled_by_customer"


def test_tomorrows_visit_is_neither_here_nor_missed(reception, appointment, time_machine):
    time_machine.move_to(TEN_O_CLOCK - timedelta(hours=12), tick=False)
    prove_again(reception)
    assert "/record/" not in reception.get(DAY).content.decode()
    assert record(reception, appointment, "arrived") == [
        "This visit is hours ahead. Move it first if the customer is here already."
    ]
    assert Appointment.objects.get().status == "confirmed"


def test_end_of_a_series_sent_twice(reception, catalogue):
    starts = {f"start-{n}": (TEN_O_CLOCK + n * test_series.WEEK).isoformat() for n in range(2)}
    reception.post(test_series.NEW, test_series.typed(catalogue, do="save", **starts))
    first = Appointment.objects.order_by("starts_at")[0]
    way = f"/manage/appointments/{first.pk}/cancel-following/"
    answers = [last(reception.post(way, {"reason": "x"}, follow=True)) for _ in range(2)]
    assert answers == ["2 visits are cancelled.", "Nothing is left to cancel."]
