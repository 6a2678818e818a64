"""What a search finds: each part with its person, unit and minutes."""

from collections.abc import Sequence
from dataclasses import dataclass

from booking.domain.engine.timeline import Span
from booking.domain.engine.world import Part


@dataclass(frozen=True)
class Placed:
    """One part with its person, unit and minutes.

    ``joins``: it goes into a class that takes place anyway and takes neither person nor unit.
    """

    guest: int
    part: Part
    staff_id: int
    start: int
    end: int
    work: tuple[Span, ...] = ()
    unit_id: int | None = None
    room: Span | None = None
    joins: bool = False


Plan = tuple[Placed, ...]


def overlap(one: Span, other: Span) -> bool:
    """Return whether two stretches share a minute."""
    return one[0] < other[1] and other[0] < one[1]


def clashes(staff_id: int, work: Sequence[Span], done: Plan) -> bool:
    """Return whether a plan has the person at work in one of the stretches already."""
    return any(
        placed.staff_id == staff_id and overlap(span, other)
        for placed in done
        for other in placed.work
        for span in work
    )


def has_unit(done: Plan, unit_id: int, room: Span) -> bool:
    """Return whether a plan uses the unit in that stretch already."""
    return any(
        placed.unit_id == unit_id and placed.room is not None and overlap(room, placed.room)
        for placed in done
    )
