"""A held time: taken, confirmed, let go, prolonged, run out."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.errors import PhoneNotVerified
from accounts.models import User
from booking.domain.holding import (
    Confirmation,
    confirm_hold,
    extend_hold,
    note_returned,
    release_hold,
)
from booking.domain.transitions import cancel_appointment, confirm_appointment, expire_hold
from booking.errors import AppointmentNotFound, HoldOver, InvalidTransition, SlotTaken
from booking.models import Appointment, DueJob, Occupancy
from booking.outbox import handle_event
from cms.backoffice.days import day_sheet
from notifications.models import Message
from salons.models import BookingRules, Service
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, SUNDAY, TEN_O_CLOCK, book, slots_of

TEN_MINUTES = timedelta(minutes=10)
TWO_HOURS = timedelta(hours=2)


@pytest.fixture
def owner(in_noor):
    return User.objects.get(phone_number="+966500000001")


def hold(catalogue, **details):
    return book(catalogue, hold=True, **details)


@pytest.fixture
def held(catalogue):
    return hold(catalogue, staff=catalogue.stylists[0])


def due(appointment):
    return DueJob.objects.get(kind="hold_expiry", key=str(appointment.pk)).due_at


def story(appointment):
    # The clock stands still: the order of the rows says nothing.
    return {(e.kind, e.from_status, e.to_status) for e in appointment.events.all()}


def state_of(appointment):
    """Return all that a refused change leaves as it was."""
    appointment.refresh_from_db()
    return appointment.status, appointment.hold_expires_at, appointment.customer_note


def test_held_time_is_kept_from_others_for_the_salons_minutes(catalogue, held):
    assert state_of(held) == ("held", NOW + TEN_MINUTES, "")
    assert due(held) == NOW + TEN_MINUTES
    with pytest.raises(SlotTaken):
        book(catalogue, staff=catalogue.stylists[0], customer=UserFactory())


def test_held_time_counts_for_the_caps_of_a_day(catalogue, held):
    BookingRules.load()
    BookingRules.objects.update(salon_daily_cap=1)
    assert slots_of(catalogue.service) == []


def test_confirming_waits_for_payment_in_a_hold_of_its_own(catalogue, held, time_machine):
    time_machine.move_to(NOW + timedelta(minutes=9), tick=False)
    confirm_hold(
        held.pk, customer=catalogue.customer, said=Confirmation(note="Quiet", language="en")
    )
    held.refresh_from_db()
    assert (held.language, due(held)) == ("en", NOW + timedelta(minutes=19))
    assert state_of(held) == ("pending_payment", NOW + timedelta(minutes=19), "Quiet")
    assert story(held) == {("created", "", "held"), ("moved", "held", "pending_payment")}


def test_confirming_what_costs_nothing_is_confirmed_and_told(catalogue):
    Service.objects.update(price_minor=0)
    free = hold(catalogue)
    confirm_hold(free.pk, customer=catalogue.customer)
    assert (state_of(free), DueJob.objects.exists()) == (("confirmed", None, ""), False)
    handle_event(str(free.events.get(to_status="confirmed").pk))
    assert Message.objects.get().template == "appointment.confirmed"


def test_second_confirmation_changes_nothing(catalogue, held):
    confirm_hold(held.pk, customer=catalogue.customer, said=Confirmation(note="first"))
    before = state_of(held)
    again = confirm_hold(held.pk, customer=catalogue.customer, said=Confirmation(note="second"))
    assert (again.pk, state_of(held), held.events.count()) == (held.pk, before, 2)


def test_time_that_ran_out_is_not_confirmed_before_its_job_has_come(catalogue, held, time_machine):
    time_machine.move_to(NOW + TEN_MINUTES, tick=False)
    before = state_of(held)
    with pytest.raises(HoldOver):
        confirm_hold(held.pk, customer=catalogue.customer)
    assert (state_of(held), held.events.count()) == (before, 1)


@pytest.mark.parametrize("work", [confirm_hold, release_hold])
def test_hold_of_somebody_else_does_not_exist(held, work):
    before = state_of(held)
    with pytest.raises(AppointmentNotFound):
        work(held.pk, customer=UserFactory())
    assert state_of(held) == before


def test_unproved_number_confirms_nothing(catalogue, held):
    catalogue.customer.is_phone_verified = False
    with pytest.raises(PhoneNotVerified):
        confirm_hold(held.pk, customer=catalogue.customer)
    assert held.events.count() == 1


def test_cancelled_hold_is_neither_confirmed_nor_let_go(catalogue, held):
    cancel_appointment(held.pk, actor=None, by_salon=True)
    for work in (confirm_hold, release_hold):
        with pytest.raises(InvalidTransition):
            work(held.pk, customer=catalogue.customer)
    assert held.events.count() == 2


def test_letting_go_frees_the_time_and_tells_nobody(catalogue, held):
    for _twice in range(2):
        release_hold(held.pk, customer=catalogue.customer)
    assert story(held) == {("created", "", "held"), ("moved", "held", "expired")}
    assert not DueJob.objects.exists()
    for event in held.events.all():
        handle_event(str(event.pk))
    assert not Message.objects.exists()
    book(catalogue, staff=catalogue.stylists[0], customer=UserFactory())


def test_hold_that_runs_out_is_free_and_no_message_is_sent(catalogue, held, time_machine):
    time_machine.move_to(NOW + TEN_MINUTES, tick=False)
    assert expire_hold(str(held.pk)) is None
    handle_event(str(held.events.get(to_status="expired").pk))
    assert (Message.objects.count(), len(slots_of((catalogue.service, catalogue.stylists[0])))) == (
        0,
        45,
    )


def test_next_hold_frees_the_one_before_in_the_same_breath(catalogue, held):
    beside = hold(catalogue, staff=catalogue.stylists[0], start=TEN_O_CLOCK + timedelta(minutes=30))
    assert (state_of(held)[0], beside.status) == ("expired", "held")
    assert Occupancy.objects.filter(blocking=True).get().appointment_id == beside.pk


def test_refused_hold_leaves_the_one_before(catalogue, held):
    book(catalogue, staff=catalogue.stylists[0], start=TEN_O_CLOCK + TWO_HOURS,
         customer=UserFactory())  # fmt: skip
    before = state_of(held)
    with pytest.raises(SlotTaken):
        hold(catalogue, staff=catalogue.stylists[0], start=TEN_O_CLOCK + TWO_HOURS)
    assert (state_of(held), held.events.count(), due(held)) == (before, 1, NOW + TEN_MINUTES)


def test_hold_does_not_free_what_waits_for_payment_nor_other_peoples(catalogue, held):
    confirm_hold(held.pk, customer=catalogue.customer)
    other = hold(catalogue, customer=UserFactory(), start=TEN_O_CLOCK + TWO_HOURS)
    hold(catalogue, start=TEN_O_CLOCK + timedelta(hours=4))
    assert (state_of(held)[0], state_of(other)[0]) == ("pending_payment", "held")


def test_extension_adds_the_salons_minutes_once(held, catalogue):
    confirm_hold(held.pk, customer=catalogue.customer)
    assert [extend_hold(held.pk) for _ in range(3)] == [True, False, False]
    held.refresh_from_db()
    assert (held.hold_expires_at, held.hold_extended_at) == (NOW + 2 * TEN_MINUTES, NOW)
    assert due(held) == NOW + 2 * TEN_MINUTES
    assert [kind for kind, _from, _to in story(held)].count("extended") == 1
    assert held.events.count() == 3
    assert expire_hold(str(held.pk)) == NOW + 2 * TEN_MINUTES


@pytest.mark.parametrize("end", ["expired", "confirmed", "cancelled"])
def test_extension_comes_too_late_after_the_end(catalogue, end, time_machine):
    appointment = book(catalogue)
    if end == "expired":
        time_machine.move_to(NOW + TEN_MINUTES, tick=False)
        expire_hold(str(appointment.pk))
    elif end == "confirmed":
        confirm_appointment(appointment.pk)
    else:
        cancel_appointment(appointment.pk, actor=None, by_salon=True)
    before = state_of(appointment)
    assert (extend_hold(appointment.pk), state_of(appointment)) == (False, before)
    assert not DueJob.objects.exists()


def test_returned_money_is_told_with_the_next_free_times(catalogue, time_machine):
    lost = book(catalogue, staff=catalogue.stylists[0], language="en")
    time_machine.move_to(NOW + TEN_MINUTES, tick=False)
    expire_hold(str(lost.pk))
    for stylist in catalogue.stylists:
        book(catalogue, staff=stylist, customer=UserFactory())
    note_returned(lost.pk, amount_minor=11500)
    for _twice in range(2):
        handle_event(str(lost.events.get(kind="returned").pk))
        lost.events.update(handled_at=None)
    message = Message.objects.get(template="appointment.returned")
    assert (message.phone_number, message.text.replace("\xa0", " ")) == (
        catalogue.customer.phone_number,
        "Noor Salon: your payment of SAR 115 came after your time had been given to somebody else."
        " It goes back to your card by itself. Free instead: Sun 6 January 11:00 AM;"
        " Sun 6 January 11:15 AM; Sun 6 January 11:30 AM."
        f" Book: http://noor.localhost:8000/en/book/?service={catalogue.service.pk}"
        f"&staff={catalogue.stylists[0].pk}",
    )


def test_returned_money_is_told_also_where_nothing_is_offered_any_more(catalogue):
    lost = book(catalogue, language="ar")
    cancel_appointment(lost.pk, actor=None, by_salon=True)
    Service.objects.update(is_archived=True)
    note_returned(lost.pk, amount_minor=11500)
    handle_event(str(lost.events.get(kind="returned").pk))
    message = Message.objects.get(template="appointment.returned")
    assert (message.language, "/ar/book/?service=" in message.text) == ("ar", True)


def test_money_of_a_time_that_another_payment_brought_back_is_not_told(catalogue):
    appointment = confirm_appointment(book(catalogue).pk)
    note_returned(appointment.pk, amount_minor=11500)
    assert not appointment.events.filter(kind="returned").exists()


def test_day_sheet_shows_a_hold_and_counts_nothing_of_it(catalogue, held, owner):
    sheet = day_sheet(SUNDAY, reader=owner)
    assert sheet.appointments == (held,)
    assert (sheet.booked, sheet.unpaid, sheet.total.amount) == (0, 0, 0)
    release_hold(held.pk, customer=catalogue.customer)
    assert day_sheet(SUNDAY, reader=owner).appointments == ()


def test_one_hold_is_in_the_database(catalogue, held):
    other = book(catalogue, start=TEN_O_CLOCK + TWO_HOURS)
    with pytest.raises(IntegrityError, match="one_hold"), transaction.atomic():
        Appointment.objects.filter(pk=other.pk).update(status="held")
