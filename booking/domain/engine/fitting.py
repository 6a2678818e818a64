"""What the planner is asked: one visit, one start."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from booking.domain.engine.feasible import PartStarts
from booking.domain.engine.near import Near
from booking.domain.engine.world import Visit, World

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
