"""Fitting a visit of one part: ``feasible`` has said all but who comes first and in which room."""

from booking.domain.engine.classes import has_place
from booking.domain.engine.fitting import Fitting
from booking.domain.engine.plan import Placed, Plan
from booking.domain.engine.timeline import has


def fit_single(fitting: Fitting) -> Plan | None:
    """Return the plan of a visit of one part that begins at ``start``, or None.

    The same that the search of ``planner`` finds, without its bookkeeping: nothing else of the
    visit can be in the way, so the masks of the part are exact.
    """
    [[starts]] = fitting.guests
    world, part, start = fitting.world, starts.part, fitting.start
    there = [world.people[pk] for pk, mask in starts.by_person.items() if has(mask, start)]
    if not there:
        return None
    # Most visits ask for somebody: nobody is to be counted then.
    person = there[0] if len(there) == 1 else min(there, key=lambda p: p.order_on(fitting.day))
    blocks = part.blocks_of(person.id)
    end = start + blocks.visit
    if part.capacity > 1 and has_place(world, part, person.id, (start, end)):
        return (Placed(0, part, person.id, start, end, joins=True),)
    work = tuple((start + a, start + b) for a, b in blocks.work)
    if part.resource_type_id is None:
        return (Placed(0, part, person.id, start, end, work),)
    room = (start + blocks.room[0], start + blocks.room[1])
    for unit in world.units:
        if unit.type_id == part.resource_type_id and fitting.near.has_room(unit, room):
            return (Placed(0, part, person.id, start, end, work, unit.id, room),)
    return None
