"""The minutes around one start: small numbers instead of masks of the whole window."""

from collections.abc import Iterable

from booking.domain.engine.timeline import Span
from booking.domain.engine.world import Person, Unit, Visit, World


class Near:
    """When people and units are free from shortly before a start to the end of any visit.

    ``margin``: so many minutes more on both sides.
    """

    def __init__(self, world: World, visit: Visit, start: int, margin: int = 0) -> None:
        before = margin + max(part.blocks.before for part in visit.parts)
        self.world, self.low = world, max(start - before, 0)
        width = min(start + visit.longest + margin, world.window.minutes) - self.low
        self.all = (1 << width) - 1
        self.people: dict[int, int] = {}
        self.units: dict[int, int] = {}

    def of_person(self, person: Person) -> int:
        """Return when somebody is free."""
        if person.id not in self.people:
            self.people[person.id] = person.free >> self.low & self.all
        return self.people[person.id]

    def of_unit(self, unit: Unit) -> int:
        """Return when a unit is free."""
        if unit.id not in self.units:
            self.units[unit.id] = self.all & ~(unit.busy >> self.low)
        return self.units[unit.id]

    def is_free(self, person: Person, work: Iterable[Span]) -> bool:
        """Return whether somebody is free in all these stretches."""
        free = self.of_person(person)
        return all(self._covers(free, span) for span in work)

    def has_room(self, unit: Unit, room: Span) -> bool:
        """Return whether a unit is free in a stretch."""
        return self._covers(self.of_unit(unit), room)

    def _covers(self, free: int, span: Span) -> bool:
        start, wanted = span[0] - self.low, (1 << (span[1] - span[0])) - 1
        return start >= 0 and free >> start & wanted == wanted
