"""Fitting one visit at one start: who does what when, in which room.

Depth first through the minutes, people and units that ``feasible`` left. A state that failed is
not tried again: without that memory n parts among m people cost m to the power of n. What is still
too long is begun anew with ``rivals`` and ``alike``, and given up at the end of its ``Effort``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from booking.domain.engine.alike import Alike
from booking.domain.engine.best_times import can_become_tight, is_tight
from booking.domain.engine.classes import has_place
from booking.domain.engine.effort import A_STATE, A_WINDOW, Effort, Exhausted
from booking.domain.engine.feasible import PartStarts, in_window
from booking.domain.engine.fitting import Fitting, orders_of
from booking.domain.engine.plan import Placed, Plan, clashes, has_unit
from booking.domain.engine.rivals import are_too_many
from booking.domain.engine.single import fit_single
from booking.domain.engine.timeline import Span, has, minutes_of
from booking.domain.engine.world import Part, Person, Unit


@dataclass(frozen=True)
class _Step:
    """The next part to be placed: that of guest ``order[position]``, in ``low``..``high``."""

    position: int
    index: int
    low: int
    high: int


def fit(fitting: Fitting, effort: Effort) -> Plan | None:
    """Return the plan of a visit that begins at ``start``, or None if none was found.

    The parts are in the order of guests and services. Somebody who has begun with a guest goes on
    with her where she can; otherwise the person of the lowest rank comes first.
    """
    if fitting.shortest is None and len(fitting.visit.parts) == 1:
        return fit_single(fitting)
    try:
        plan = _first(fitting, effort.at_first())
    except Exhausted:
        plan = _closely(fitting, effort)
    return plan and tuple(sorted(plan, key=lambda placed: (placed.guest, placed.start)))


def _closely(fitting: Fitting, effort: Effort) -> Plan | None:
    alike = Alike(fitting.world, fitting.visit, fitting.near)
    try:
        return _first(fitting, effort.at_length(), alike)
    except Exhausted:
        return None


def _first(fitting: Fitting, effort: Effort, alike: Alike | None = None) -> Plan | None:
    """Return the first plan of all orders of guests. Raises Exhausted."""
    searches = (
        _Search(fitting, order, ready, effort, alike) for order, ready in orders_of(fitting, effort)
    )
    return next((plan for plan in (search.run() for search in searches) if plan), None)


class _Search:
    """One start, one order of guests, one end. ``alike``: try one of each kind only."""

    def __init__(
        self,
        fitting: Fitting,
        order: list[int],
        ready: int | None,
        effort: Effort,
        alike: Alike | None,
    ) -> None:
        self.fitting, self.order, self.ready = fitting, order, ready
        self.effort, self.alike = effort, alike
        self.world, self.visit = fitting.world, fitting.visit
        self.failed: set[object] = set()
        self.ranked: dict[tuple[int, int], list[Person]] = {}
        self.starts: list[Sequence[PartStarts]] = []

    def run(self) -> Plan | None:
        """Return a plan or None. Raises Exhausted."""
        is_one = len(self.order) == 1 and self.alike is None
        for position, guest in enumerate(self.order):
            starts = self.fitting.guests[guest]
            window = starts if is_one else self._window(position, starts)
            if window is None:
                return None
            self.starts.append(window)
        return None if not is_one and self._are_too_many(0, ()) else self.place(self._begin(0), ())

    def _window(self, position: int, starts: Sequence[PartStarts]) -> Sequence[PartStarts] | None:
        """Return when the parts of a guest can begin at this start, None if one cannot."""
        is_pinned = position == 0 or self.ready is None
        key = id(starts), self.ready, is_pinned
        if key not in self.fitting.windows:
            self.effort.spend(A_WINDOW + sum(len(each.by_person) for each in starts) // 2)
            self.fitting.windows[key] = in_window(
                starts, self.visit, self.fitting.start, self.ready, is_pinned=is_pinned
            )
        return self.fitting.windows[key]

    def _begin(self, position: int) -> _Step:
        """Return the first step of a guest: at the start, or so that she is ready in time."""
        start = self.fitting.start
        is_pinned = position == 0 or self.ready is None
        return _Step(position, 0, start, start if is_pinned else self.ready or start)

    def _are_too_many(self, position: int, done: Plan) -> bool:
        """Return whether the guests from ``position`` on need more than there is at some minute."""
        parts = [part for starts in self.starts[position:] for part in starts]
        self.effort.spend(A_STATE * len(parts))
        return are_too_many(self.world, parts, done)

    def place(self, step: _Step, done: Plan) -> Plan | None:
        """Return ``done`` with everything from ``step`` on, or None."""
        if step.position == len(self.order):
            return done if self._is_good(done) else None
        if step.index == len(self.fitting.guests[self.order[step.position]]):
            following = self._next_guest(step, done)
            return self.place(following, done) if following else None
        self.effort.spend(A_STATE)
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
        return shortest is None or is_tight(self.fitting.near, plan, shortest=shortest)

    def _next_guest(self, step: _Step, done: Plan) -> _Step | None:
        position = step.position + 1
        if self.alike and position < len(self.order) and self._are_too_many(position, done):
            return None
        return self._begin(position)

    def _next_part(self, step: _Step, placed: Placed) -> _Step:
        high = placed.end + self.visit.longest_wait
        return _Step(step.position, step.index + 1, placed.end, high)

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
        starts = self.starts[step.position][step.index]
        previous = done[-1] if step.index else None
        for person, minute in self._moments(step, starts, done, previous):
            for placed in self._placements(guest, starts.part, person, minute, done):
                if self._is_worth(placed, done):
                    yield placed

    def _is_worth(self, placed: Placed, done: Plan) -> bool:
        shortest = self.fitting.shortest
        if shortest is None or len(self.order) > 1:
            return True
        return can_become_tight(self.fitting.near, placed, done, shortest=shortest)

    def _people(self, step: _Step, before: int | None) -> list[Person]:
        """Return who may do a part: who has begun with the guest, then by rank."""
        key = self.order[step.position], step.index
        if key not in self.ranked:
            found = self.starts[step.position][step.index].by_person
            day, people = self.fitting.day, (self.world.people[pk] for pk in found)
            self.ranked[key] = sorted(people, key=lambda person: person.order_on(day))
        ranked = self.ranked[key]
        own = [person for person in ranked if person.id == before]
        return own + [p for p in ranked if p.id != before] if own else ranked

    def _moments(
        self, step: _Step, starts: PartStarts, done: Plan, previous: Placed | None
    ) -> Iterator[tuple[Person, int]]:
        """Yield who can begin when, soonest first."""
        high, before = step.high, previous.staff_id if previous else None
        if previous is not None and before in starts.by_person:
            high = max(high, self._goes_on_until(previous, starts.part))
        low, people = step.low - starts.offset, self._people(step, before)
        near = starts.anybody >> low & ((1 << (high - step.low + 1)) - 1)
        for minute in (low + offset for offset in minutes_of(near)):
            late = minute + starts.offset > step.high
            for person in self._there(starts, people, minute, done):
                if not late or person.id == before:
                    yield person, minute + starts.offset

    def _there(
        self, starts: PartStarts, people: list[Person], minute: int, done: Plan
    ) -> Iterable[Person]:
        """Return who can begin at the minute; looking closely, one of each kind."""
        self.effort.spend(len(people) // 8 + 1)
        by_person = starts.by_person
        there = (p for p in people if has(by_person.get(p.id, 0), minute))
        return self.alike.people(list(there), done) if self.alike else there

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
        if part.capacity > 1 and has_place(self.world, part, person.id, (minute, end), done):
            yield Placed(guest, part, person.id, minute, end, joins=True)
            return
        work = tuple((minute + a, minute + b) for a, b in blocks.work)
        self.effort.spend(1)
        if clashes(person.id, work, done) or not self.fitting.near.is_free(person, work):
            return
        if part.resource_type_id is None:
            yield Placed(guest, part, person.id, minute, end, work)
            return
        room = (minute + blocks.room[0], minute + blocks.room[1])
        for unit in self._free_units(part.resource_type_id, room, done):
            self.effort.spend(1)
            yield Placed(guest, part, person.id, minute, end, work, unit.id, room)

    def _free_units(self, type_id: int, room: Span, done: Plan) -> list[Unit]:
        found = [
            unit
            for unit in self.world.units
            if unit.type_id == type_id
            and self.fitting.near.has_room(unit, room)
            and not has_unit(done, unit.id, room)
        ]
        return self.alike.units(found, done) if self.alike else found
