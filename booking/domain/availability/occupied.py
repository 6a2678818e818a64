"""What is booked in a window: people, rooms, classes, appointments of a day."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from booking.domain.availability.facts import Facts
from booking.domain.engine.timeline import Span, Window
from booking.domain.engine.wall_clock import ONE_DAY
from booking.domain.engine.world import Session
from booking.enums import BLOCKING
from booking.models import LONGEST, AppointmentItem, ClassSession
from foundation.prepared import PreparedStatement
from foundation.tenancy.models import current_schema_name

OCCUPIED = PreparedStatement(
    "booking_occupied",
    (Path(__file__).parents[2] / "sql" / "occupied.sql").read_text(),
    {
        "salon": "text",
        "zero": "int",
        "since": "timestamptz",
        "until": "timestamptz",
        "staff": "bigint[]",
        "units": "bigint[]",
        "instead_of": "uuid",
    },
)


@dataclass(frozen=True)
class Occupied:
    """Minutes of the window: who and what is taken. Spans of one of them never overlap."""

    staff: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    units: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)


def read_occupied(window: Window, facts: Facts, *, instead_of: UUID | None = None) -> Occupied:
    """Return when those of ``facts`` are taken in the window: one statement.

    What ``instead_of`` takes counts as free.
    """
    parameters = {
        "salon": current_schema_name(),
        "zero": minute_of_epoch(window.start),
        "since": window.start - LONGEST,
        "until": window.instant(window.minutes),
        "staff": list(facts.staff),
        "units": [unit.id for unit in facts.units],
        "instead_of": instead_of,
    }
    rows = OCCUPIED.fetchall(parameters)
    staff, units = {}, {}
    for staff_id, resource_id, starts, ends, may_overlap in rows:
        spans = tuple(zip(starts, ends, strict=True))
        if may_overlap:
            spans = joined(spans)
        if staff_id is not None:
            staff[staff_id] = spans
        else:
            units[resource_id] = spans
    return Occupied(staff, units)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the same minutes in spans that do not overlap, in order."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def read_sessions(
    window: Window, capacities: Mapping[int, int], *, instead_of: UUID | None = None
) -> tuple[Session, ...]:
    """Return the classes that take place in the window: one statement.

    ``capacities``: service -> its places, as many as the catalogue has today. The places of
    ``instead_of`` count as free: one statement more; a class of its own does not take place.
    """
    own = _places_of(instead_of) if instead_of else {}
    rows = ClassSession.objects.filter(
        **_between(window), service__in=list(capacities), places_taken__gt=0
    ).values_list("pk", "service_id", "staff_id", "starts_at", "ends_at", "places_taken")
    return tuple(
        Session(
            service_id=service_id,
            staff_id=staff_id,
            start=window.minute(starts_at),
            end=window.minute(ends_at),
            seats_left=capacities[service_id] - taken + own.get(pk, 0),
        )
        for pk, service_id, staff_id, starts_at, ends_at, taken in rows
        if taken > own.get(pk, 0)
    )


def _places_of(appointment_id: UUID) -> Mapping[int, int]:
    """Return class -> how many of its places the appointment has."""
    items = AppointmentItem.objects.filter(appointment_id=appointment_id, session__isnull=False)
    return Counter(items.order_by().values_list("session_id", flat=True))


@dataclass(frozen=True)
class Booked:
    """The appointments that count against the caps of a day."""

    # When each begins.
    visits: tuple[int, ...]
    # (appointment, person, when she begins a part of it).
    parts: tuple[tuple[object, int, int], ...]


def read_booked(window: Window, *, instead_of: UUID | None = None) -> Booked:
    """Return the appointments of the window with their people, for the caps: one statement.

    A night may run past the end of the window: what begins in it counts, ``instead_of`` does not.
    """
    others = AppointmentItem.objects.all()
    if instead_of is not None:
        others = others.exclude(appointment_id=instead_of)
    rows = others.filter(
        appointment__schema_name=current_schema_name(),
        appointment__status__in=sorted(BLOCKING),
        appointment__starts_at__gte=window.start,
        appointment__starts_at__lt=window.instant(window.minutes) + ONE_DAY,
    ).values_list("appointment_id", "appointment__starts_at", "staff_id", "starts_at")
    visits = {key: window.minute(begins) for key, begins, _staff_id, _starts_at in rows}
    return Booked(
        tuple(visits.values()),
        tuple((key, staff_id, window.minute(at)) for key, _begins, staff_id, at in rows),
    )


def minute_of_epoch(instant: datetime) -> int:
    """Return the whole minutes since 1970."""
    return int(instant.astimezone(UTC).timestamp()) // 60


def _between(window: Window) -> dict[str, datetime]:
    return {"starts_at__gte": window.start, "starts_at__lt": window.instant(window.minutes)}
