"""Fitting one visit at one start: who does what when, in which room.

Depth first through the minutes, people and units that ``feasible`` left. A state that failed is
not tried again: without that memory n parts among m people cost m to the power of n. What is still
too long is begun anew with ``rivals`` and ``alike``, and given up at the end of its ``Effort``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from booking.domain.engine.alike import Alike
from booking.domain.engine.best_times import can_become_tight, is_tight
from booking.domain.engine.effort import Effort, Exhausted
from booking.domain.engine.feasible import PartStarts, in_window
from booking.domain.engine.plan import Placed, Plan, clashes, has_unit
from booking.domain.engine.rivals import are_too_many
from booking.domain.engine.timeline import Span, covers, has, minutes_of
from booking.domain.engine.world import Alignment, Part, Person, Unit, Visit, World

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


@dataclass(frozen=True)
class _Step:
    """The next part to be placed: that of guest ``order[position]``, in ``low``..``high``."""

    position: int
    index: int
    low: int
    high: int
    # When everybody has to be ready, once the leading guest says so.
    end: int | None = None


def fit(fitting: Fitting, effort: Effort) -> Plan | None:
    """Return the plan of a visit that begins at ``start``, or None if none was found.

    The parts are in the order of guests and services. Somebody who has begun with a guest goes on
    with her where she can; otherwise the person of the lowest rank comes first.
    """
    guests = range(len(fitting.guests))
    together = fitting.visit.alignment == Alignment.END and len(guests) > 1
    for leader in guests if together else guests[:1]:
        order = [leader, *(n for n in guests if n != leader)]
        plan = _of_order(fitting, order, effort)
        if plan is not None:
            return tuple(sorted(plan, key=lambda placed: (placed.guest, placed.start)))
    return None


def _of_order(fitting: Fitting, order: list[int], effort: Effort) -> Plan | None:
    try:
        return _Search(fitting, order, effort.at_first()).run()
    except Exhausted:
        pass
    try:
        return _Search(fitting, order, effort.at_length(), Alike(fitting.world, fitting)).run()
    except Exhausted:
        return None


class _Search:
    """One start and one order of guests. ``alike``: look closely at what is worth trying."""

    def __init__(
        self, fitting: Fitting, order: list[int], effort: Effort, alike: Alike | None = None
    ) -> None:
        self.fitting, self.order, self.effort, self.alike = fitting, order, effort, alike
        self.world, self.visit = fitting.world, fitting.visit
        self.failed: set[object] = set()
        self.windows: dict[tuple[int, int | None], list[PartStarts] | None] = {}

    def run(self) -> Plan | None:
        """Return a plan or None. Raises Exhausted."""
        start = self.fitting.start
        if self.alike and self._is_hopeless(0, None, ()):
            return None
        return self.place(_Step(0, 0, start, start), ())

    def place(self, step: _Step, done: Plan) -> Plan | None:
        """Return ``done`` with everything from ``step`` on, or None."""
        if step.position == len(self.order):
            return done if self._is_good(done) else None
        if step.index == len(self.fitting.guests[self.order[step.position]]):
            following = self._next_guest(step, done)
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

    def _is_good(self, plan: Plan) -> bool:
        shortest = self.fitting.shortest
        return shortest is None or is_tight(self.world, plan, shortest=shortest)

    def _next_guest(self, step: _Step, done: Plan) -> _Step | None:
        start, ready = self.fitting.start, done[-1].end
        position = step.position + 1
        if self.visit.alignment == Alignment.START:
            following = _Step(position, 0, start, start)
        elif step.end in (None, ready):
            following = _Step(position, 0, start, ready - 1, ready)
        else:
            return None
        rest = range(position, len(self.order))
        if following.end and any(self._window(n, following.end) is None for n in rest):
            return None
        if self.alike and self._is_hopeless(position, following.end, done):
            return None
        return following

    def _is_hopeless(self, position: int, ready: int | None, done: Plan) -> bool:
        """Return whether the guests from ``position`` on need more than there is at some minute."""
        if ready is None and self.visit.alignment == Alignment.END and len(self.order) > 1:
            return False
        windows = [self._window(n, ready) for n in range(position, len(self.order))]
        parts = [part for window in windows for part in window or ()]
        return None in windows or are_too_many(self.world, parts, done)

    def _window(self, position: int, ready: int | None) -> list[PartStarts] | None:
        """Return when the parts of a guest can begin at this start, None if one cannot."""
        key = self.order[position], ready
        if key not in self.windows:
            starts = self.fitting.guests[key[0]]
            self.windows[key] = in_window(starts, self.visit, self.fitting.start, ready)
        return self.windows[key]

    def _next_part(self, step: _Step, placed: Placed) -> _Step:
        high = placed.end + self.visit.longest_wait
        return _Step(step.position, step.index + 1, placed.end, high, step.end)

    def _effect(self, step: _Step, done: Plan) -> frozenset[object]:
        """Return what of ``done`` can still be in the way of the parts from ``step`` on."""
        over = -1
        if step.position == len(self.order) - 1 and self.fitting.shortest is None:
            over = step.low - self._longest_before(step)
        taken: set[object] = {(p.staff_id, span) for p in done for span in p.work if span[1] > over}
        taken |= {(p.unit_id, p.room, "unit") for p in done if p.room and p.room[1] > over}
        taken |= {
            (p.part.service_id, p.staff_id, p.start, number, "class")
            for number, p in enumerate(done)
            if p.part.capacity > 1
        }
        return frozenset(taken | {(done[-1].staff_id if step.index else None, "previous")})

    def _longest_before(self, step: _Step) -> int:
        parts = self.visit.guests[self.order[step.position]]
        return max(part.blocks.before for part in parts)

    def _choices(self, step: _Step, done: Plan) -> Iterator[Placed]:
        guest = self.order[step.position]
        starts = self.fitting.guests[guest][step.index]
        if step.end is not None:
            window = self._window(step.position, step.end) or ()
            starts = window[step.index]
        previous = done[-1] if step.index else None
        for person, minute in self._moments(step, starts, done, previous):
            for placed in self._placements(guest, starts.part, person, minute, done):
                if self._is_worth(placed, done):
                    yield placed

    def _is_worth(self, placed: Placed, done: Plan) -> bool:
        shortest = self.fitting.shortest
        if shortest is None or len(self.order) > 1:
            return True
        return can_become_tight(self.world, placed, done, shortest=shortest)

    def _people(self, starts: PartStarts, previous: Placed | None) -> list[Person]:
        people = [self.world.people[staff_id] for staff_id in starts.by_person]
        before, day = previous.staff_id if previous else None, self.fitting.day
        return sorted(people, key=lambda p: (p.id != before, p.ranks.get(day, p.rank), p.id))

    def _moments(
        self, step: _Step, starts: PartStarts, done: Plan, previous: Placed | None
    ) -> Iterator[tuple[Person, int]]:
        """Yield who can begin when, soonest first."""
        high, before = step.high, previous.staff_id if previous else None
        if previous is not None and before in starts.by_person:
            high = max(high, self._goes_on_until(previous, starts.part))
        low, people = step.low - starts.offset, self._people(starts, previous)
        near = starts.anybody >> low & ((1 << (high - step.low + 1)) - 1)
        for minute in (low + offset for offset in minutes_of(near)):
            self.effort.spend(len(people))
            late = minute + starts.offset > step.high
            there = [p for p in people if has(starts.by_person[p.id], minute)]
            if self.alike:
                there = self.alike.people(there, done)
            for person in there:
                if not late or person.id == before:
                    yield person, minute + starts.offset

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
        if part.capacity > 1 and _has_place(self.world, part, person.id, (minute, end), done):
            yield Placed(guest, part, person.id, minute, end, joins=True)
            return
        work = tuple((minute + a, minute + b) for a, b in blocks.work)
        if not all(covers(person.free, span) for span in work) or clashes(person.id, work, done):
            return
        if part.resource_type_id is None:
            yield Placed(guest, part, person.id, minute, end, work)
            return
        room = (minute + blocks.room[0], minute + blocks.room[1])
        for unit in self._free_units(part.resource_type_id, room, done):
            self.effort.spend(1)
            yield Placed(guest, part, person.id, minute, end, work, unit.id, room)

    def _free_units(self, type_id: int, room: Span, done: Plan) -> list[Unit]:
        everything = self.world.window.everything
        found = [
            unit
            for unit in self.world.units
            if unit.type_id == type_id
            and not has_unit(done, unit.id, room)
            and covers(everything & ~unit.busy, room)
        ]
        return self.alike.units(found, done) if self.alike else found


def _has_place(world: World, part: Part, staff_id: int, times: Span, done: Plan) -> bool:
    """Return whether a class begins then anyway, by others or by this visit, with a place left."""
    key = (part.service_id, staff_id, times[0])
    beside = [p for p in done if (p.part.service_id, p.staff_id, p.start) == key]
    for session in world.sessions:
        if (session.service_id, session.staff_id, session.start) == key:
            return len(beside) < session.seats_left and times[1] <= session.end
    return 0 < len(beside) < part.capacity and times[1] <= beside[0].end
