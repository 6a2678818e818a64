"""What happened to an appointment, in words for its customer."""

from datetime import timedelta

import pytest
from django.utils import translation

from booking.domain.attendance import mark_arrived, mark_no_show, undo_attendance
from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.changing.rescheduling import reschedule
from booking.domain.transitions import (
    cancel_appointment,
    confirm_appointment,
    expire_hold,
    write_event,
)
from booking.enums import EventKind, Source
from booking.models import Appointment, AppointmentEvent
from booking.web.story import story_of
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, TEN_O_CLOCK, book
from tests.booking.mine.conftest import NOOR
from tests.clients import client_of


@pytest.fixture
def frozen_now(time_machine):
    """A clock that goes on: events have an order."""
    time_machine.move_to(NOW)
    return NOW


@pytest.fixture
def appointment(catalogue):
    return book(catalogue, staff=catalogue.stylists[0])


def words(appointment):
    appointment.refresh_from_db()
    with translation.override("en"):
        return [chapter.text for chapter in story_of(appointment)]


def test_booked_and_paid(appointment):
    confirm_appointment(appointment.pk)
    assert words(appointment) == ["Paid and confirmed", "You chose this time"]


def test_free_visit_is_booked_at_once(catalogue):
    type(catalogue.service).objects.update(price_minor=0)
    assert words(book(catalogue)) == ["You booked this visit"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (Source.SALON, "The salon booked this for you"),
        (Source.WALK_IN, "You came without an appointment"),
        (Source.WAITLIST, "You took this time from the waiting list"),
        (Source.API, "You chose this time"),
    ],
)
def test_story_begins_with_who_booked(appointment, source, text):
    Appointment.objects.update(source=source)
    assert words(appointment) == [text]


def test_cancelled_by_her_says_what_goes_back(appointment):
    AppointmentEvent.objects.all().delete()
    cancel_appointment(appointment.pk, actor=appointment.customer, by_salon=False)
    AppointmentEvent.objects.update(policy={"refund_minor": 8000, "fee_minor": 2000})
    with translation.override("en"):
        (chapter,) = story_of(appointment)
    assert (chapter.text, chapter.amounts) == (
        "You cancelled the visit",
        ("SAR 80 goes back to you", "The salon keeps SAR 20"),
    )


def test_salons_words_on_cancelling_are_told_and_its_people_are_not(appointment):
    huda = UserFactory(first_name="Huda")
    cancel_appointment(appointment.pk, actor=huda, by_salon=True, reason="Lama is ill")
    html = client_of(appointment.customer, NOOR).get(f"/en/my/{appointment.pk}/").content.decode()
    assert ("Lama is ill" in html, "The salon cancelled the visit" in html, "Huda" in html) == (
        True,
        True,
        False,
    )


def test_reasons_that_are_not_for_her_are_not_told(appointment):
    confirm_appointment(appointment.pk, reason="paid by hand, see the till")
    with translation.override("en"):
        assert {chapter.note for chapter in story_of(appointment)} == {""}


def test_closed_salon_says_so_in_her_language(appointment):
    cancel_appointment(appointment.pk, actor=None, by_salon=True, reason="the salon has closed")
    with translation.override("en"):
        assert story_of(appointment)[0].note == "The salon has closed."


def test_missed_and_corrected(appointment, time_machine):
    confirm_appointment(appointment.pk)
    time_machine.move_to(TEN_O_CLOCK + timedelta(minutes=20))
    mark_no_show(appointment.pk, actor=None)
    undo_attendance(appointment.pk, actor=None)
    assert words(appointment)[:2] == ["Corrected: the visit was not missed", "Noted as missed"]


def test_slip_at_reception_is_not_told(appointment, time_machine):
    confirm_appointment(appointment.pk)
    time_machine.move_to(TEN_O_CLOCK)
    mark_arrived(appointment.pk, actor=None)
    undo_attendance(appointment.pk, actor=None)
    assert words(appointment) == ["Paid and confirmed", "You chose this time"]


def test_expired_and_paid_late(appointment, time_machine):
    time_machine.move_to(NOW + timedelta(minutes=30))
    expire_hold(str(appointment.pk))
    confirm_appointment(appointment.pk)
    assert words(appointment)[:2] == [
        "Paid late, and the time was still free: confirmed",
        "The time was not paid for and became free",
    ]


def test_move_tells_from_and_to(appointment):
    later = TEN_O_CLOCK + timedelta(hours=2)
    confirm_appointment(appointment.pk)
    reschedule(appointment.pk, start=later, actor=None, by_salon=True)
    with translation.override("en"):
        chapter = story_of(appointment)[0]
    assert (chapter.text, chapter.was, chapter.now) == (
        "The salon moved the visit",
        TEN_O_CLOCK,
        later,
    )


def test_move_to_another_person_at_the_same_time_names_no_times(catalogue, appointment):
    [item] = appointment.items.all()
    other = next(each for each in catalogue.stylists if each.pk != item.staff_id)
    visit = VisitRequest.of(PartRequest(catalogue.service.pk, other.pk))
    confirm_appointment(appointment.pk)
    reschedule(
        appointment.pk,
        start=TEN_O_CLOCK,
        visit=visit,
        actor=appointment.customer,
        by_salon=False,
    )
    assert words(appointment)[0] == "You changed who does it"


def test_odd_data_of_an_event_breaks_nothing(appointment):
    write_event(
        appointment, EventKind.RESCHEDULED, data={"before": ["?"], "after": {"start": "never"}}
    )
    write_event(appointment, EventKind.EDITED, actor=appointment.customer)
    write_event(appointment, EventKind.EXTENDED)
    write_event(appointment, EventKind.RETURNED)
    assert words(appointment) == [
        "A payment came after the time was gone: it goes back to you",
        "The time was kept longer while you paid",
        "You changed the services",
        "The salon changed who does it",
        "You chose this time",
    ]
