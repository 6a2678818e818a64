"""When each part can begin, person by person, for the whole window at once.

What parts of one visit do to each other is left to the planner: these sets can only be too large
by that.
"""

from dataclasses import dataclass

from booking.domain.engine.timeline import Span, spread_back, starts_of_runs
from booking.domain.engine.world import Blocks, Part, Person, Visit, World


@dataclass(frozen=True)
class PartStarts:
    """Person -> when she can begin the part, such that the rest of the visit can follow."""

    part: Part
    by_person: dict[int, int]

    @property
    def anybody(self) -> int:
        union = 0
        for mask in self.by_person.values():
            union |= mask
        return union


def guest_starts(world: World, parts: tuple[Part, ...], longest_wait: int) -> list[PartStarts]:
    """Return for each part when it can begin, looking from the last part back to the first."""
    found: list[PartStarts] = []
    following: int | None = None
    for index in reversed(range(len(parts))):
        part = parts[index]
        after = parts[index + 1] if index + 1 < len(parts) else None
        masks = {
            person.id: _before(
                _own_starts(world, part, person),
                part.blocks_of(person.id),
                after,
                longest_wait,
                following,
                person.id,
            )
            for person in able(world, part)
        }
        found.insert(0, PartStarts(part, {key: mask for key, mask in masks.items() if mask}))
        following = found[0].anybody
    return found


def visit_starts(world: World, visit: Visit, guests: list[list[PartStarts]]) -> int:
    """Return when the visit may begin, before guests and parts are fitted to each other."""
    starts = world.startable
    if len(visit.guests) == 1 or visit.alignment == "start":
        for guest in guests:
            starts &= guest[0].anybody
        return starts
    # Somebody begins with the visit, the others when they will be ready together.
    anybody = 0
    for guest in guests:
        anybody |= guest[0].anybody
    return starts & anybody


def able(world: World, part: Part) -> list[Person]:
    """Return who may do the part at all."""
    return [
        person
        for person in world.people.values()
        if part.service_id in person.service_ids
        and part.staff_id in (None, person.id)
        and (person.is_woman or not part.women_only)
    ]


def _before(
    own: int,
    blocks: Blocks,
    after: Part | None,
    longest_wait: int,
    following: int | None,
    staff_id: int,
) -> int:
    """Keep the starts after which the next part can begin in time."""
    if after is None or following is None:
        return own
    # Somebody who goes on with the same guest tidies up and prepares in between.
    own_wait = blocks.after + after.blocks_of(staff_id).before
    longest = max(longest_wait, own_wait)
    return own & spread_back(following, blocks.visit, blocks.visit + longest)


def _own_starts(world: World, part: Part, person: Person) -> int:
    blocks = part.blocks_of(person.id)
    there = starts_of_runs(world.open, blocks.visit)
    mask = there
    for span in blocks.work:
        mask &= _starts_for(person.free, span)
    if part.resource_type_id is not None:
        mask &= _any_unit(world, part.resource_type_id, blocks.room)
    if part.capacity > 1:
        mask |= there & _joinable(world, part, person)
    for day, minutes in world.day_minutes:
        if person.id in day.full_staff:
            mask &= ~minutes
    return mask


def _starts_for(free: int, span: Span) -> int:
    """Return the starts for which the span, counted from them, is free."""
    offset, end = span
    mask = starts_of_runs(free, end - offset)
    return mask >> offset if offset >= 0 else mask << -offset


def _any_unit(world: World, type_id: int, span: Span) -> int:
    union = 0
    for unit in world.units:
        if unit.type_id == type_id:
            union |= _starts_for(world.window.everything & ~unit.busy, span)
    return union


def _joinable(world: World, part: Part, person: Person) -> int:
    mask = 0
    for session in world.sessions:
        if (session.service_id, session.staff_id) == (part.service_id, person.id):
            mask |= 1 << session.start if session.seats_left > 0 else 0
    return mask
