"""Times that leave no useless gap in anybody's day."""

from booking.domain.engine.planner import Placed
from booking.domain.engine.search import Offer
from booking.domain.engine.timeline import Span
from booking.domain.engine.world import World


def is_tight(world: World, offer: Offer, *, shortest: int) -> bool:
    """Return whether no gap is left that is too short for the shortest service.

    Looked at before and after the work of each person of the plan; a gap of nothing is best.
    """
    own: dict[int, list[Span]] = {}
    for placed in offer.plan:
        own.setdefault(placed.staff_id, []).extend(placed.work)
    return all(_leaves_no_gap(world, placed, own, shortest) for placed in offer.plan)


def _leaves_no_gap(world: World, placed: Placed, own: dict[int, list[Span]], shortest: int) -> bool:
    free = world.people[placed.staff_id].free
    for start, end in own[placed.staff_id]:
        free &= ~(((1 << (end - start)) - 1) << start)
    gaps = (gap for span in placed.work for gap in (_before(free, span[0]), _after(free, span[1])))
    return all(gap == 0 or gap >= shortest for gap in gaps)


def _before(free: int, minute: int) -> int:
    """Return how many free minutes end at ``minute``."""
    taken = ~free & ((1 << minute) - 1)
    return minute - taken.bit_length()


def _after(free: int, minute: int) -> int:
    """Return how many free minutes begin at ``minute``."""
    rest = free >> minute
    return (~rest & (rest + 1)).bit_length() - 1
