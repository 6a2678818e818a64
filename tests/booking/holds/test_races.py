"""Many hands at held times, with the guards and without them.

Each control runs the same with a guard taken away: it proves that the test could see the fault.
"""

import random
import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django_tenants.utils import schema_context

from booking import locks
from booking.domain import appointments, held_reading, holding, transitions
from booking.models import ONE_HOLD, RESOURCE_OVERLAP, STAFF_OVERLAP, Appointment, AppointmentEvent
from foundation.errors import DomainError
from foundation.tenancy.roles import owner_connection
from foundation.together import Statement
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, TEN_O_CLOCK, book
from tests.booking.crowds import (
    add_units,
    at_once,
    at_once_values,
    booking,
    broken,
    drop,
    meet_between_check_and_write,
    salon,
    visit_of,
    without_locks,
)

__all__ = ["salon"]
ROUNDS = range(3)


def holding_of(salon, customer, part, start=TEN_O_CLOCK):
    def job():
        book(salon, start=start, customer=customer, visit=visit_of(part), hold=True)
        return "held"

    return job


def confirming(appointment):
    def job():
        holding.confirm_hold(appointment.pk, customer=appointment.customer)
        return "confirmed"

    return job


def releasing(appointment):
    def job():
        holding.release_hold(appointment.pk, customer=appointment.customer)
        return "released"

    return job


def hold_one(salon, member=0):
    with schema_context("noor"):
        return book(
            salon,
            customer=salon.crowd[0],
            visit=visit_of((salon.cut, salon.team[member])),
            hold=True,
        )


def counted(**facts):
    with schema_context("noor"):
        return Appointment.objects.filter(**facts).count()


def ends_of_holds():
    """Return how often each hold ended: more than once is a lost update."""
    with schema_context("noor"):
        ended = AppointmentEvent.objects.filter(from_status="held")
        return sorted(Counter(ended.values_list("appointment", flat=True)).values())


def test_holds_of_one_customer_at_once_leave_one(salon):
    jobs = [holding_of(salon, salon.crowd[0], (salon.cut, member)) for member in salon.team]
    assert at_once(*jobs) == {"held": 4}
    assert (counted(status="held"), counted(status="expired")) == (1, 3)
    assert broken() == (0, 0, 0)


def test_constraint_alone_leaves_one_hold(salon, monkeypatch):
    without_locks(monkeypatch, "lock_customer")
    meet_between_check_and_write(monkeypatch)
    jobs = [holding_of(salon, salon.crowd[0], (salon.cut, member)) for member in salon.team[:2]]
    assert at_once(*jobs) == {"held": 1, "busy": 1}
    assert counted(status="held") == 1


def test_control_without_the_customers_lock_holds_twice(salon, monkeypatch):
    with owner_connection(), connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {ONE_HOLD}")
    without_locks(monkeypatch, "lock_customer")
    meet_between_check_and_write(monkeypatch)
    jobs = [holding_of(salon, salon.crowd[0], (salon.cut, member)) for member in salon.team[:2]]
    assert at_once(*jobs) == {"held": 2}
    assert counted(status="held") == 2


@pytest.fixture
def almost_at_the_limit(salon):
    """A customer with one unpaid time less than she may have."""
    with schema_context("noor"):
        for hours in range(appointments.MAX_OPEN_HOLDS - 1):
            start = TEN_O_CLOCK + timedelta(hours=3 + hours)
            book(salon, customer=salon.crowd[0], visit=visit_of((salon.cut, salon.team[0])),
                 start=start)  # fmt: skip
    return salon


def unpaid_jobs(salon, count):
    return [booking(salon, salon.crowd[0], (salon.cut, member)) for member in salon.team[:count]]


def test_limit_of_unpaid_times_holds_at_once(almost_at_the_limit):
    outcomes = at_once(*unpaid_jobs(almost_at_the_limit, 4))
    assert outcomes == {"booked": 1, "too_many_holds": 3}
    assert counted(status="pending_payment") == appointments.MAX_OPEN_HOLDS


def test_control_without_the_customers_lock_exceeds_the_limit(almost_at_the_limit, monkeypatch):
    without_locks(monkeypatch, "lock_customer")
    meet_between_check_and_write(monkeypatch)
    assert at_once(*unpaid_jobs(almost_at_the_limit, 2)) == {"booked": 2}
    assert counted(status="pending_payment") > appointments.MAX_OPEN_HOLDS


@pytest.mark.parametrize("round_", ROUNDS)
def test_confirming_against_letting_go_does_one_of_them(salon, round_):
    held = hold_one(salon)
    outcomes = at_once(confirming(held), releasing(held))
    assert outcomes in [
        {"confirmed": 1, "invalid_transition": 1},
        {"hold_over": 1, "released": 1},
    ]
    assert (ends_of_holds(), broken()) == ([1], (0, 0, 0))


def read_before(appointment):
    """Return the appointment as somebody without its lock reads it before the other's commit.

    In the controls one acts after the other: at the same moment the database would see a deadlock
    and end one of the two.
    """
    with schema_context("noor"):
        return Appointment.objects.select_related("customer").get(pk=appointment.pk)


def test_control_without_the_appointments_lock_does_both(salon, monkeypatch):
    held = hold_one(salon)
    seen = read_before(held)
    assert at_once(confirming(held)) == {"confirmed": 1}
    monkeypatch.setattr(holding, "lock_appointment", lambda appointment_id: seen)
    assert at_once(releasing(held)) == {"released": 1}
    assert ends_of_holds() == [2]


def test_confirming_twice_at_once_moves_it_once(salon):
    held = hold_one(salon)
    assert at_once(confirming(held), confirming(held)) == {"confirmed": 2}
    assert (ends_of_holds(), broken()) == ([1], (0, 0, 0))


def test_control_without_the_confirmations_lock_confirms_twice(salon, monkeypatch):
    """Both find it held before either has confirmed it; with the lock the second finds it done."""
    held = hold_one(salon)
    meeting, confirm_locked = threading.Barrier(2), holding.confirm_locked

    def unlocked(appointment_id):
        sql, parameters = Appointment.objects.filter(pk=appointment_id).query.sql_with_params()
        return [Statement("appointment", sql, parameters)]

    def confirm_together(*args, **details):
        meeting.wait(timeout=20)
        confirm_locked(*args, **details)

    monkeypatch.setattr(held_reading, "lock_appointment", unlocked)
    monkeypatch.setattr(holding, "confirm_locked", confirm_together)
    assert at_once(confirming(held), confirming(held)) == {"confirmed": 2}
    assert ends_of_holds() == [2]


@pytest.mark.parametrize("round_", ROUNDS)
def test_confirming_at_the_moment_of_the_end_does_one_of_them(salon, time_machine, round_):
    held = hold_one(salon)

    def expire():
        for _look in range(40):
            if transitions.expire_hold(str(held.pk)) is None:
                return "done"
        return "too early"

    time_machine.move_to(held.hold_expires_at - timedelta(milliseconds=60 - 25 * round_), tick=True)
    outcomes = at_once(confirming(held), expire)
    with schema_context("noor"):
        held.refresh_from_db()
    assert (held.status, outcomes["confirmed"], outcomes["hold_over"]) in [
        ("pending_payment", 1, 0),
        ("expired", 0, 1),
        # Refused in time, with the job still to come.
        ("held", 0, 1),
    ]
    assert (len(ends_of_holds()) <= 1, broken()) == (True, (0, 0, 0))


def test_control_without_the_lock_confirms_and_frees_the_time(salon, monkeypatch, time_machine):
    """The job has read the held time before it was confirmed, and ends it after."""
    held = hold_one(salon)
    seen = read_before(held)
    assert at_once(confirming(held)) == {"confirmed": 1}
    monkeypatch.setattr(transitions, "lock_appointment", lambda appointment_id: seen)
    time_machine.move_to(NOW + timedelta(minutes=10), tick=False)
    assert at_once(lambda: transitions.expire_hold(str(held.pk))) == {None: 1}
    assert ends_of_holds() == [2]


@pytest.mark.parametrize("round_", ROUNDS)
def test_confirming_against_another_choice_keeps_what_was_confirmed(salon, round_):
    held = hold_one(salon)
    other = holding_of(salon, held.customer, (salon.cut, salon.team[1]))
    outcomes = at_once(confirming(held), other)
    with schema_context("noor"):
        held.refresh_from_db()
    assert (held.status, outcomes) in [
        ("pending_payment", {"confirmed": 1, "held": 1}),
        ("expired", {"hold_over": 1, "held": 1}),
    ]
    assert (counted(status="held"), broken()) == (1, (0, 0, 0))


def crowd_of(salon, count):
    with schema_context("noor"):
        return [*salon.crowd, *(UserFactory() for _ in range(count - len(salon.crowd)))]


def test_fifty_at_one_slot_hold_it_once(salon, monkeypatch):
    monkeypatch.setattr(locks, "LOCK_TIMEOUT_MS", 30_000)
    part = (salon.cut, salon.team[0])
    jobs = [holding_of(salon, customer, part) for customer in crowd_of(salon, 50)]
    assert at_once(*jobs) == {"held": 1, "slot_taken": 49}
    assert (counted(), broken()) == (1, (0, 0, 0))


def test_control_without_guards_fifty_hold_one_slot(salon, monkeypatch):
    """All fifty are checked before anybody is written, and all fifty are told that it is theirs."""
    monkeypatch.setattr(locks, "LOCK_TIMEOUT_MS", 30_000)
    drop("booking_occupancy", STAFF_OVERLAP)
    without_locks(monkeypatch, "lock_staff")
    meet_between_check_and_write(monkeypatch, crowd=50, patience=60)
    part = (salon.cut, salon.team[0])
    jobs = [holding_of(salon, customer, part) for customer in crowd_of(salon, 50)]
    assert at_once(*jobs) == {"held": 50}
    assert (counted(status="held"), broken()) == (50, (50 * 49 // 2, 0, 0))


# Starts in minutes after ten, of services of 60 minutes (cut) and 30 + 60 + 30 (colour).
OVERLAPPING = [
    (("cut", 0), ("cut", 30)),
    (("cut", 45), ("colour", 0)),
    (("colour", 15), ("cut", 0)),
    (("colour", 0), ("colour", 15)),
]


def jobs_of(salon, wanted):
    customers = iter(salon.crowd)
    return [
        holding_of(
            salon,
            next(customers),
            (getattr(salon, name), salon.team[0]),
            start=TEN_O_CLOCK + timedelta(minutes=minutes),
        )
        for name, minutes in wanted * 3
    ]


@pytest.mark.parametrize("wanted", OVERLAPPING)
def test_overlapping_times_of_different_lengths_and_starts_are_held_once(salon, wanted):
    outcomes = at_once(*jobs_of(salon, wanted))
    assert outcomes == {"held": 1, "slot_taken": 5}
    assert broken() == (0, 0, 0)


@pytest.mark.parametrize("wanted", OVERLAPPING)
def test_control_without_guards_holds_overlapping_times(salon, wanted, monkeypatch):
    drop("booking_occupancy", STAFF_OVERLAP, RESOURCE_OVERLAP)
    without_locks(monkeypatch, "lock_staff")
    meet_between_check_and_write(monkeypatch)
    at_once(*jobs_of(salon, wanted)[:2])
    assert (counted(status="held"), broken()[0] > 0) == (2, True)


@pytest.mark.parametrize("seed", [1, 2])
def test_random_holds_at_once_end_without_deadlock(salon, monkeypatch, seed):
    """Few customers with many windows each: classes, rooms and people change hands crosswise."""
    add_units(salon, 2)
    monkeypatch.setattr(locks, "LOCK_TIMEOUT_MS", 20_000)
    monkeypatch.setattr(appointments, "MAX_OPEN_HOLDS", 1000)
    menu = [salon.room, salon.colour, salon.cut, salon.lesson]

    def turn(chance):
        held = list(Appointment.objects.filter(status="held").select_related("customer"))
        if held and chance.random() < 0.3:
            return chance.choice([confirming, releasing])(chance.choice(held))
        start = TEN_O_CLOCK + timedelta(minutes=30 * chance.randrange(6))
        part = (chance.choice(menu), chance.choice(salon.team))
        return holding_of(salon, chance.choice(salon.crowd[:3]), part, start)

    def worker(number):
        chance, seen = random.Random(seed * 100 + number), Counter()
        for _turn in range(8):
            try:
                seen[turn(chance)()] += 1
            except DomainError as refusal:
                seen[refusal.code] += 1
        return seen

    outcomes = sum(at_once_values([lambda n=n: worker(n) for n in range(6)]), Counter())
    assert (outcomes["busy"], sum(outcomes.values())) == (0, 48)
    assert outcomes["held"] > 0
    assert (set(ends_of_holds()) <= {1}, broken()) == (True, (0, 0, 0))
