"""People and units that make no difference to a visit: if one of them leads nowhere, all do."""

from booking.domain.engine.near import Near
from booking.domain.engine.plan import Plan
from booking.domain.engine.world import Person, Unit, Visit, World


class Alike:
    """What is alike as far as one visit at one start can tell."""

    def __init__(self, world: World, visit: Visit, near: Near) -> None:
        self.world, self.parts, self.near = world, visit.parts, near
        self.named = {part.staff_id for part in self.parts}
        self.named |= {session.staff_id for session in world.sessions}
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
            kind = (unit.id,) if unit.id in used else self.near.of_unit(unit)
            found.setdefault(kind, unit)
        return list(found.values())

    def _kind(self, person: Person) -> object:
        if person.id not in self.known:
            full = [day.date for day in self.world.days if person.id in day.full_staff]
            self.known[person.id] = (
                self.near.of_person(person),
                person.id if person.id in self.named else None,
                person.is_woman,
                *(part.service_id in person.service_ids for part in self.parts),
                *(part.own_durations.get(person.id) for part in self.parts),
                *full,
            )
        return self.known[person.id]
