"""Plans that leave no useless gap in anybody's day."""

from booking.domain.engine.near import Near
from booking.domain.engine.plan import Placed, Plan
from booking.domain.engine.timeline import Span


def is_tight(near: Near, plan: Plan, *, shortest: int) -> bool:
    """Return whether no gap is left that is too short for the shortest service.

    Looked at before and after the work of each person of the plan; a gap of nothing is best.
    ``near`` has a margin of ``shortest`` or more.
    """
    for placed in plan:
        free = _free(near, placed.staff_id, plan)
        for start, end in placed.work:
            gaps = _before(free, start - near.low), _after(free, end - near.low)
            if any(0 < gap < shortest for gap in gaps):
                return False
    return True


def can_become_tight(near: Near, placed: Placed, done: Plan, *, shortest: int) -> bool:
    """Return whether a part of a visit of one guest leaves no useless gap before it.

    What comes after it is left open: the same person may go on with the same guest.
    """
    free = _free(near, placed.staff_id, (*done, placed))
    return not any(0 < _before(free, start - near.low) < shortest for start, _end in placed.work)


def _free(near: Near, staff_id: int, own: Plan) -> int:
    """Return when a person is free beside a plan."""
    free = near.of_person(near.world.people[staff_id])
    for placed in own:
        if placed.staff_id == staff_id:
            for span in placed.work:
                free &= ~_mask(span, near.low)
    return free


def _mask(span: Span, low: int) -> int:
    return ((1 << (span[1] - span[0])) - 1) << (span[0] - low)


def _before(free: int, minute: int) -> int:
    """Return how many free minutes end at ``minute``."""
    taken = ~free & ((1 << minute) - 1)
    return minute - taken.bit_length()


def _after(free: int, minute: int) -> int:
    """Return how many free minutes begin at ``minute``."""
    rest = free >> minute
    return (~rest & (rest + 1)).bit_length() - 1
