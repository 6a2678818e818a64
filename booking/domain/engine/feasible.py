"""When each part can begin, person by person, for the whole window at once.

What parts of one visit do to each other is left to the planner: these sets can only be too large
by that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from booking.domain.engine.timeline import Span, spread_ahead, spread_back, starts_of_runs
from booking.domain.engine.world import Blocks, Part, Person, Visit, World


@dataclass(frozen=True)
class PartStarts:
    """Person -> when she can begin the part, such that the rest of the visit can follow."""

    part: Part
    by_person: dict[int, int]
    # The minute that bit 0 of the masks stands for.
    offset: int = 0

    @cached_property
    def anybody(self) -> int:
        union = 0
        for mask in self.by_person.values():
            union |= mask
        return union


def starts_of_guests(world: World, visit: Visit) -> list[list[PartStarts]]:
    """Return for each part of each guest when it can begin so that the rest can follow.

    Guests who want the same share one answer.
    """
    found: list[list[PartStarts]] = []
    for number, parts in enumerate(visit.guests):
        twin = visit.guests.index(parts)
        found.append(found[twin] if twin < number else _starts_of_guest(world, visit, parts))
    return found


def _starts_of_guest(world: World, visit: Visit, parts: Sequence[Part]) -> list[PartStarts]:
    alone = [part_starts(world, part) for part in parts]
    if visit.latest_end is not None:
        alone[-1] = _ending_by(alone[-1], visit.latest_end)
    return _followed(alone, visit.longest_wait)


def part_starts(world: World, part: Part) -> PartStarts:
    """Return when a part on its own can begin."""
    alone = _Alone(world, part)
    masks = {person.id: alone.of(person) for person in able(world, part)}
    return PartStarts(part, {staff_id: mask for staff_id, mask in masks.items() if mask})


def in_window(
    guest: Sequence[PartStarts],
    visit: Visit,
    start: int,
    ready: int | None,
    *,
    is_pinned: bool = True,
) -> list[PartStarts] | None:
    """Return when the parts of a guest can begin at one start of the visit, from there on.

    ``ready``: she ends exactly then. ``is_pinned``: she begins at the start, not later. None where
    a part is left without any minute.
    """
    width = (1 << (visit.longest if ready is None else ready - start) + 1) - 1
    near = [
        PartStarts(
            each.part, {pk: mask >> start & width for pk, mask in each.by_person.items()}, start
        )
        for each in guest
    ]
    if is_pinned:
        near[0] = _kept(near[0], lambda _pk: 1)
    if ready is not None:
        ends, blocks_of = ready - start, near[-1].part.blocks_of
        near[-1] = _kept(near[-1], lambda pk: (1 << ends) >> blocks_of(pk).visit)
    found = _reached(_followed(near, visit.longest_wait), visit.longest_wait)
    return found if all(each.by_person for each in found) else None


def _followed(guest: Sequence[PartStarts], longest_wait: int) -> list[PartStarts]:
    """Keep the starts after which the next part can begin, from the last part back."""
    found: list[PartStarts] = []
    for each in reversed(guest):
        if found:
            following, part = Following(found[0], longest_wait), each.part
            masks = {pk: following.before(own, part, pk) for pk, own in each.by_person.items()}
            each = PartStarts(part, {pk: m for pk, m in masks.items() if m}, each.offset)
        found.insert(0, each)
    return found


def _reached(guest: Sequence[PartStarts], longest_wait: int) -> list[PartStarts]:
    """Keep the starts that some start of the part before leads to."""
    found = [guest[0]]
    for each in guest[1:]:
        reach, before = 0, found[-1]
        for pk, mask in before.by_person.items():
            blocks = before.part.blocks_of(pk)
            latest = max(longest_wait, blocks.after + each.part.blocks_of(pk).before)
            reach |= spread_ahead(mask, blocks.visit, blocks.visit + latest)
        masks = {pk: mask & reach for pk, mask in each.by_person.items() if mask & reach}
        found.append(PartStarts(each.part, masks, each.offset))
    return found


def _ending_by(starts: PartStarts, minute: int) -> PartStarts:
    def kept(staff_id: int) -> int:
        latest = minute - starts.part.blocks_of(staff_id).visit
        return (1 << latest + 1) - 1 if latest >= 0 else 0

    return _kept(starts, kept)


def _kept(starts: PartStarts, kept: Callable[[int], int]) -> PartStarts:
    masks = {pk: mask & kept(pk) for pk, mask in starts.by_person.items()}
    found = {pk: mask for pk, mask in masks.items() if mask}
    return PartStarts(starts.part, found, starts.offset)


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


class Following:
    """The part after another one: by whom it can begin when."""

    def __init__(self, starts: PartStarts, longest_wait: int) -> None:
        self.starts, self.longest_wait = starts, longest_wait
        self.once, self.twice = 0, 0
        for mask in starts.by_person.values():
            self.twice |= self.once & mask
            self.once |= mask

    def before(self, own: int, part: Part, staff_id: int) -> int:
        """Keep the starts of ``part`` by this person after which this one can begin in time."""
        blocks, her = part.blocks_of(staff_id), self.starts.by_person.get(staff_id, 0)
        others = self.twice | (self.once & ~her)
        kept = own & spread_back(others, blocks.visit, blocks.visit + self.longest_wait)
        if not her:
            return kept
        # Somebody who goes on with the same guest tidies up and prepares in between.
        preparing = self.starts.part.blocks_of(staff_id).before
        latest = max(self.longest_wait, blocks.after + preparing)
        soonest = max(blocks.work[-1][1] + preparing - blocks.visit, 0)
        if max(part.capacity, self.starts.part.capacity) > 1:
            # Who joins a class has nothing to tidy up for it.
            soonest = 0
        return kept | own & spread_back(her, blocks.visit + soonest, blocks.visit + latest)


class _Alone:
    """When people can begin a part on its own; what they share is computed once."""

    def __init__(self, world: World, part: Part) -> None:
        self.world, self.part = world, part
        self.shared: dict[Blocks, int] = {}

    def of(self, person: Person) -> int:
        """Return when a person can begin the part."""
        blocks = self.part.blocks_of(person.id)
        mask = self._shared(blocks)
        for span in blocks.work:
            mask &= _starts_for(person.free, span)
        if self.part.capacity > 1:
            there = starts_of_runs(self.world.open, blocks.visit)
            mask |= there & _joinable(self.world, self.part, person)
        if person.id in self.world.full_staff:
            for day, minutes in self.world.day_minutes:
                if person.id in day.full_staff:
                    mask &= ~minutes
        return mask

    def _shared(self, blocks: Blocks) -> int:
        """Return when the customer can be there and a unit is free."""
        if blocks not in self.shared:
            mask = starts_of_runs(self.world.open, blocks.visit)
            if self.part.resource_type_id is not None:
                mask &= _any_unit(self.world, self.part.resource_type_id, blocks.room)
            self.shared[blocks] = mask
        return self.shared[blocks]


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
            fits = session.start + part.blocks_of(person.id).visit <= session.end
            mask |= 1 << session.start if fits and session.seats_left > 0 else 0
    return mask
