"""Late payments, undone moves, caps and random work at once, with the guards and without them."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from django_tenants.utils import schema_context

from booking import locks
from booking.domain import appointments, attendance, taking
from booking.enums import AppointmentStatus
from booking.models import (
    Appointment,
)
from foundation.errors import DomainError
from salons.models import BookingRules
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.booking.crowds import (
    add_units,
    at_once,
    at_once_values,
    booking,
    broken,
    cancelling_of,
    confirming_of,
    expire,
    meet_between_check_and_write,
    pairs,
    party,
    salon,
    visit_of,
    without_locks,
)

__all__ = ["salon"]


def test_two_caps_of_a_day_at_once_hold(salon):
    """Different people, no room: only the rules of the salon make one wait for the other."""
    cap_days_at_one()
    jobs = [booking(salon, c, (salon.cut, m)) for c, m in pairs(salon)]
    assert at_once(*jobs) == {"booked": 1, "slot_taken": 3}


def test_control_without_the_lock_of_the_rules_exceeds_the_cap(salon, monkeypatch):
    cap_days_at_one()
    without_locks(monkeypatch, "lock_day_cap")
    meet_between_check_and_write(monkeypatch)
    jobs = [booking(salon, c, (salon.cut, m)) for c, m in pairs(salon)]
    assert at_once(*jobs)["booked"] > 1


def cap_days_at_one():
    with schema_context("noor"):
        rules = BookingRules.load()
        rules.salon_daily_cap = 1
        rules.save()


@pytest.mark.parametrize("service", ["room", "cut", "lesson"])
def test_late_payment_and_new_booking_take_a_time_once(salon, service):
    add_units(salon, 1)
    part = (getattr(salon, service), salon.team[0])
    with schema_context("noor"):
        expired = expire(book(salon, customer=salon.crowd[0], visit=visit_of(part)))
    others = [booking(salon, customer, part) for customer in salon.crowd[1:]]
    outcomes = at_once(confirming_of(expired), *others)
    places = 3 if service == "lesson" else 1
    assert outcomes["booked"] + outcomes["confirmed"] == places
    assert broken() == (0, 0, 0)


def test_undone_no_show_and_new_booking_take_a_time_once(salon, time_machine):
    part = (salon.cut, salon.team[0])
    with schema_context("noor"):
        missed = book(salon, customer=salon.crowd[0], visit=visit_of(part))
        Appointment.objects.filter(pk=missed.pk).update(status=AppointmentStatus.NO_SHOW)
        taking.give_back(missed)

    def undo():
        attendance.undo_attendance(missed.pk, actor=None)
        return "undone"

    outcomes = at_once(undo, *(booking(salon, customer, part) for customer in salon.crowd[1:]))
    assert outcomes["booked"] + outcomes["undone"] == 1
    assert broken() == (0, 0, 0)


@pytest.mark.parametrize("seed", [1, 2])
def test_random_work_at_once_ends_without_deadlock(salon, monkeypatch, seed):
    """Nobody waits for long, nothing is refused as busy, everything adds up."""
    add_units(salon, 2)
    monkeypatch.setattr(locks, "LOCK_TIMEOUT_MS", 20_000)
    monkeypatch.setattr(appointments, "MAX_OPEN_HOLDS", 1000)
    menu = [salon.room, salon.colour, salon.cut, salon.lesson]

    def worker(number):
        chance = random.Random(seed * 100 + number)
        seen = Counter()
        for _turn in range(8):
            try:
                seen[work(chance, number)()] += 1
            except DomainError as refusal:
                seen[refusal.code] += 1
        return lambda: seen

    def work(chance, number):
        found = list(Appointment.objects.order_by("pk"))
        if not found or chance.random() < 0.5:
            start = TEN_O_CLOCK + timedelta(minutes=30 * chance.randrange(6))
            guests = [
                [(chance.choice(menu), chance.choice([None, *salon.team]))]
                * chance.choice([1, 1, 2])
                for _guest in range(chance.choice([1, 1, 2]))
            ]
            return party(salon, salon.crowd[number], *guests, start=start)
        appointment = chance.choice(found)
        return chance.choice(
            [cancelling_of, confirming_of, lambda each: lambda: expire(each) and "expired"]
        )(appointment)

    outcomes = Counter()
    for seen in at_once_values([lambda n=n: worker(n)() for n in range(6)]):
        outcomes += seen
    assert (outcomes["busy"], sum(outcomes.values())) == (0, 48)
    assert outcomes["booked"] > 0
    assert broken() == (0, 0, 0)
