from datetime import timedelta

import pytest

from accounts.errors import PhoneNotVerified
from booking.domain.transitions import cancel_appointment, confirm_appointment, expire_hold
from booking.errors import (
    IdempotencyMismatch,
    NotBookable,
    SlotTaken,
    TooManyHolds,
)
from booking.models import Appointment, AppointmentEvent, Occupancy
from tests.booking.conftest import NOW, TEN_O_CLOCK, book, slots_of


def test_create_takes_the_time_until_paid(catalogue):
    appointment = book(catalogue, staff=catalogue.stylists[0])
    taken = Occupancy.objects.get(appointment=appointment)
    assert (appointment.status, appointment.total_minor, appointment.vat_minor) == (
        "pending_payment",
        11500,
        1500,
    )
    assert appointment.hold_expires_at == NOW + timedelta(minutes=10)
    assert (taken.staff_id, taken.during.lower, taken.blocking) == (
        catalogue.stylists[0].pk,
        TEN_O_CLOCK,
        True,
    )
    assert [e.to_status for e in appointment.events.all()] == ["pending_payment"]


def test_create_any_staff_uses_everybody_before_refusing(catalogue):
    staff = {book(catalogue).items.get().staff_id for _ in range(2)}
    assert staff == {stylist.pk for stylist in catalogue.stylists}
    with pytest.raises(SlotTaken):
        book(catalogue)
    assert Appointment.objects.count() == 2


def test_create_free_service_is_confirmed_at_once(catalogue):
    catalogue.service.price_minor = 0
    catalogue.service.save()
    appointment = book(catalogue)
    assert (appointment.status, appointment.hold_expires_at) == ("confirmed", None)


@pytest.mark.parametrize(
    "shift",
    [timedelta(hours=-1), timedelta(minutes=7), timedelta(days=61), timedelta(days=-2)],
    ids=["before opening", "off the grid", "beyond the horizon", "past"],
)
def test_create_outside_the_rules_is_refused(catalogue, shift):
    with pytest.raises(NotBookable):
        book(catalogue, start=TEN_O_CLOCK + shift)
    assert Appointment.objects.count() == 0


def test_create_without_verified_phone_is_refused(catalogue):
    catalogue.customer.is_phone_verified = False
    with pytest.raises(PhoneNotVerified):
        book(catalogue)
    assert Appointment.objects.count() == 0


def test_create_repeated_with_the_same_key_returns_the_first(catalogue):
    first = book(catalogue, idempotency_key="k1", fingerprint="f1")
    assert book(catalogue, idempotency_key="k1", fingerprint="f1") == first
    with pytest.raises(IdempotencyMismatch):
        book(catalogue, idempotency_key="k1", fingerprint="f2")
    assert Appointment.objects.count() == 1


def test_cancel_frees_the_time(catalogue):
    appointment = book(catalogue, staff=catalogue.stylists[0])
    cancel_appointment(appointment.pk, actor=catalogue.customer, by_salon=False)
    assert book(catalogue, staff=catalogue.stylists[0]).status == "pending_payment"


def test_expired_hold_frees_the_time_and_confirms_only_if_still_free(catalogue, time_machine):
    first = book(catalogue, staff=catalogue.stylists[0])
    time_machine.move_to(NOW + timedelta(minutes=16), tick=False)
    assert expire_hold(str(first.pk)) is None
    second = book(catalogue, staff=catalogue.stylists[0])
    with pytest.raises(SlotTaken):
        confirm_appointment(first.pk)
    first.refresh_from_db()
    assert first.status == "expired"
    cancel_appointment(second.pk, actor=None, by_salon=True)
    assert confirm_appointment(first.pk).status == "confirmed"


def test_confirm_twice_writes_one_event(catalogue):
    appointment = book(catalogue)
    confirm_appointment(appointment.pk)
    confirm_appointment(appointment.pk)
    moves = AppointmentEvent.objects.filter(to_status="confirmed")
    assert moves.count() == 1


def test_slots_follow_the_grid_and_the_bookings(catalogue):
    book(catalogue, staff=catalogue.stylists[0])
    slots = slots_of((catalogue.service, catalogue.stylists[0]))
    assert (slots[0].start, slots[-1].end, len(slots)) == (
        TEN_O_CLOCK + timedelta(hours=1),
        TEN_O_CLOCK + timedelta(hours=12),
        41,
    )


def test_create_with_many_unpaid_times_is_refused_until_one_is_settled(catalogue):
    made = [book(catalogue, start=TEN_O_CLOCK + timedelta(hours=hour)) for hour in range(5)]
    with pytest.raises(TooManyHolds):
        book(catalogue, start=TEN_O_CLOCK + timedelta(hours=6))
    assert Appointment.objects.count() == 5
    confirm_appointment(made[0].pk)
    assert book(catalogue, start=TEN_O_CLOCK + timedelta(hours=6)).status == "pending_payment"
