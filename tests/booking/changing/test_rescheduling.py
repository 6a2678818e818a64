"""Moving a visit: the old time goes when the new one is taken, and only then."""

from datetime import timedelta

import pytest

from booking.domain.changing.errors import (
    NoMovesLeft,
    NotChangeable,
    NothingChanges,
    PriceChanges,
    TooLateToMove,
)
from booking.domain.changing.rescheduling import preview_reschedule, reschedule
from booking.domain.transitions import cancel_appointment
from booking.errors import AppointmentNotFound, NotBookable, SlotTaken
from booking.models import Appointment
from salons.models import Service, StaffMember, StaffSkill
from tests.accounts_factories import UserFactory
from tests.booking.changing.conftest import rules, state_of, visit_of
from tests.booking.conftest import TEN_O_CLOCK, book

QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)


def move(appointment, start=TEN_O_CLOCK + QUARTER, **details):
    details = {"actor": appointment.customer, "by_salon": False, **details}
    return reschedule(appointment.pk, start=start, **details)


def test_move_by_a_quarter_is_not_in_its_own_way(appointment, catalogue):
    move(appointment)
    begins, ends = TEN_O_CLOCK + QUARTER, TEN_O_CLOCK + QUARTER + HOUR
    after = state_of(appointment)
    assert after.visit == ("confirmed", begins, ends, 11500, 11500)
    assert after.taken == [(catalogue.stylists[0].pk, None, begins, True)]
    assert ("rescheduled", "confirmed") in after.events


def test_move_writes_what_was_and_is(appointment):
    move(appointment, reason="asked on the phone")
    event = appointment.events.get(kind="rescheduled")
    assert (event.data["before"]["start"], event.data["after"]["start"]) == (
        TEN_O_CLOCK.isoformat(),
        (TEN_O_CLOCK + QUARTER).isoformat(),
    )
    assert (event.from_status, event.reason, event.actor_id) == (
        "confirmed",
        "asked on the phone",
        appointment.customer_id,
    )
    assert {name: event.policy[name] for name in ("by", "fee_minor", "refund_minor")} == {
        "by": "customer",
        "fee_minor": 0,
        "refund_minor": 0,
    }


def test_move_frees_the_old_time(appointment, catalogue):
    move(appointment, TEN_O_CLOCK + 2 * HOUR)
    assert book(catalogue, staff=catalogue.stylists[0], customer=UserFactory()).pk


def test_move_to_a_taken_time_changes_nothing(appointment, catalogue):
    book(catalogue, staff=catalogue.stylists[0], start=TEN_O_CLOCK + HOUR, customer=UserFactory())
    before = state_of(appointment)
    with pytest.raises(SlotTaken) as refusal:
        move(appointment, TEN_O_CLOCK + HOUR)
    assert refusal.value.data["rule"] == "taken"
    assert state_of(appointment) == before


def test_move_to_a_closed_hour_says_the_rule_and_changes_nothing(appointment):
    before = state_of(appointment)
    with pytest.raises(NotBookable) as refusal:
        move(appointment, TEN_O_CLOCK - 2 * HOUR)
    assert refusal.value.data["rule"] == "closed"
    assert state_of(appointment) == before


def test_move_to_somebody_else_at_the_same_time(appointment, catalogue):
    _first, second = catalogue.stylists
    move(appointment, TEN_O_CLOCK, visit=visit_of((catalogue.service, second)))
    assert state_of(appointment).taken == [(second.pk, None, TEN_O_CLOCK, True)]


def test_pure_move_keeps_the_agreed_price(appointment):
    Service.objects.update(price_minor=20000, name_en="Renamed")
    assert preview_reschedule(appointment, TEN_O_CLOCK + QUARTER).after.amount == 11500
    move(appointment)
    item = appointment.items.get()
    assert (item.price_minor, item.service_name_en == "Renamed") == (11500, False)


@pytest.mark.parametrize(("own", "expected"), [(None, 11500), (14000, 14000), (9000, 9000)])
def test_somebody_elses_work_costs_what_hers_costs(appointment, catalogue, own, expected):
    second = catalogue.stylists[1]
    Service.objects.update(price_minor=20000)
    StaffSkill.objects.filter(staff=second).update(price_minor=own)
    visit = visit_of((catalogue.service, second))
    assert preview_reschedule(appointment, TEN_O_CLOCK, visit).after.amount == expected


def test_same_again_is_refused(appointment):
    before = state_of(appointment)
    with pytest.raises(NothingChanges):
        move(appointment, TEN_O_CLOCK)
    assert state_of(appointment) == before


def test_moves_are_counted(appointment):
    rules(moves_allowed=1)
    assert preview_reschedule(appointment, TEN_O_CLOCK + QUARTER).moves_left == 0
    move(appointment)
    before = state_of(appointment)
    with pytest.raises(NoMovesLeft):
        move(appointment, TEN_O_CLOCK)
    assert state_of(appointment) == before


def test_salon_moves_as_often_as_it_likes(appointment):
    rules(moves_allowed=0, move_notice_minutes=60 * 24 * 14)
    change = move(appointment, actor=UserFactory(), by_salon=True)
    assert change.moves_left is None
    rules(moves_allowed=1, move_notice_minutes=0)
    assert preview_reschedule(appointment, TEN_O_CLOCK + HOUR).moves_left == 0


def test_too_late_for_the_customer_is_not_for_the_salon(appointment, time_machine):
    time_machine.move_to(TEN_O_CLOCK - 30 * timedelta(minutes=1), tick=False)
    before = state_of(appointment)
    with pytest.raises(TooLateToMove):
        move(appointment, TEN_O_CLOCK + 5 * HOUR)
    assert state_of(appointment) == before
    move(appointment, TEN_O_CLOCK + QUARTER, actor=UserFactory(), by_salon=True)
    assert state_of(appointment).visit[1] == TEN_O_CLOCK + QUARTER


def test_visit_that_has_begun_is_moved_by_the_salon_alone(appointment, time_machine):
    time_machine.move_to(TEN_O_CLOCK, tick=False)
    rules(move_notice_minutes=0)
    with pytest.raises(NotChangeable):
        move(appointment, TEN_O_CLOCK + 5 * HOUR)
    move(appointment, TEN_O_CLOCK + QUARTER, actor=UserFactory(), by_salon=True)


def test_somebody_elses_visit_does_not_exist(appointment):
    before = state_of(appointment)
    with pytest.raises(AppointmentNotFound):
        move(appointment, actor=UserFactory())
    assert state_of(appointment) == before


def test_cancelled_visit_is_not_moved(appointment):
    cancel_appointment(appointment.pk, actor=None, by_salon=True)
    with pytest.raises(NotChangeable):
        move(appointment)


def test_unpaid_visit_keeps_its_hold_and_its_price(catalogue):
    held = book(catalogue, staff=catalogue.stylists[0])
    move(held)
    again = Appointment.objects.get()
    assert (again.status, again.hold_expires_at) == ("pending_payment", held.hold_expires_at)
    StaffSkill.objects.update(price_minor=9000)
    StaffSkill.objects.filter(staff=catalogue.stylists[0]).update(price_minor=8000)
    before = state_of(held)
    with pytest.raises(PriceChanges):
        move(held, visit=visit_of((catalogue.service, catalogue.stylists[1])))
    assert state_of(held) == before


def test_person_who_left_does_not_keep_the_visit_from_moving(appointment, catalogue):
    StaffMember.objects.filter(pk=catalogue.stylists[0].pk).update(is_archived=True)
    move(appointment, visit=visit_of((catalogue.service, None)))
    assert appointment.items.get().staff_id == catalogue.stylists[1].pk
