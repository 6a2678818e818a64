"""Loads a window of business days and builds what the engine searches. At most four statements."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from uuid import UUID

from django.utils import timezone

from booking.domain.availability.facts import Facts
from booking.domain.availability.limits import limits_of
from booking.domain.availability.occupied import (
    Booked,
    Occupied,
    read_booked,
    read_occupied,
    read_sessions,
)
from booking.domain.availability.opening import hours_plan, pauses
from booking.domain.availability.people import people_of
from booking.domain.availability.reading import Asked, read_facts
from booking.domain.availability.resolving import resolve_visit
from booking.domain.availability.wanted import VisitRequest
from booking.domain.availability.window import Availability
from booking.domain.engine.hours import (
    MINUTES_OF_DAY,
    ClockSpan,
    HoursPlan,
    business_day,
    dates,
    grid_of,
    spans_on,
    window_of,
)
from booking.domain.engine.timeline import Window, mask_of
from booking.domain.engine.wall_clock import ONE_DAY
from booking.domain.engine.world import Day, Unit, Visit, World
from booking.errors import DateOutOfRange
from booking.models import LONGEST

# The longest horizon that a salon may choose, and some room for looking back.
FARTHEST_DAYS = 400
# By how much a day may be shorter than 24 hours.
SWITCH_OF_CLOCK = 120


def load_availability(
    request: VisitRequest,
    first: date,
    last: date,
    *,
    now: datetime | None = None,
    online: bool = True,
) -> Availability:
    """Load the business days ``first``..``last`` for one visit.

    ``online``: only what customers may book themselves, with notice and horizon. Raises
    UnknownService, UnknownStaff, UnknownAddOn, DateOutOfRange for days that no horizon reaches.
    """
    now = now or timezone.now()
    asked = _asked(request, first, last, now=now, online=online)
    return _availability(asked, (first, last), read_facts(asked), now)


@dataclass(frozen=True)
class Known:
    """The facts of a salon as they were asked for."""

    asked: Asked
    facts: Facts


def load_around(
    request: VisitRequest,
    start: datetime,
    known: Known | None = None,
    *,
    now: datetime | None = None,
    online: bool = True,
) -> Availability:
    """Load the business days that a visit at ``start`` can belong to, in whatever zone.

    ``known``: what was read of the salon together with other things. Raises what
    ``load_availability`` raises.
    """
    now = now or timezone.now()
    if known is None:
        return load_availability(request, *_days_around(start, now), now=now, online=online)
    return _availability(known.asked, _days_around(start, now), known.facts, now)


def asked_around(request: VisitRequest, start: datetime) -> Asked:
    """Return what ``load_around`` asks of the salon, as customers book. Raises DateOutOfRange."""
    now = timezone.now()
    return _asked(request, *_days_around(start, now), now=now, online=True)


def _days_around(start: datetime, now: datetime) -> tuple[date, date]:
    day = start.astimezone(UTC).date()
    require_near(day, now, param="start")
    return day - ONE_DAY, day + ONE_DAY


def _asked(request: VisitRequest, first: date, last: date, *, now: datetime, online: bool) -> Asked:
    require_near(first, now)
    require_near(last, now)
    # A visit may go on for days where the salon is open around the clock.
    reach = LONGEST * max(map(len, request.guests))
    around = min(first, now.date()) - 2 * ONE_DAY, max(last, now.date()) + 2 * ONE_DAY + reach
    bounds = _midnight(first - 2 * ONE_DAY), _midnight(last + 4 * ONE_DAY) + reach
    return Asked(request, around, bounds, online)


def _availability(
    asked: Asked, bounds: tuple[date, date], facts: Facts, now: datetime
) -> Availability:
    request, (first, last) = asked.request, bounds
    visit = resolve_visit(request, facts)
    plan = hours_plan(facts, *asked.dates)
    zone = facts.place.zone
    days = first - ONE_DAY, last + _days_after(visit, plan.of(last)) * ONE_DAY
    window = window_of(days[0], days[1] - ONE_DAY, zone)
    if request.ready_by is not None:
        visit = replace(visit, latest_end=window.minute(request.ready_by))
    occupied = read_occupied(window, facts, instead_of=request.instead_of)
    world = _world(facts, plan, days, window, occupied, instead_of=request.instead_of)
    today = business_day(now, plan, zone)
    limits = limits_of(facts, plan, window, now=now, today=today, online=asked.online)
    world = replace(world, earliest=limits.earliest, latest=limits.horizon)
    return Availability(request, facts, plan, world, visit, bounds, today, limits)


def require_near(day: date, now: datetime, *, param: str = "date") -> None:
    """Raise DateOutOfRange for a day that no horizon reaches, before anything is computed."""
    if abs((day - now.date()).days) > FARTHEST_DAYS:
        raise DateOutOfRange(param=param)


def _days_after(visit: Visit, hours: Sequence[ClockSpan]) -> int:
    """Return how many days beyond the last one a visit that begins on it can touch."""
    is_past_midnight = any(ends <= starts for starts, ends in hours)
    return is_past_midnight + -(-(visit.longest + SWITCH_OF_CLOCK) // MINUTES_OF_DAY)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=UTC)


def _world(
    facts: Facts,
    plan: HoursPlan,
    bounds: tuple[date, date],
    window: Window,
    occupied: Occupied,
    *,
    instead_of: UUID | None,
) -> World:
    zone = facts.place.zone
    days = [
        Day(date=day, spans=tuple(spans_on(day, plan.of(day), zone, window)))
        for day in dates(*bounds)
    ]
    if facts.rules.salon_daily_cap or _has_staff_cap(facts):
        days = _with_caps(days, read_booked(window, instead_of=instead_of), facts)
    spans = [span for day in days for span in day.spans]
    open_minutes, paused = mask_of(spans, window), pauses(facts, *bounds, window).mask(window)
    classes = {each.id: each.capacity for each in facts.services.values() if each.capacity > 1}
    world = World(
        window=window,
        open=open_minutes,
        grid=grid_of(spans, facts.rules.slot_step_minutes, zone, window) & ~paused,
        earliest=0,
        latest=window.minutes,
        days=tuple(days),
        people={},
        units=tuple(
            Unit(
                id=unit.id,
                type_id=unit.type_id,
                busy=mask_of(occupied.units.get(unit.id, ()), window),
            )
            for unit in facts.units
        ),
        sessions=read_sessions(window, classes, instead_of=instead_of) if classes else (),
    )
    people = people_of(
        facts,
        occupied,
        bounds,
        window,
        open_minutes=open_minutes,
        pauses=paused,
        days=world.day_minutes,
    )
    return replace(world, people=people)


def _has_staff_cap(facts: Facts) -> bool:
    return bool(facts.rules.staff_daily_cap) or any(m.daily_cap for m in facts.staff.values())


def _with_caps(days: Sequence[Day], booked: Booked, facts: Facts) -> list[Day]:
    """Mark the days on which nobody, or somebody, may be booked any more."""

    def day_at(minute: int) -> date | None:
        return next((d.date for d in days if any(a <= minute < b for a, b in d.spans)), None)

    salon = Counter(map(day_at, booked.visits))
    # Several parts of one visit are one appointment of hers.
    parts = {(key, staff_id, day_at(minute)) for key, staff_id, minute in booked.parts}
    staff = Counter((day, staff_id) for _key, staff_id, day in parts)
    cap = facts.rules.salon_daily_cap
    caps = {m.id: m.daily_cap or facts.rules.staff_daily_cap for m in facts.staff.values()}
    return [
        replace(
            day,
            is_full=cap is not None and salon[day.date] >= cap,
            full_staff=frozenset(
                pk for pk, most in caps.items() if most and staff[day.date, pk] >= most
            ),
        )
        for day in days
    ]
