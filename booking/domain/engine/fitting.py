"""One visit at one start, and in which order its guests are served."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from booking.domain.engine.effort import A_WINDOW, Effort
from booking.domain.engine.feasible import PartStarts, in_window
from booking.domain.engine.near import Near
from booking.domain.engine.timeline import minutes_of
from booking.domain.engine.world import Alignment, Visit, World

Guests = Sequence[Sequence[PartStarts]]


@dataclass(frozen=True)
class Fitting:
    """One visit at one start. ``shortest``: only without gaps too short for such a service."""

    world: World
    visit: Visit
    guests: Guests
    start: int
    day: date
    shortest: int | None = None

    # (parts of a guest, when she is ready, whether she begins with the visit) -> when they begin.
    windows: dict[tuple[int, int | None, bool], Sequence[PartStarts] | None] = field(
        default_factory=dict
    )

    @cached_property
    def near(self) -> Near:
        return Near(self.world, self.visit, self.start, self.shortest or 0)


def orders_of(fitting: Fitting, effort: Effort) -> Iterator[tuple[list[int], int | None]]:
    """Yield who is served first and when everybody has to be ready.

    Who is to be ready together follows the guest who begins with the visit, whoever it is.
    """
    guests = list(range(len(fitting.guests)))
    if fitting.visit.alignment == Alignment.START or len(guests) == 1:
        yield guests, None
        return
    for leader in guests:
        if fitting.visit.guests.index(fitting.visit.guests[leader]) == leader:
            order = [leader, *(n for n in guests if n != leader)]
            for ready in _ends(fitting, leader, effort):
                yield order, ready


def _ends(fitting: Fitting, leader: int, effort: Effort) -> list[int]:
    """Return when a guest who begins with the visit can be ready, soonest first."""
    effort.spend(A_WINDOW)
    window = in_window(fitting.guests[leader], fitting.visit, fitting.start, None)
    if window is None:
        return []
    last, found = window[-1], 0
    for staff_id, mask in last.by_person.items():
        found |= mask << last.part.blocks_of(staff_id).visit
    return [fitting.start + minute for minute in minutes_of(found)]
