"""Booking for who calls."""

from datetime import UTC, datetime, time, timedelta

import pytest

from accounts.models import User
from accounts.phone import InvalidPhone
from audit.models import AuditEntry
from booking.desk_messages import send_to_pay
from booking.domain.desk.customers import customers_found
from booking.domain.desk.errors import NobodyToTell
from booking.domain.transitions import confirm_appointment, expire_hold
from booking.errors import NotBookable, SlotTaken, UnknownService
from booking.handlers import tell_customer
from booking.models import Appointment, AppointmentEvent, DueJob, Occupancy
from notifications.models import Message
from salons.models import Service, StaffMember
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, TEN_O_CLOCK, book
from tests.booking.desk.conftest import at, book_at, details_of, rules


def test_caller_is_booked_at_once_with_nothing_due(desk):
    made = book_at(desk)
    assert (made.status, made.source, made.due_now_minor, made.created_by) == (
        *("confirmed", "salon", 0),
        desk.reception,
    )
    assert (made.customer.phone_number, made.customer.first_name) == ("+966551234567", "Huda")
    event = AppointmentEvent.objects.get()
    assert (event.kind, event.to_status, event.actor) == ("created", "confirmed", desk.reception)


def test_caller_is_told(desk):
    made = book_at(desk)
    tell_customer(AppointmentEvent.objects.get())
    message = Message.objects.get()
    assert message.phone_number == "+966551234567"
    assert made.reference in message.text


def test_known_number_is_the_same_person_and_keeps_her_name(desk):
    known = UserFactory(phone_number="+966551234567", first_name="Sara")
    made = book_at(desk, name="Huda")
    known.refresh_from_db()
    assert (made.customer, known.first_name, made.guest_name) == (known, "Sara", "Huda")


@pytest.mark.parametrize("phone", ["055", "x", "05512345678901"])
def test_bad_number_books_nothing_and_makes_nobody(desk, phone):
    before = User.objects.count()
    with pytest.raises(InvalidPhone):
        book_at(desk, phone=phone)
    assert (Appointment.objects.count(), User.objects.count()) == (0, before)


def test_nobody_is_booked_without_a_number(desk):
    with pytest.raises(NobodyToTell):
        book_at(desk, phone="")
    assert not Appointment.objects.exists()


def test_limits_of_booking_online_do_not_bind_the_salon(desk):
    rules(minimum_notice_minutes=10_000, horizon_days=1, same_day_cutoff=time(0, 1))
    Service.objects.update(is_bookable_online=False)
    StaffMember.objects.update(is_bookable_online=False)
    soon, far = NOW + timedelta(minutes=65), TEN_O_CLOCK + timedelta(days=200)
    assert [book_at(desk, start).starts_at for start in (soon, far)] == [soon, far]


def test_salon_books_between_the_offered_times(desk):
    start = TEN_O_CLOCK + timedelta(minutes=7)
    assert book_at(desk, start).starts_at == start


@pytest.mark.parametrize(
    "start", [datetime(2030, 1, 6, 2, 0, tzinfo=UTC), NOW - timedelta(hours=1)]
)
def test_closed_and_past_times_are_refused(desk, start):
    with pytest.raises(NotBookable):
        book_at(desk, start)
    assert not Appointment.objects.exists()


def test_salon_never_books_twice_without_saying_so(desk):
    stylist = desk.catalogue.stylists[0]
    book(desk.catalogue, staff=stylist)
    with pytest.raises(SlotTaken):
        book_at(desk, staff=stylist)
    assert (Appointment.objects.count(), Occupancy.objects.count()) == (1, 1)


def test_archived_service_is_refused(desk):
    Service.objects.update(is_archived=True)
    with pytest.raises(UnknownService):
        book_at(desk)
    assert not Appointment.objects.exists()


def test_full_day_is_full_for_the_salon_too(desk):
    rules(salon_daily_cap=1)
    book_at(desk)
    with pytest.raises(SlotTaken):
        book_at(desk, at(3))
    assert Appointment.objects.count() == 1


def test_who_is_sent_to_pay_has_the_time_held(desk, frozen_now):
    made = book_at(desk, pay_within=timedelta(hours=1))
    assert (made.status, made.due_now_minor, made.hold_expires_at) == (
        *("pending_payment", 11500),
        frozen_now + timedelta(hours=1),
    )
    assert DueJob.objects.get().key == str(made.pk)
    send_to_pay(AppointmentEvent.objects.get())
    message = Message.objects.get()
    assert f"/v/{made.reference}" in message.text
    assert message.phone_number == "+966551234567"


def test_hold_ends_with_the_beginning_of_the_visit(desk, frozen_now):
    start = frozen_now + timedelta(minutes=65)
    made = book_at(desk, start, pay_within=timedelta(hours=24))
    assert made.hold_expires_at == start


def test_unpaid_time_of_a_caller_is_freed_as_anybodys(desk, time_machine):
    made = book_at(desk, pay_within=timedelta(minutes=15))
    time_machine.move_to(NOW + timedelta(minutes=16), tick=False)
    expire_hold(str(made.pk))
    assert Appointment.objects.get().status == "expired"
    assert not Occupancy.objects.get().blocking


def test_terms_say_what_a_caller_is_sent_to_pay(desk):
    rules(deposit_kind="percent", deposit_percent=20)
    assert book_at(desk, pay_within=timedelta(hours=1)).due_now_minor == 2300


def test_paid_time_of_a_caller_is_confirmed(desk):
    made = book_at(desk, pay_within=timedelta(hours=1))
    assert confirm_appointment(made.pk).status == "confirmed"


def test_own_customers_are_found_by_number_and_name(desk):
    book_at(desk, name="Huda Saleh")
    UserFactory(phone_number="+966559999999", first_name="Huda Elsewhere")
    for typed in ("055 123 4567", "huda", "sal hud", "٠٥٥١٢٣٤٥٦٧"):
        assert [str(each) for each in customers_found(typed)] == ["Huda Saleh"]
    for typed in ("", "  ", "0559999999", "Elsewhere", "%"):
        assert list(customers_found(typed)) == []


def test_nothing_is_overbooked_that_is_free(desk):
    made = book_at(
        desk, staff=desk.catalogue.stylists[0], by=desk.owner, overbooking_reason="Bride"
    )
    assert made.overbooking_reason == ""
    assert not Occupancy.objects.get().is_overbooked
    assert not AuditEntry.objects.filter(additional_data__verb="appointment_overbooked").exists()


def test_details_know_the_language_of_who_comes(desk):
    UserFactory(phone_number="+966551234567", language="en")
    assert details_of(desk).guest.language == "en"
