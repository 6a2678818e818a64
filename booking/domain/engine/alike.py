"""People and units that make no difference to a visit: if one of them leads nowhere, all do."""

from typing import TYPE_CHECKING

from booking.domain.engine.plan import Plan
from booking.domain.engine.world import Person, Unit, World

if TYPE_CHECKING:
    from booking.domain.engine.planner import Fitting


class Alike:
    """What is alike as far as one visit at one start can tell."""

    def __init__(self, world: World, fitting: "Fitting") -> None:
        parts = [part for guest in fitting.visit.guests for part in guest]
        before = max(part.blocks.before for part in parts) + (fitting.shortest or 0)
        self.low = max(fitting.start - before, 0)
        width = fitting.start - self.low + fitting.visit.longest + (fitting.shortest or 0)
        self.near = (1 << width) - 1
        self.named = {part.staff_id for part in parts}
        self.named |= {session.staff_id for session in world.sessions}
        self.parts, self.world = parts, world
        self.known: dict[int, object] = {}

    def people(self, people: list[Person], done: Plan) -> list[Person]:
        """Return the first of each kind; whoever has a part of the visit is of her own kind."""
        used = {placed.staff_id for placed in done}
        found: dict[object, Person] = {}
        for person in people:
            kind = person.id if person.id in used else self._kind(person)
            found.setdefault(kind, person)
        return list(found.values())

    def units(self, units: list[Unit], done: Plan) -> list[Unit]:
        """Return the first of each kind; a unit that the visit uses is of its own kind."""
        used = {placed.unit_id for placed in done}
        found: dict[object, Unit] = {}
        for unit in units:
            kind = (unit.id,) if unit.id in used else unit.busy >> self.low & self.near
            found.setdefault(kind, unit)
        return list(found.values())

    def _kind(self, person: Person) -> object:
        if person.id not in self.known:
            full = [day.date for day in self.world.days if person.id in day.full_staff]
            self.known[person.id] = (
                person.free >> self.low & self.near,
                person.id if person.id in self.named else None,
                person.is_woman,
                *(part.service_id in person.service_ids for part in self.parts),
                *(part.own_durations.get(person.id) for part in self.parts),
                *full,
            )
        return self.known[person.id]
