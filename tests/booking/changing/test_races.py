"""Visits that move at the same moment as others are booked, moved, cancelled or run out."""

import random
import threading
from collections import Counter
from contextlib import suppress
from datetime import timedelta

import pytest
from django_tenants.utils import schema_context

from booking.domain import appointments, reserving
from booking.domain.changing import rescheduling
from booking.domain.changing.cancelling import cancel
from booking.domain.changing.rescheduling import reschedule
from booking.domain.transitions import confirm_appointment, expire_hold
from booking.locks import lock_staff
from booking.models import RESOURCE_OVERLAP, STAFF_OVERLAP, Appointment, Occupancy
from tests.booking.changing.conftest import visit_of
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.booking.crowds import add_units, at_once, booking, broken, drop, salon

__all__ = ["salon"]

HOUR = timedelta(hours=1)
LOCKS = (
    *("lock_staff", "share_services", "lock_resources", "lock_day_cap"),
    "lock_classes_of_change",
)


def booked(salon, number, *, start=TEN_O_CLOCK, service=None, staff=None, confirmed=True):
    with schema_context("noor"):
        visit = visit_of((service or salon.cut, staff or salon.team[0]))
        found = book(salon, start=start, customer=salon.crowd[number], visit=visit)
        return confirm_appointment(found.pk) if confirmed else found


def moving(appointment, start, visit=None):
    def job():
        reschedule(appointment.pk, start=start, visit=visit, actor=None, by_salon=True)
        return "moved"

    return job


def times():
    with schema_context("noor"):
        return sorted(Appointment.objects.values_list("starts_at", flat=True))


def test_move_against_bookings_of_its_target_leaves_one(salon):
    mine = booked(salon, 0)
    target = TEN_O_CLOCK + HOUR
    others = [
        booking(salon, customer, (salon.cut, salon.team[0]), start=target)
        for customer in salon.crowd[1:5]
    ]
    outcomes = at_once(moving(mine, target), *others)
    assert outcomes["slot_taken"] == 4
    assert outcomes["moved"] + outcomes["booked"] == 1
    assert broken() == (0, 0, 0)


def test_moves_after_the_last_room_leave_one(salon):
    add_units(salon, 1)
    visits = [booked(salon, n, start=TEN_O_CLOCK + n * HOUR, service=salon.room) for n in range(3)]
    target = TEN_O_CLOCK + 5 * HOUR
    wishes = [visit_of((salon.room, salon.team[n])) for n in range(3)]
    jobs = [moving(v, target, w) for v, w in zip(visits, wishes, strict=True)]
    assert at_once(*jobs) == {"moved": 1, "slot_taken": 2}
    assert broken() == (0, 0, 0)


def meet(monkeypatch):
    """Let a move and a booking both be checked before either is written."""
    meeting = threading.Barrier(2)
    for module in (rescheduling, appointments):
        take = module.take

        def take_together(*args, take=take):
            with suppress(threading.BrokenBarrierError):
                meeting.wait(timeout=5)
            return take(*args)

        monkeypatch.setattr(module, "take", take_together)


def test_control_without_guards_takes_the_target_twice(salon, monkeypatch):
    mine, target = booked(salon, 0), TEN_O_CLOCK + HOUR
    for name in LOCKS:
        monkeypatch.setattr(rescheduling, name, lambda *args, **kwargs: SERVICES)
    monkeypatch.setattr(reserving, "lock_staff", lambda ids: [])
    drop("booking_occupancy", STAFF_OVERLAP, RESOURCE_OVERLAP)
    meet(monkeypatch)
    other = booking(salon, salon.crowd[1], (salon.cut, salon.team[0]), start=target)
    assert at_once(moving(mine, target), other) == {"moved": 1, "booked": 1}
    assert broken() != (0, 0, 0)


class SERVICES:
    """What no lock returns: nothing to wait for."""

    resource_type_ids = ()
    class_ids = ()


def test_two_into_each_others_slot_wait_and_nothing_changes(salon):
    one, other = booked(salon, 0), booked(salon, 1, staff=salon.team[1])
    before = times()
    jobs = [
        moving(one, TEN_O_CLOCK, visit_of((salon.cut, salon.team[1]))),
        moving(other, TEN_O_CLOCK, visit_of((salon.cut, salon.team[0]))),
    ]
    assert at_once(*jobs) == {"slot_taken": 2}
    assert (times(), broken()) == (before, (0, 0, 0))


def test_control_locks_in_the_order_of_asking_end_in_a_deadlock(salon, monkeypatch):
    """Each locks its own person first: without the one order both wait for each other."""
    one, other = booked(salon, 0), booked(salon, 1, staff=salon.team[1])
    meeting = threading.Barrier(2)
    mine = threading.local()

    def lock_own_first(ids):
        own = mine.staff
        lock_staff([own])
        with suppress(threading.BrokenBarrierError):
            meeting.wait(timeout=5)
        return lock_staff(set(ids) - {own})

    monkeypatch.setattr(rescheduling, "lock_staff", lock_own_first)

    def from_(staff, job):
        def run():
            mine.staff = staff.pk
            return job()

        return run

    outcomes = at_once(
        from_(salon.team[0], moving(one, TEN_O_CLOCK, visit_of((salon.cut, salon.team[1])))),
        from_(salon.team[1], moving(other, TEN_O_CLOCK, visit_of((salon.cut, salon.team[0])))),
    )
    assert outcomes["busy"] >= 1


def test_move_against_expiry_ends_in_one_of_two(salon):
    held = booked(salon, 0, confirmed=False)
    with schema_context("noor"):
        Appointment.objects.update(hold_expires_at=TEN_O_CLOCK - 25 * HOUR)

    def expiring():
        expire_hold(str(held.pk))
        return "looked"

    outcomes = at_once(moving(held, TEN_O_CLOCK + HOUR), expiring)
    assert outcomes == {"not_changeable": 1, "looked": 1}
    with schema_context("noor"):
        assert Appointment.objects.get().status == "expired"
        assert not Occupancy.objects.filter(blocking=True).exists()


def test_two_moves_of_one_visit_end_in_one_place(salon):
    mine = booked(salon, 0)
    targets = [TEN_O_CLOCK + HOUR, TEN_O_CLOCK + 3 * HOUR]
    assert at_once(*(moving(mine, target) for target in targets)) == {"moved": 2}
    assert times()[0] in targets
    assert broken() == (0, 0, 0)


def test_two_cancels_are_one(salon):
    mine = booked(salon, 0)

    def cancelling():
        cancel(mine.pk, actor=None, by_salon=True)
        return "cancelled"

    assert at_once(cancelling, cancelling) == {"cancelled": 1, "invalid_transition": 1}
    with schema_context("noor"):
        assert mine.events.filter(to_status="cancelled_by_salon").count() == 1


@pytest.mark.parametrize("seed", [1, 2])
def test_crowd_that_moves_about_breaks_nothing_and_never_deadlocks(salon, seed):
    add_units(salon, 2)
    rules_of_chance = random.Random(seed)
    menu = [salon.cut, salon.room, salon.colour, salon.lesson]
    visits = [
        booked(salon, n, start=TEN_O_CLOCK + 2 * n * HOUR, service=menu[n], staff=salon.team[n])
        for n in range(4)
    ]

    def wandering(number):
        def job():
            seen = Counter()
            for _step in range(6):
                start = TEN_O_CLOCK + rules_of_chance.randrange(10) * HOUR / 2
                wish = visit_of((menu[number], rules_of_chance.choice(salon.team)))
                try:
                    moving(visits[number], start, wish)()
                except Exception as refusal:
                    seen[getattr(refusal, "code", repr(refusal))] += 1
            return ",".join(sorted(seen))

        return job

    outcomes = at_once(*(wandering(number) for number in range(4)))
    codes = {code for words in outcomes for code in words.split(",")}
    assert codes <= {"", "slot_taken", "nothing_changes", "not_bookable"}
    assert broken() == (0, 0, 0)
