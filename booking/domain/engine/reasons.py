"""Why a time cannot be booked: the first rule that refuses it, and what stands there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from booking.domain.engine.feasible import part_starts
from booking.domain.engine.search import Search, day_of
from booking.domain.engine.timeline import Span, has, minutes_of, starts_of_runs
from booking.domain.engine.world import Alignment, Part, Person, World


class Rule(StrEnum):
    """What can refuse a time."""

    PAST = "past"
    NOTICE = "notice"
    CUTOFF = "same_day_cutoff"
    HORIZON = "horizon"
    HOLIDAY = "holiday"
    CLOSED = "closed"
    PAUSE = "pause"
    DAY_FULL = "day_full"
    OFF_GRID = "off_grid"
    CLOSES_BEFORE_END = "closes_before_end"
    NOT_ONLINE = "not_online"
    NOBODY = "nobody"
    NOT_SKILLED = "not_skilled"
    WOMEN_ONLY = "women_only"
    CLASS_FULL = "class_full"
    NOT_WORKING = "not_working"
    BREAK = "break"
    TIME_OFF = "time_off"
    BLOCKED = "blocked"
    BOOKED = "booked"
    STAFF_DAY_FULL = "staff_day_full"
    RESOURCE = "resource"
    WAIT = "wait"
    TOGETHER = "together"
    GAP = "gap"
    READY_BY = "ready_by"


@dataclass(frozen=True)
class Note:
    """Why minutes are not free, in words that the owner gave or that we know."""

    span: Span
    rule: Rule
    label: str = ""


@dataclass(frozen=True)
class Notes:
    """What is known beyond the masks: read only when somebody asks why."""

    salon: tuple[Note, ...] = ()
    people: Mapping[int, tuple[Note, ...]] = field(default_factory=dict)
    # Kind of room or device -> what the salon keeps of it for itself.
    rooms: Mapping[int, tuple[Note, ...]] = field(default_factory=dict)
    # Why nothing may begin before ``World.earliest``: (rule, the minute up to which it holds).
    early: tuple[tuple[Rule, int], ...] = ()


@dataclass(frozen=True)
class Refusal:
    """One rule that refuses, for whom and because of what. Minutes of the window."""

    rule: Rule
    part: Part | None = None
    staff_id: int | None = None
    span: Span | None = None
    label: str = ""


def why(search: Search, start: int, notes: Notes) -> list[Refusal]:
    """Return why the visit cannot begin at ``start``; nothing when it can.

    One refusal for a rule of the salon; for people, one for each who could do the part that does
    not fit. Rules are asked in the order in which the engine holds them.
    """
    if search.offer_at(start) is not None:
        return []
    salon = _of_salon(search, start, notes)
    if salon is not None:
        return [salon]
    visit = search.visit
    is_party = len(visit.guests) > 1
    found = [_of_parts(search, parts, start, notes) for parts in visit.guests]
    if is_party and visit.alignment is Alignment.END and not all(found):
        # Somebody can begin then; the others, who begin later, cannot be ready with her.
        return [Refusal(Rule.TOGETHER)]
    first = next(filter(None, found), None)
    return first or [Refusal(Rule.TOGETHER if is_party else Rule.WAIT)]


def _of_salon(search: Search, start: int, notes: Notes) -> Refusal | None:
    world = search.world
    if start < world.earliest:
        return _too_early(start, notes)
    if start >= world.latest:
        return Refusal(Rule.HORIZON)
    day = day_of(world, start)
    if day is None or not has(world.open, start):
        return _noted(notes.salon, start) or Refusal(Rule.CLOSED)
    if day.is_full:
        return Refusal(Rule.DAY_FULL)
    if has(world.grid, start):
        return None
    return _noted(notes.salon, start) or Refusal(Rule.OFF_GRID)


def _too_early(start: int, notes: Notes) -> Refusal:
    refusals = (Refusal(rule, span=(start, to)) for rule, to in notes.early if start < to)
    return next(refusals, Refusal(Rule.NOTICE))


def _of_parts(search: Search, parts: tuple[Part, ...], start: int, notes: Notes) -> list[Refusal]:
    """Look for the first part that nobody can begin where the parts before it let it begin."""
    low, high = start, start
    for part in parts:
        # Each part alone: whether the rest can follow is asked of the rest.
        alone = part_starts(search.world, part)
        near = alone.anybody >> low & ((1 << (high - low + 1)) - 1)
        if not near:
            return _of_people(search, part, low, notes)
        lengths = [part.blocks_of(staff_id).visit for staff_id in alone.by_person]
        high = low + near.bit_length() - 1 + max(lengths) + search.visit.longest_wait
        low = low + next(minutes_of(near)) + min(lengths)
    return []


def _of_people(search: Search, part: Part, start: int, notes: Notes) -> list[Refusal]:
    able = [
        person
        for person in search.world.people.values()
        if part.service_id in person.service_ids and part.staff_id in (None, person.id)
    ]
    if not able:
        return [Refusal(Rule.NOBODY, part)]
    return [_of_person(search.world, part, person, start, notes) for person in able]


def _of_person(world: World, part: Part, person: Person, start: int, notes: Notes) -> Refusal:
    blocks = part.blocks_of(person.id)
    if part.women_only and not person.is_woman:
        return Refusal(Rule.WOMEN_ONLY, part, person.id)
    if not has(starts_of_runs(world.open, blocks.visit), start):
        return _of_closing(world, part, person, start, notes)
    day = day_of(world, start)
    if day is not None and person.id in day.full_staff:
        return Refusal(Rule.STAFF_DAY_FULL, part, person.id)
    if part.capacity > 1 and _is_class_full(world, part, person, start):
        return Refusal(Rule.CLASS_FULL, part, person.id, (start, start + blocks.visit))
    for offset, end in blocks.work:
        missing = _missing(person.free, (start + offset, start + end))
        if missing is not None:
            return _of_minutes(part, person, missing, notes)
    if part.resource_type_id is not None:
        return _of_room(part, person, start, notes)
    return Refusal(Rule.WAIT, part, person.id)


def _of_room(part: Part, person: Person, start: int, notes: Notes) -> Refusal:
    low, high = (start + minute for minute in part.blocks_of(person.id).room)
    kept = notes.rooms.get(part.resource_type_id or 0, ())
    found = next((note for note in kept if note.span[0] < high and low < note.span[1]), None)
    if found is None:
        return Refusal(Rule.RESOURCE, part, person.id)
    return Refusal(Rule.RESOURCE, part, person.id, found.span, found.label)


def _of_closing(world: World, part: Part, person: Person, start: int, notes: Notes) -> Refusal:
    missing = _missing(world.open, (start, start + part.blocks_of(person.id).visit))
    closes = missing[0] if missing else start
    found = _noted((note for note in notes.salon if note.rule is Rule.PAUSE), closes)
    if found is not None:
        return Refusal(Rule.PAUSE, part, person.id, found.span, found.label)
    return Refusal(Rule.CLOSES_BEFORE_END, part, person.id, missing)


def _is_class_full(world: World, part: Part, person: Person, start: int) -> bool:
    wanted = (part.service_id, person.id, start)
    return any(
        (session.service_id, session.staff_id, session.start) == wanted and not session.seats_left
        for session in world.sessions
    )


def _of_minutes(part: Part, person: Person, missing: Span, notes: Notes) -> Refusal:
    """Blame what stands at the first minute that is missing."""
    first = missing[0]
    found = _noted(notes.people.get(person.id, ()), first)
    if found is not None:
        return Refusal(found.rule, part, person.id, found.span, found.label)
    if not has(person.works, first):
        return Refusal(Rule.NOT_WORKING, part, person.id, missing)
    return Refusal(Rule.BOOKED, part, person.id, _run_around(person.busy, first))


def _missing(free: int, span: Span) -> Span | None:
    """Return the first run of the span that is not free."""
    start, end = span
    if start < 0:
        return start, min(end, 0)
    lacking = ~free >> start & ((1 << (end - start)) - 1)
    first = next(minutes_of(lacking), None)
    if first is None:
        return None
    return start + first, start + first + _ones(lacking >> first)


def _run_around(mask: int, minute: int) -> Span:
    """Return the whole run of the mask that a minute of it lies in."""
    before = (~mask & ((1 << minute) - 1)).bit_length()
    return before, minute + _ones(mask >> minute)


def _ones(mask: int) -> int:
    """Return how many minutes in a row the mask begins with."""
    return (~mask & (mask + 1)).bit_length() - 1


def _noted(notes: Iterable[Note], minute: int) -> Refusal | None:
    for note in notes:
        if note.span[0] <= minute < note.span[1]:
            return Refusal(note.rule, span=note.span, label=note.label)
    return None
