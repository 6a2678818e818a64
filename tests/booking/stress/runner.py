"""Deals operations to workers and lets all of them loose on one salon."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from foundation.errors import Busy, DomainError
from tests.booking.stress import by_customers, by_salon, by_themselves
from tests.booking.stress.world import NothingToDo, in_the_salon

OPERATIONS = by_customers.OPERATIONS + by_salon.OPERATIONS + by_themselves.OPERATIONS
ROUNDS = 6
WORKERS = 6
# A refusal as busy that the database is the cause of: a deadlock, or a wait beyond all patience.
DONE, NOTHING, DEADLOCK = "done", "nothing to do", "deadlock"


def run(world, *, seed):
    """Let each operation happen ROUNDS times, in an order that the seed says, by many at once.

    Return how often each (operation, outcome) was; whatever is no refusal goes up.
    """
    turns = list(OPERATIONS) * ROUNDS
    random.Random(seed).shuffle(turns)
    hands = [(turns[n::WORKERS], random.Random(seed * 100 + n)) for n in range(WORKERS)]
    with ThreadPoolExecutor(WORKERS) as pool:
        return sum(pool.map(lambda hand: _play(world, *hand), hands), Counter())


def _play(world, turns, chance):
    seen = Counter()
    try:
        with in_the_salon():
            for operation in turns:
                seen[operation.__name__, _outcome(operation, world, chance)] += 1
    finally:
        connection.close()
    return seen


def _outcome(operation, world, chance):
    try:
        operation(world, chance)
    except DomainError as refusal:
        return DEADLOCK if isinstance(refusal, Busy) and refusal.__cause__ else refusal.code
    except NothingToDo:
        return NOTHING
    return DONE


def settle():
    """Handle what has happened and what is due, alone, until nothing is left of the moment."""
    for _look in range(100):
        by_themselves.work(None, None)
        if not by_themselves.due() and not by_themselves.unhandled():
            return
    raise AssertionError("no end in sight")
