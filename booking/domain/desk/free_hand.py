"""The engine as the salon's people use it: without the limits that are for customers online."""

from dataclasses import replace
from datetime import date, datetime, time

from booking.domain.availability import Availability, Slot, VisitRequest, load_availability
from booking.domain.availability.loading import load_around
from booking.domain.engine.timeline import Span, mask_of
from booking.domain.engine.wall_clock import ONE_DAY, opening_instant
from booking.domain.engine.world import Day, World
from salons.models import BestTimes


def read_days(
    request: VisitRequest, first: date, last: date, *, now: datetime | None = None
) -> Availability:
    """Load business days as the salon may book them: also what is not offered online.

    Notice, same-day cut-off, horizon and the care for gaps do not bind the salon; the caps of a day
    do, as long as nobody overbooks. Raises what ``load_availability`` raises.
    """
    return _unbound(load_availability(request, first, last, now=now, online=False))


def read_around(
    request: VisitRequest, start: datetime, *, now: datetime | None = None
) -> Availability:
    """Load the days around an instant as the salon may book them: at any minute."""
    return at_any_minute(_unbound(load_around(request, start, now=now, online=False)))


def at_any_minute(read: Availability) -> Availability:
    """Let visits begin between the times that are offered online."""
    return replace(read, world=replace(read.world, grid=read.world.open))


def overbooked_slot(read: Availability, start: datetime) -> Slot | None:
    """Return the visit at a time that has no place for it, in a free room if there is one.

    Hours, absences, caps and other visits are no obstacle; skills, the past and places in a class
    are. None where even so it cannot be.
    """
    for with_rooms in (False, True):
        slot = replace(read, world=_beside(read, with_rooms=with_rooms)).slot_at(start)
        if slot is not None:
            return slot
    return None


def is_beside_others(read: Availability, slot: Slot) -> bool:
    """Return whether somebody or something of the slot is taken already."""
    world = read.world
    busy = {unit.id: unit.busy for unit in world.units}
    for part in slot.parts:
        taken = world.people[part.staff.id].busy
        if any(taken & _mask(span, world) for span in part.work):
            return True
        if part.unit and part.room and busy[part.unit.id] & _mask(part.room, world):
            return True
    return False


def _unbound(read: Availability) -> Availability:
    limits = replace(
        read.limits, notice=read.limits.now, cutoff=None, horizon=read.world.window.minutes
    )
    world = replace(read.world, earliest=limits.now, latest=limits.horizon)
    rules = replace(read.facts.rules, best_times=BestTimes.OFF)
    return replace(read, facts=replace(read.facts, rules=rules), limits=limits, world=world)


def _beside(read: Availability, *, with_rooms: bool) -> World:
    """Return a world in which everybody is there and free, and every room where asked."""
    world, everything = read.world, read.world.window.everything
    people = {pk: replace(person, works=everything, busy=0) for pk, person in world.people.items()}
    units = tuple(replace(unit, busy=0) for unit in world.units) if with_rooms else world.units
    days = tuple(Day(date=day.date, spans=(_whole(day.date, read),)) for day in world.days)
    return replace(world, open=everything, grid=everything, people=people, units=units, days=days)


def _whole(day: date, read: Availability) -> Span:
    zone, window = read.facts.place.zone, read.world.window
    low, high = (opening_instant(day + n * ONE_DAY, time(0), zone) for n in (0, 1))
    return window.minute(low), window.minute(high)


def _mask(stretch: tuple[datetime, datetime], world: World) -> int:
    low, high = map(world.window.minute, stretch)
    return mask_of([(low, high)], world.window)
