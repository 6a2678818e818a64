"""Plans that leave no useless gap in anybody's day."""

from collections.abc import Iterator

from booking.domain.engine.plan import Placed, Plan
from booking.domain.engine.timeline import Span
from booking.domain.engine.world import World


def is_tight(world: World, plan: Plan, *, shortest: int) -> bool:
    """Return whether no gap is left that is too short for the shortest service.

    Looked at before and after the work of each person of the plan; a gap of nothing is best.
    """
    return not any(0 < gap < shortest for gap in _gaps(world, plan))


def can_become_tight(world: World, placed: Placed, done: Plan, *, shortest: int) -> bool:
    """Return whether a part of a visit of one guest leaves no useless gap before it.

    What comes after it is left open: the same person may go on with the same guest.
    """
    free = _free(world, placed.staff_id, (*done, placed))
    return not any(0 < _before(free, start) < shortest for start, _end in placed.work)


def _gaps(world: World, plan: Plan) -> Iterator[int]:
    free = {placed.staff_id: _free(world, placed.staff_id, plan) for placed in plan}
    for placed in plan:
        for start, end in placed.work:
            yield _before(free[placed.staff_id], start)
            yield _after(free[placed.staff_id], end)


def _free(world: World, staff_id: int, own: Plan) -> int:
    """Return when a person is free beside a plan."""
    free = world.people[staff_id].free
    for placed in own:
        if placed.staff_id == staff_id:
            free &= ~sum(map(_mask, placed.work))
    return free


def _mask(span: Span) -> int:
    return ((1 << (span[1] - span[0])) - 1) << span[0]


def _before(free: int, minute: int) -> int:
    """Return how many free minutes end at ``minute``."""
    taken = ~free & ((1 << minute) - 1)
    return minute - taken.bit_length()


def _after(free: int, minute: int) -> int:
    """Return how many free minutes begin at ``minute``."""
    rest = free >> minute
    return (~rest & (rest + 1)).bit_length() - 1
