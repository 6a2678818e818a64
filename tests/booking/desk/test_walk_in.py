"""Somebody stands in the salon."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from booking.domain.attendance import complete_visit, undo_attendance
from booking.domain.changing.rescheduling import reschedule
from booking.domain.desk.errors import NobodyFree, NotYet
from booking.domain.desk.walk_in import first_free, next_free, take_walk_in
from booking.exports import _appointments, _customers
from booking.handlers import tell_customer
from booking.models import Appointment, AppointmentEvent
from booking.outbox import handle_event
from notifications.models import Message
from salons.models import TimeOff
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.booking.desk.conftest import CALLER, at, book_at, details_of, wish


@pytest.fixture
def morning(desk, time_machine):
    """Twenty past ten and a bit: the salon is open."""
    time_machine.move_to(TEN_O_CLOCK + timedelta(minutes=20, seconds=12), tick=False)
    return desk


def take(desk, *, begins_now=False, **details):
    return take_walk_in(details_of(desk, **details), begins_now=begins_now)


@pytest.mark.parametrize(("begins_now", "status"), [(False, "arrived"), (True, "in_progress")])
def test_walk_in_is_taken_at_the_next_whole_minute(morning, begins_now, status):
    made = take(morning, begins_now=begins_now)
    assert (made.status, made.source, made.starts_at) == (
        *(status, "walk_in"),
        TEN_O_CLOCK + timedelta(minutes=21),
    )
    assert AppointmentEvent.objects.get().to_status == status


def test_first_free_person_takes_her(morning):
    busy, free = morning.catalogue.stylists
    book_at(morning, TEN_O_CLOCK + timedelta(minutes=30), staff=busy)
    assert take(morning).items.get().staff_id == free.pk


def test_who_has_to_wait_is_noted_as_waiting(morning):
    for stylist in morning.catalogue.stylists:
        book_at(morning, TEN_O_CLOCK + timedelta(minutes=30), staff=stylist)
    with translation.override("en"), pytest.raises(NotYet) as refusal:
        take(morning, begins_now=True)
    assert refusal.value.data == {"starts_at": at(1.5).isoformat()}
    assert morning.catalogue.stylists[0].name_en in refusal.value.detail
    assert not Appointment.objects.filter(source="walk_in").exists()
    made = take(morning)
    assert (made.status, made.starts_at) == ("arrived", TEN_O_CLOCK + timedelta(minutes=90))
    assert first_free(wish(morning.catalogue.service)).start == made.starts_at


def test_nobody_is_taken_into_the_next_day(desk, time_machine):
    time_machine.move_to(at(11.5), tick=False)
    with pytest.raises(NobodyFree):
        take(desk)
    assert not Appointment.objects.exists()


def test_next_day_with_time_is_told_when_nobody_is_left(desk, time_machine):
    time_machine.move_to(at(11.5), tick=False)
    assert next_free(wish(desk.catalogue.service)).start == at(24)


def test_next_day_is_told_where_the_team_is_away(desk, time_machine):
    time_machine.move_to(at(11.5), tick=False)
    for stylist in desk.catalogue.stylists:
        TimeOff.objects.create(staff=stylist, starts_at=at(14), ends_at=at(14 + 24 * 20))
    assert next_free(wish(desk.catalogue.service)) is None


@pytest.mark.parametrize("phone", [CALLER, ""])
def test_sheet_of_a_walk_in_sent_twice_is_taken_once(morning, phone):
    first = take(morning, key="desk:a", phone=phone)
    assert take(morning, key="desk:a", phone=phone) == first
    assert take(morning, key="desk:b", phone=phone) != first
    assert Appointment.objects.count() == 2


def test_guest_without_a_number_is_a_visit_without_a_person(morning):
    made = take(morning, phone="", name="  The lady in blue ")
    assert (made.customer, made.guest_name) == (None, "The lady in blue")
    assert complete_visit(undo_attendance(made.pk, actor=None).pk, actor=None).status == "completed"


def test_guest_without_a_number_is_told_nothing(morning):
    take(morning, phone="", name="")
    for event in AppointmentEvent.objects.all():
        event.to_status = "confirmed"
        tell_customer(event)
    assert not Message.objects.exists()


def test_spreadsheets_name_a_guest_without_a_number(morning):
    take(morning, phone="", name="The lady in blue")
    [row] = _appointments()
    assert row[4:6] == ("The lady in blue", "")
    assert list(_customers()) == []


@pytest.mark.parametrize("source", ["web", "api", "salon", "waitlist"])
def test_only_who_walks_in_can_do_without_a_number(catalogue, source):
    made = book(catalogue)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=made.pk).update(customer=None, source=source)
    assert Appointment.objects.get().customer == catalogue.customer


def test_guest_without_a_number_is_told_nothing_of_a_change(morning):
    made = take(morning, phone="")
    reschedule(made.pk, start=at(2), actor=morning.owner, by_salon=True)
    event = made.events.get(kind="rescheduled")
    handle_event(str(event.pk))
    event.refresh_from_db()
    assert event.handled_at is not None
    assert not Message.objects.exists()
