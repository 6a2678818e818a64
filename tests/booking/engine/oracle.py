"""A slow engine that is obviously right: sets of minutes, every choice tried, nothing clever."""

from collections.abc import Iterator

from booking.domain.engine.timeline import minutes_of
from booking.domain.engine.world import Alignment, Part, Visit, World


def bookable_starts(world: World, visit: Visit, shortest: int = 0) -> set[int]:
    """Return every minute at which the visit can begin, without gaps below ``shortest``."""
    minutes = range(world.window.minutes)
    return {start for start in minutes if is_bookable(world, visit, start, shortest)}


def is_bookable(world: World, visit: Visit, start: int, shortest: int = 0) -> bool:
    day = next((d for d in world.days if any(a <= start < b for a, b in d.spans)), None)
    if day is None or day.is_full or start not in set(minutes_of(world.grid)):
        return False
    if not world.earliest <= start < world.latest:
        return False
    ways = _guests(world, visit, 0, start, [], [])
    return any(
        _together(visit, start, times) and not _has_gap(world, taken, shortest)
        for times, taken in ways
    )


def _has_gap(world: World, taken: list, shortest: int) -> bool:
    """Return whether somebody at work is left with too few free minutes beside it."""
    for _kind, person, work in [each for each in taken if each[0] == "staff"]:
        free = set(minutes_of(world.people[person].free))
        free -= {m for kind, who, own in taken if (kind, who) == ("staff", person) for m in own}
        for minute in work:
            for ahead in (-1, 1):
                gap = 0
                while minute + ahead * (gap + 1) in free:
                    gap += 1
                if 0 < gap < shortest:
                    return True
    return False


def _guests(world, visit, number, start, taken, done) -> Iterator[tuple[list, list]]:
    """Yield (begin, end) of every guest, and what is taken, for every way to serve them all."""
    if number == len(visit.guests):
        yield done, taken
        return
    aligned = visit.alignment is Alignment.END and len(visit.guests) > 1
    begins = range(start, world.window.minutes) if aligned else [start]
    for begin in begins:
        for end, after in _parts(world, visit, visit.guests[number], 0, begin, None, taken):
            if visit.latest_end is not None and end > visit.latest_end:
                continue
            yield from _guests(world, visit, number + 1, start, after, [*done, (begin, end)])


def _together(visit: Visit, start: int, times: list[tuple[int, int]]) -> bool:
    if visit.alignment is Alignment.START or len(visit.guests) == 1:
        return True
    return len({end for _begin, end in times}) == 1 and min(b for b, _e in times) == start


def _parts(world, visit, parts, index, begin, before, taken) -> Iterator[tuple[int, list]]:
    """Yield (end of the last part, what is taken then) for every way to serve one guest."""
    if index == len(parts):
        yield before[1], taken
        return
    part: Part = parts[index]
    for person in world.people.values():
        for minute in _minutes(visit, part, person, begin, before):
            for more in _ways(world, part, person, minute, taken):
                end = minute + part.blocks_of(person.id).visit
                here = (person.id, end, part.blocks_of(person.id).after)
                yield from _parts(world, visit, parts, index + 1, end, here, [*taken, *more])


def _minutes(visit, part, person, begin, before) -> range:
    if before is None:
        return range(begin, begin + 1)
    staff_id, end, after = before
    wait = visit.longest_wait
    if staff_id == person.id:
        wait = max(wait, after + part.blocks_of(person.id).before)
    return range(end, end + wait + 1)


def _ways(world, part, person, minute, taken) -> Iterator[list]:
    """Yield what each way to do the part at this minute takes: (kind, id, minutes)."""
    blocks = part.blocks_of(person.id)
    there = range(minute, minute + blocks.visit)
    day = next(
        (d for d in world.days if any(a <= minute < b for a, b in d.spans)),
        None,
    )
    if part.service_id not in person.service_ids or part.staff_id not in (None, person.id):
        return
    if part.women_only and not person.is_woman:
        return
    if day is not None and person.id in day.full_staff:
        return
    if not all(world.open >> m & 1 for m in there):
        return
    key = (part.service_id, person.id, minute)
    if part.capacity > 1:
        beside = [ends for kind, which, ends in taken if kind == "class" and which == key]
        planned = [s for s in world.sessions if (s.service_id, s.staff_id, s.start) == key]
        places = planned[0].seats_left if planned else part.capacity if beside else 0
        ends = planned[0].end if planned else beside[0] if beside else 0
        if len(beside) < places and there.stop <= ends:
            yield [("class", key, there.stop)]
            return
    work = frozenset(m for a, b in blocks.work for m in range(minute + a, minute + b))
    if not all(m >= 0 and person.free >> m & 1 for m in work):
        return
    if any(k == "staff" and i == person.id and work & m for k, i, m in taken):
        return
    own = [("staff", person.id, work)] + ([("class", key, there.stop)] if part.capacity > 1 else [])
    if part.resource_type_id is None:
        yield own
        return
    room = frozenset(range(minute + blocks.room[0], minute + blocks.room[1]))
    for unit in world.units:
        busy = any(m < 0 or unit.busy >> m & 1 for m in room)
        busy = busy or any(m >= world.window.minutes for m in room)
        busy = busy or any(k == "unit" and i == unit.id and room & m for k, i, m in taken)
        if unit.type_id == part.resource_type_id and not busy:
            yield [*own, ("unit", unit.id, room)]
