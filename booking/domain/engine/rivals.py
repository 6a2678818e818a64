"""Whether parts that lie beside each other need more people or units than there are."""

from collections import Counter
from collections.abc import Callable, Sequence

from booking.domain.engine.feasible import PartStarts
from booking.domain.engine.plan import Plan
from booking.domain.engine.timeline import Span, has
from booking.domain.engine.world import World

_SpansOf = Callable[[PartStarts, int], tuple[Span, ...]]


def are_too_many(world: World, parts: Sequence[PartStarts], done: Plan) -> bool:
    """Return whether at some minute too many of the parts are sure to lie there.

    A part is sure to take a minute where it does so at every start that is left to it. Never
    wrong about a visit that can be; a visit that cannot be may be found out later.
    """
    ones = [part for part in parts if part.part.capacity == 1]
    return any(
        _lack_people(world, ones, minute, done) or _lack_units(world, ones, minute, done)
        for minute in {_latest(part) for part in ones}
    )


def _latest(starts: PartStarts) -> int:
    return starts.offset + starts.anybody.bit_length() - 1


def _lack_people(world: World, parts: Sequence[PartStarts], minute: int, done: Plan) -> bool:
    at_work = {p.staff_id for p in done if any(a <= minute < b for a, b in p.work)}
    wanted = [
        [
            staff_id
            for staff_id in part.by_person
            if staff_id not in at_work and has(world.people[staff_id].free, minute)
        ]
        for part in parts
        if _is_sure(part, minute, lambda part, pk: part.part.blocks_of(pk).work)
    ]
    return not _each_gets_one(wanted)


def _lack_units(world: World, parts: Sequence[PartStarts], minute: int, done: Plan) -> bool:
    needed = Counter(
        part.part.resource_type_id
        for part in parts
        if part.part.resource_type_id is not None
        and _is_sure(part, minute, lambda part, pk: (part.part.blocks_of(pk).room,))
    )
    if not needed:
        return False
    in_use = {p.unit_id for p in done if p.room and p.room[0] <= minute < p.room[1]}
    free = Counter(
        unit.type_id for unit in world.units if unit.id not in in_use and not has(unit.busy, minute)
    )
    return any(free[type_id] < count for type_id, count in needed.items())


def _is_sure(starts: PartStarts, minute: int, spans_of: _SpansOf) -> bool:
    """Return whether the part takes the minute whoever does it and whenever it begins."""
    for staff_id, mask in starts.by_person.items():
        first = starts.offset + (mask & -mask).bit_length() - 1
        last = starts.offset + mask.bit_length() - 1
        if not any(last + a <= minute < first + b for a, b in spans_of(starts, staff_id)):
            return False
    return True


def _each_gets_one(wanted: Sequence[Sequence[int]]) -> bool:
    """Return whether everybody can have one of those she wants (a matching, by augmenting)."""
    owner: dict[int, int] = {}

    def give(number: int, asked: set[int]) -> bool:
        for one in wanted[number]:
            if one not in asked:
                asked.add(one)
                if one not in owner or give(owner[one], asked):
                    owner[one] = number
                    return True
        return False

    return all(give(number, set()) for number in range(len(wanted)))
