"""What is where the salon wants to keep time for itself."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from psycopg.types.range import TimestamptzRange

from booking.models import LONGEST, Appointment, ClassSession, Occupancy, TimeBlock


@dataclass(frozen=True)
class Conflict:
    """A stretch of a person or a room that is taken: by a visit, a class or another block."""

    starts_at: datetime
    ends_at: datetime
    appointment: Appointment | None = None
    session: ClassSession | None = None
    block: TimeBlock | None = None


def conflicts_with(
    staff_id: int | None,
    resource_id: int | None,
    starts_at: datetime,
    ends_at: datetime,
    *,
    but_for: int | None = None,
) -> list[Conflict]:
    """Return what lies between two instants, by time. One statement; ``but_for``: a block's id."""
    rows: QuerySet[Occupancy] = Occupancy.objects.filter(
        blocking=True,
        staff=staff_id,
        resource=resource_id,
        starts_at__gt=starts_at - LONGEST,
        starts_at__lt=ends_at,
        during__overlap=TimestamptzRange(starts_at, ends_at),
    )
    if but_for is not None:
        rows = rows.exclude(block=but_for)
    related = rows.select_related("appointment__customer", "session", "block")
    return [
        Conflict(row.during.lower, row.during.upper, row.appointment, row.session, row.block)
        for row in related.order_by("starts_at", "pk")
    ]
