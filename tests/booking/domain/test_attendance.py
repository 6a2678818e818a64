"""What reception records: every state against every verb."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.utils import translation
from django_tenants.utils import tenant_context

from booking.domain.attendance import (
    attendance_moves,
    begin_visit,
    complete_visit,
    mark_arrived,
    mark_no_show,
    undo_attendance,
)
from booking.domain.transitions import confirm_appointment
from booking.enums import AppointmentStatus
from booking.errors import AppointmentNotFound, InvalidTransition, SlotTaken, TooEarly
from booking.models import AgreedPolicy, Appointment, AppointmentEvent, Occupancy
from salons.models import BookingRules
from tests.booking.conftest import TEN_O_CLOCK, book

VERBS = {
    "arrived": mark_arrived,
    "in_progress": begin_visit,
    "completed": complete_visit,
    "no_show": mark_no_show,
    "undo": undo_attendance,
}
AFTER_THE_START = {
    "confirmed": {"arrived", "in_progress", "completed", "no_show"},
    "arrived": {"in_progress", "completed", "no_show", "undo"},
    "in_progress": {"completed", "undo"},
    "completed": {"undo"},
    "no_show": {"undo"},
}


@pytest.fixture
def appointment(catalogue):
    return confirm_appointment(book(catalogue, staff=catalogue.stylists[0]).pk)


@pytest.fixture
def begun(appointment, time_machine):
    time_machine.move_to(TEN_O_CLOCK + timedelta(minutes=20), tick=False)
    return appointment


@pytest.mark.parametrize("status", AppointmentStatus)
@pytest.mark.parametrize("verb", VERBS)
def test_verbs_follow_the_table(begun, catalogue, status, verb):
    blocking = status not in ("no_show", "expired")
    Occupancy.objects.update(blocking=blocking)
    hold = TEN_O_CLOCK if status in ("held", "pending_payment") else None
    Appointment.objects.update(status=status, hold_expires_at=hold)
    if verb in AFTER_THE_START.get(status, set()):
        moved = VERBS[verb](begun.pk, actor=catalogue.customer)
        assert moved.status == ("confirmed" if verb == "undo" else verb)
        return
    with pytest.raises(InvalidTransition):
        VERBS[verb](begun.pk, actor=catalogue.customer)
    assert Appointment.objects.get().status == status


@pytest.mark.parametrize(
    ("grace", "minutes", "is_missed"),
    [
        *((15, -60, False), (15, 0, False), (15, 14, False), (15, 15, True)),
        *((0, 0, True), (30, 29, False), (30, 30, True)),
        # Over is over, however long the salon would have waited.
        *((120, 59, False), (120, 60, True)),
    ],
)
def test_nobody_is_missed_before_the_agreed_grace(
    appointment, time_machine, grace, minutes, is_missed
):
    agreed = AgreedPolicy.objects.get(appointment=appointment)
    agreed.terms = {pk: {**row, "late_grace_minutes": grace} for pk, row in agreed.terms.items()}
    agreed.save()
    time_machine.move_to(TEN_O_CLOCK + timedelta(minutes=minutes), tick=False)
    assert ("no_show" in attendance_moves(appointment)) == is_missed
    with nullcontext() if is_missed else pytest.raises(TooEarly):
        mark_no_show(appointment.pk, actor=None)
    assert Appointment.objects.get().status == ("no_show" if is_missed else "confirmed")


def test_todays_grace_counts_where_none_was_agreed(appointment, time_machine):
    AgreedPolicy.objects.all().delete()
    BookingRules.load()
    BookingRules.objects.update(late_grace_minutes=5)
    time_machine.move_to(TEN_O_CLOCK + timedelta(minutes=5), tick=False)
    assert "no_show" in attendance_moves(appointment)


def test_refusal_says_until_when_the_salon_waits(appointment, time_machine):
    time_machine.move_to(TEN_O_CLOCK, tick=False)
    with translation.override("en"), pytest.raises(TooEarly) as refusal:
        mark_no_show(appointment.pk, actor=None)
    until = TEN_O_CLOCK + timedelta(minutes=15)
    assert (refusal.value.code, refusal.value.data) == ("too_early", {"until": until.isoformat()})
    assert "10:15" in refusal.value.detail


@pytest.mark.parametrize("verb", ["arrived", "in_progress", "completed"])
@pytest.mark.parametrize(("hours", "is_too_early"), [(24, True), (6.1, True), (6, False)])
def test_nothing_is_recorded_of_a_visit_that_is_hours_ahead(
    appointment, time_machine, verb, hours, is_too_early
):
    time_machine.move_to(TEN_O_CLOCK - timedelta(hours=hours), tick=False)
    assert (verb in attendance_moves(appointment)) == (not is_too_early)
    with pytest.raises(TooEarly) if is_too_early else nullcontext():
        VERBS[verb](appointment.pk, actor=None)
    assert Appointment.objects.get().status == ("confirmed" if is_too_early else verb)


def test_moves_are_written_with_their_actor(begun, catalogue):
    mark_arrived(begun.pk, actor=catalogue.customer)
    event = AppointmentEvent.objects.get(to_status="arrived")
    assert (event.from_status, event.actor_id) == ("confirmed", catalogue.customer.pk)


def test_missed_visit_frees_its_time_and_takes_it_back(begun, catalogue):
    mark_no_show(begun.pk, actor=None)
    assert not Occupancy.objects.get().blocking
    undo_attendance(begun.pk, actor=None)
    assert Occupancy.objects.get().blocking


def test_missed_visit_whose_time_is_gone_stays_missed(begun, catalogue):
    mark_no_show(begun.pk, actor=None)
    # The rest of the time went to somebody who walked in.
    other = book(catalogue, staff=catalogue.stylists[0], start=TEN_O_CLOCK + timedelta(hours=2))
    taken = begun.occupancies.values("during", "starts_at").get()
    Occupancy.objects.filter(appointment=other).update(**taken)
    with pytest.raises(SlotTaken):
        undo_attendance(begun.pk, actor=None)
    assert Appointment.objects.get(pk=begun.pk).status == "no_show"


def test_another_salons_appointment_does_not_exist(appointment, reem):
    with tenant_context(reem), pytest.raises(AppointmentNotFound):
        mark_arrived(appointment.pk, actor=None)
    assert Appointment.objects.get().status == "confirmed"
