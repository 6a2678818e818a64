"""What is booked in a window: people, rooms, classes, appointments of a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from booking.domain.engine.timeline import Span, Window
from booking.domain.engine.world import Session
from booking.enums import BLOCKING
from booking.models import LONGEST, AppointmentItem, ClassSession
from foundation.prepared import PreparedStatement
from foundation.tenancy.models import current_schema_name

OCCUPIED = PreparedStatement(
    "booking_occupied",
    (Path(__file__).parents[2] / "sql" / "occupied.sql").read_text(),
    {"salon": "text", "since": "timestamptz", "until": "timestamptz"},
)


@dataclass(frozen=True)
class Occupied:
    """Minutes of the window: who and what is taken. Spans of one of them never overlap."""

    staff: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    units: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)


def read_occupied(window: Window) -> Occupied:
    """Return who and what is taken in the window: one statement."""
    parameters = {
        "salon": current_schema_name(),
        "since": window.start - LONGEST,
        "until": window.instant(window.minutes),
    }
    rows = OCCUPIED.fetchall(parameters)
    zero = minute_of_epoch(window.start)
    staff, units = {}, {}
    for staff_id, resource_id, starts, ends in rows:
        spans = tuple((a - zero, b - zero) for a, b in zip(starts, ends, strict=True))
        if staff_id is not None:
            staff[staff_id] = spans
        else:
            units[resource_id] = spans
    return Occupied(staff, units)


def read_sessions(window: Window, service_ids: Iterable[int]) -> tuple[Session, ...]:
    """Return the classes of the services that take place in the window: one statement."""
    rows = ClassSession.objects.filter(
        **_between(window), service__in=service_ids, places_taken__gt=0
    ).values_list("service_id", "staff_id", "starts_at", "capacity", "places_taken")
    return tuple(
        Session(
            service_id=service_id,
            staff_id=staff_id,
            start=window.minute(starts_at),
            seats_left=capacity - taken,
        )
        for service_id, staff_id, starts_at, capacity, taken in rows
    )


@dataclass(frozen=True)
class Booked:
    """How many appointments begin where: (minute of the first service, people) of each."""

    appointments: tuple[tuple[int, frozenset[int]], ...]


def read_booked(window: Window) -> Booked:
    """Return the appointments of the window with their people, for the caps: one statement."""
    rows = AppointmentItem.objects.filter(
        appointment__schema_name=current_schema_name(),
        appointment__status__in=sorted(BLOCKING),
        appointment__starts_at__gte=window.start,
        appointment__starts_at__lt=window.instant(window.minutes),
    ).values_list("appointment_id", "appointment__starts_at", "staff_id")
    starts, people = {}, defaultdict(set)
    for appointment_id, starts_at, staff_id in rows:
        starts[appointment_id] = window.minute(starts_at)
        people[appointment_id].add(staff_id)
    return Booked(tuple((start, frozenset(people[key])) for key, start in starts.items()))


def minute_of_epoch(instant: datetime) -> int:
    """Return the whole minutes since 1970."""
    return int(instant.astimezone(UTC).timestamp()) // 60


def _between(window: Window) -> dict[str, datetime]:
    return {"starts_at__gte": window.start, "starts_at__lt": window.instant(window.minutes)}
