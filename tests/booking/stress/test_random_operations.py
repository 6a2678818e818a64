"""Hundreds of random operations of every kind at one salon, by many at once."""

import pytest

from booking import locks
from booking.domain import appointments
from booking.domain.availability import PartRequest
from booking.models import RESOURCE_OVERLAP, STAFF_OVERLAP
from tests.booking.conftest import NOW, TEN_O_CLOCK
from tests.booking.crowds import drop, meet_between_check_and_write, without_locks
from tests.booking.invariants import violations
from tests.booking.stress import by_customers, runner
from tests.booking.stress.runner import DEADLOCK, DONE, OPERATIONS, run, settle
from tests.booking.stress.world import STEP, STEPS, World, in_the_salon, make_world

# Only what waits for each other waits so long.
PATIENCE_MS = 60_000
# Of all kinds of operations.
MOST_IN_VAIN = 6
LAST_START = TEN_O_CLOCK + STEP * (STEPS - 1)


@pytest.fixture
def world(fresh_database, time_machine, monkeypatch):
    monkeypatch.setattr(locks, "LOCK_TIMEOUT_MS", PATIENCE_MS)
    monkeypatch.setattr(appointments, "MAX_OPEN_HOLDS", 1000)
    time_machine.move_to(NOW, tick=True)
    return make_world(time_machine)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_operations_at_once_end_without_deadlock_and_add_up(world, seed):
    outcomes = run(world, seed=seed)
    with in_the_salon():
        settle()
    deadlocked = {name for name, outcome in outcomes if outcome == DEADLOCK}
    assert (deadlocked, violations()) == (set(), {})
    assert outcomes.total() >= 200
    worked = {name for name, outcome in outcomes if outcome == DONE}
    never = {operation.__name__ for operation in OPERATIONS} - worked
    # Now and then others are in the way of one of them each time.
    assert len(never) <= MOST_IN_VAIN


def test_control_without_guards_the_same_runner_takes_somebody_twice(world, monkeypatch):
    """Bookings of one time alone: at random they seldom meet between check and write."""
    monkeypatch.setattr(runner, "OPERATIONS", [by_customers.book_one])
    monkeypatch.setattr(World, "start", lambda *_chance: LAST_START)
    monkeypatch.setattr(World, "part", lambda world, *_any: same_part(world))
    drop("booking_occupancy", STAFF_OVERLAP, RESOURCE_OVERLAP)
    without_locks(monkeypatch, "lock_staff", "lock_resources")
    meet_between_check_and_write(monkeypatch)
    run(world, seed=1)
    assert violations("taken_twice") != {}


def same_part(world):
    return PartRequest(world.menu.cut.pk, world.team[0].pk)
