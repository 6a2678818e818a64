"""Fitting one visit at one start: who does what when, in which room.

Depth first through the minutes, people and units that ``feasible`` left. A state that failed is
not tried again: without that memory n parts among m people cost m to the power of n.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from booking.domain.engine.feasible import PartStarts
from booking.domain.engine.timeline import Span, covers, has, minutes_of
from booking.domain.engine.world import Alignment, Part, Person, Visit, World


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


@dataclass(frozen=True)
class _Step:
    """The next part to be placed: that of guest ``order[position]``, in ``low``..``high``."""

    position: int
    index: int
    low: int
    high: int
    # When everybody has to be ready, once the leading guest says so.
    end: int | None = None


def fit(
    world: World, visit: Visit, guests: Sequence[Sequence[PartStarts]], start: int, day: date
) -> Plan | None:
    """Return the plan of a visit that begins at ``start``, or None if it cannot be.

    The parts are in the order of guests and services. Somebody who has begun with a guest goes on
    with her where she can; otherwise the person of the lowest rank comes first.
    """
    together = visit.alignment is Alignment.END and len(guests) > 1
    for leader in range(len(guests)) if together else (0,):
        order = [leader, *(n for n in range(len(guests)) if n != leader)]
        plan = _Search(world, visit, guests, start, day, order).place(_Step(0, 0, start, start), ())
        if plan is not None:
            return tuple(sorted(plan, key=lambda placed: (placed.guest, placed.start)))
    return None


class _Search:
    """One start and one order of guests."""

    def __init__(
        self,
        world: World,
        visit: Visit,
        guests: Sequence[Sequence[PartStarts]],
        start: int,
        day: date,
        order: list[int],
    ) -> None:
        self.world, self.visit, self.guests = world, visit, guests
        self.start, self.day, self.order = start, day, order
        self.failed: set[object] = set()

    def place(self, step: _Step, done: Plan) -> Plan | None:
        """Return ``done`` with everything from ``step`` on, or None."""
        if step.position == len(self.order):
            return done
        if step.index == len(self.guests[self.order[step.position]]):
            following = self._next_guest(step, done[-1].end)
            return self.place(following, done) if following else None
        state = (step, self._effect(step, done))
        if state in self.failed:
            return None
        for placed in self._choices(step, done):
            plan = self.place(self._next_part(step, placed), (*done, placed))
            if plan is not None:
                return plan
        self.failed.add(state)
        return None

    def _next_guest(self, step: _Step, ready: int) -> _Step | None:
        if self.visit.alignment is Alignment.START:
            return _Step(step.position + 1, 0, self.start, self.start)
        if step.end not in (None, ready):
            return None
        return _Step(step.position + 1, 0, self.start, ready - 1, ready)

    def _next_part(self, step: _Step, placed: Placed) -> _Step:
        high = placed.end + self.visit.longest_wait
        return _Step(step.position, step.index + 1, placed.end, high, step.end)

    def _effect(self, step: _Step, done: Plan) -> frozenset[object]:
        """Return what of ``done`` can still be in the way of the parts from ``step`` on."""
        over = step.low - self._longest_before(step) if self._is_last(step) else -1
        taken: set[object] = {(p.staff_id, span) for p in done for span in p.work if span[1] > over}
        taken |= {(p.unit_id, p.room, "unit") for p in done if p.room and p.room[1] > over}
        taken |= {
            (p.part.service_id, p.staff_id, p.start, number, "class")
            for number, p in enumerate(done)
            if p.part.capacity > 1
        }
        return frozenset(taken | {(done[-1].staff_id if step.index else None, "previous")})

    def _is_last(self, step: _Step) -> bool:
        """Return whether the guests after this one, who begin anew, are none."""
        return step.position == len(self.order) - 1

    def _longest_before(self, step: _Step) -> int:
        parts = self.visit.guests[self.order[step.position]]
        return max(part.blocks.before for part in parts)

    def _choices(self, step: _Step, done: Plan) -> Iterator[Placed]:
        guest = self.order[step.position]
        starts = self.guests[guest][step.index]
        previous = done[-1] if step.index else None
        people = self._people(starts, previous)
        for person, minute in self._moments(step, starts, people, previous):
            if step.end is None or minute + starts.part.blocks_of(person.id).visit <= step.end:
                yield from self._placements(guest, starts.part, person, minute, done)

    def _people(self, starts: PartStarts, previous: Placed | None) -> list[Person]:
        people = [self.world.people[staff_id] for staff_id in starts.by_person]
        before = previous.staff_id if previous else None
        return sorted(people, key=lambda p: (p.id != before, p.ranks.get(self.day, p.rank), p.id))

    def _moments(
        self, step: _Step, starts: PartStarts, people: list[Person], previous: Placed | None
    ) -> Iterator[tuple[Person, int]]:
        """Yield who can begin when, soonest first."""
        high = step.high
        if previous is not None and previous.staff_id in starts.by_person:
            high = max(high, self._goes_on_until(previous, starts.part))
        near = starts.anybody >> step.low & ((1 << (high - step.low + 1)) - 1)
        for minute in (step.low + offset for offset in minutes_of(near)):
            for person in people:
                late = minute > step.high and (not previous or person.id != previous.staff_id)
                if not late and has(starts.by_person[person.id], minute):
                    yield person, minute

    @staticmethod
    def _goes_on_until(previous: Placed, part: Part) -> int:
        """Return until when somebody who tidies up first may go on with the same guest."""
        tidying = previous.part.blocks_of(previous.staff_id).after
        return previous.end + tidying + part.blocks_of(previous.staff_id).before

    def _placements(
        self, guest: int, part: Part, person: Person, minute: int, done: Plan
    ) -> Iterator[Placed]:
        blocks = part.blocks_of(person.id)
        end = minute + blocks.visit
        if part.capacity > 1 and _has_place(self.world, part, person.id, minute, done):
            yield Placed(guest, part, person.id, minute, end, joins=True)
            return
        work = tuple((minute + a, minute + b) for a, b in blocks.work)
        if not all(covers(person.free, span) for span in work) or _clashes(person.id, work, done):
            return
        if part.resource_type_id is None:
            yield Placed(guest, part, person.id, minute, end, work)
            return
        room = (minute + blocks.room[0], minute + blocks.room[1])
        for unit_id in _free_units(self.world, part.resource_type_id, room, done):
            yield Placed(guest, part, person.id, minute, end, work, unit_id, room)


def _clashes(staff_id: int, work: tuple[Span, ...], done: Plan) -> bool:
    return any(
        placed.staff_id == staff_id and _overlap(span, other)
        for placed in done
        for other in placed.work
        for span in work
    )


def _free_units(world: World, type_id: int, room: Span, done: Plan) -> Iterator[int]:
    everything = world.window.everything
    for unit in world.units:
        taken = any(
            placed.unit_id == unit.id and placed.room is not None and _overlap(room, placed.room)
            for placed in done
        )
        if unit.type_id == type_id and not taken and covers(everything & ~unit.busy, room):
            yield unit.id


def _has_place(world: World, part: Part, staff_id: int, minute: int, done: Plan) -> bool:
    """Return whether a class begins then anyway, by others or by this visit, with a place left."""
    beside = [
        placed
        for placed in done
        if (placed.part.service_id, placed.staff_id, placed.start)
        == (part.service_id, staff_id, minute)
    ]
    for session in world.sessions:
        if (session.service_id, session.staff_id, session.start) == (
            part.service_id,
            staff_id,
            minute,
        ):
            return len(beside) < session.seats_left
    return 0 < len(beside) < part.capacity


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
