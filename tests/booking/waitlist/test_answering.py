"""Taking the held time, letting it go, getting off the list."""

from datetime import timedelta
from uuid import uuid4

import pytest

from booking.domain.cancellation import cancel_own_appointment
from booking.domain.transitions import confirm_appointment, expire_hold
from booking.domain.waitlist.answering import accept_offer, decline_offer
from booking.domain.waitlist.errors import (
    EntryNotFound,
    NotWaiting,
    OfferGone,
    OfferNotFound,
    WaitingRefused,
)
from booking.domain.waitlist.leaving import remove_entry, withdraw_entry
from booking.domain.waitlist.offering import offer_by_hand
from booking.enums import AppointmentStatus
from booking.errors import SlotTaken
from booking.models import Appointment, CustomerRecord, DueJob, WaitlistOffer
from notifications.models import Message
from salons.models import Service
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, TEN_O_CLOCK, book
from tests.booking.waitlist.waiting import free, join, make_small_salon, offer_to, settle, state


@pytest.fixture
def offer(salon, entry):
    free(salon.taken)
    return offer_to(entry)


def status_of(offer):
    return Appointment.objects.get(pk=offer.appointment_id).status


def test_accepted_time_waits_for_its_payment(offer, entry):
    appointment = accept_offer(offer.pk, actor=entry.customer)
    until = NOW + timedelta(minutes=10)
    assert (appointment.status, appointment.hold_expires_at) == ("pending_payment", until)
    assert DueJob.objects.get(kind="hold_expiry").due_at == until
    settle()
    assert state(entry) == ("booked", ["accepted"])


def test_accepted_time_that_costs_nothing_now_is_confirmed(in_noor, frozen_now):
    salon = make_small_salon()
    Service.objects.update(price_minor=0)
    entry = join(salon)
    free(salon.taken)
    assert accept_offer(offer_to(entry).pk).status == "confirmed"
    settle()
    assert state(entry) == ("booked", ["accepted"])


def test_second_tap_changes_nothing(offer):
    first = accept_offer(offer.pk)
    assert accept_offer(offer.pk) == first
    assert first.events.filter(to_status="pending_payment").count() == 1


def test_offer_is_over_with_its_hold_before_the_job_has_run(offer, entry, time_machine):
    time_machine.move_to(NOW + timedelta(minutes=20), tick=False)
    with pytest.raises(OfferGone):
        accept_offer(offer.pk)
    assert (status_of(offer), state(entry)) == ("held", ("offered", ["open"]))


def test_accepted_and_never_paid_time_comes_back_to_the_list(offer, entry, time_machine):
    accept_offer(offer.pk)
    time_machine.move_to(NOW + timedelta(minutes=10), tick=False)
    settle()
    assert (status_of(offer), state(entry)) == ("expired", ("waiting", ["lapsed"]))


def test_late_payment_makes_it_hers_again(offer, entry, time_machine):
    accept_offer(offer.pk)
    time_machine.move_to(NOW + timedelta(minutes=10), tick=False)
    settle()
    confirm_appointment(offer.appointment_id)
    settle()
    assert state(entry) == ("booked", ["accepted"])


def test_declined_time_goes_to_the_next_at_once(salon, offer, entry):
    second = join(salon)
    decline_offer(offer.pk, actor=entry.customer)
    settle()
    assert state(entry) == ("waiting", ["declined"])
    assert state(second) == ("offered", ["open"])


def test_declined_offer_can_be_the_end_of_waiting(offer, entry):
    decline_offer(offer.pk, stays=False)
    decline_offer(offer.pk, stays=False)
    settle()
    assert (state(entry), status_of(offer)) == (
        ("withdrawn", ["declined"]),
        "cancelled_by_customer",
    )


def test_declined_offer_cannot_be_accepted(offer):
    decline_offer(offer.pk)
    with pytest.raises(OfferGone):
        accept_offer(offer.pk)
    assert status_of(offer) == "cancelled_by_customer"


def test_blocked_customer_cannot_accept(offer, entry):
    CustomerRecord.objects.create(customer=entry.customer, is_blocked=True)
    with pytest.raises(WaitingRefused):
        accept_offer(offer.pk)
    assert status_of(offer) == "held"


def test_held_time_that_she_cancels_on_her_page_counts_as_declined(offer, entry):
    cancel_own_appointment(offer.appointment_id, customer=entry.customer)
    settle()
    assert state(entry) == ("waiting", ["declined"])


def test_unknown_offer_is_not_found(in_noor):
    for answer in (accept_offer, decline_offer):
        with pytest.raises(OfferNotFound):
            answer(uuid4())


def test_nothing_is_told_of_offers_that_end(offer, entry):
    Message.objects.all().delete()
    decline_offer(offer.pk)
    settle()
    assert Message.objects.count() == 0


def test_withdrawn_wish_frees_what_was_held(salon, offer, entry):
    withdraw_entry(entry.pk, customer=entry.customer)
    withdraw_entry(entry.pk, customer=entry.customer)
    settle()
    assert state(entry) == ("withdrawn", ["declined"])
    assert book(salon, customer=UserFactory()).starts_at == TEN_O_CLOCK


def test_wish_is_withdrawn_by_nobody_else(entry):
    with pytest.raises(EntryNotFound):
        withdraw_entry(entry.pk, customer=UserFactory())
    assert state(entry) == ("waiting", [])


def test_wish_that_is_booked_is_not_withdrawn(offer, entry):
    accept_offer(offer.pk)
    with pytest.raises(NotWaiting):
        withdraw_entry(entry.pk, customer=entry.customer)
    assert status_of(offer) == "pending_payment"


def test_salon_removes_a_wish_with_its_offer(offer, entry):
    remove_entry(entry.pk, actor=UserFactory())
    assert (state(entry)[0], status_of(offer)) == ("withdrawn", "cancelled_by_salon")


def test_offer_by_hand_ignores_night_and_what_was_let_go(salon, offer, entry, time_machine):
    decline_offer(offer.pk)
    settle()
    time_machine.move_to(NOW + timedelta(hours=14), tick=False)
    offer_by_hand(entry.pk, TEN_O_CLOCK)
    assert state(entry) == ("offered", ["declined", "open"])


def test_offer_by_hand_needs_a_free_time_and_somebody_who_waits(salon, entry):
    with pytest.raises(SlotTaken):
        offer_by_hand(entry.pk, TEN_O_CLOCK)
    withdraw_entry(entry.pk, customer=entry.customer)
    with pytest.raises(NotWaiting):
        offer_by_hand(entry.pk, TEN_O_CLOCK)
    with pytest.raises(EntryNotFound):
        offer_by_hand(uuid4(), TEN_O_CLOCK)
    assert WaitlistOffer.objects.count() == 0


def test_events_that_come_twice_and_late_change_nothing(offer, entry):
    from booking import outbox
    from booking.models import AppointmentEvent

    accept_offer(offer.pk)
    settle()
    confirm_appointment(offer.appointment_id)
    settle()
    for event in AppointmentEvent.objects.filter(appointment=offer.appointment_id):
        AppointmentEvent.objects.update(handled_at=None)
        outbox.handle_event(str(event.pk))
    assert state(entry) == ("booked", ["accepted"])


def test_hold_that_ran_out_lapses_once(offer, entry, time_machine):
    time_machine.move_to(NOW + timedelta(minutes=20), tick=False)
    expire_hold(str(offer.appointment_id))
    expire_hold(str(offer.appointment_id))
    settle()
    assert state(entry) == ("waiting", ["lapsed"])
    assert status_of(offer) == AppointmentStatus.EXPIRED
