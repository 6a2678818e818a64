"""A customer's visits at every salon, read in the platform's scope: hers and nobody else's."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    F,
    Max,
    OuterRef,
    Prefetch,
    Subquery,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce

from booking.domain.waitlist.lists import without_offers
from booking.models import Appointment, AppointmentEvent, AppointmentItem
from booking.queries import appointments_of, without_unbooked
from booking.web.calendar_events import CHANGES
from booking.web.mine import split
from foundation.tenancy.scope import platform_scope

# Nobody looks forward to more; the pages' cost stays bounded.
MOST_AHEAD = 100
PAST_PER_PAGE = 15


def visits_everywhere(
    customer: Any, *, page: int
) -> tuple[list[Appointment], list[Appointment], bool]:
    """Return what is ahead, one page of what is past, and whether there are older ones."""
    first = (page - 1) * PAST_PER_PAGE
    with platform_scope("a customer's own appointments at every salon"):
        hers = without_offers(without_unbooked(appointments_of(customer)))
        booked = hers.prefetch_related(None)
        upcoming, past = split(booked.select_related("member"))
        ahead = list(upcoming[:MOST_AHEAD])
        before = list(past[first : first + PAST_PER_PAGE + 1])
        with_items([*ahead, *before])
    return ahead, before[:PAST_PER_PAGE], len(before) > PAST_PER_PAGE


def visits_for_calendar(customer: Any, *, since: datetime, lost: Iterable[str]) -> list[Any]:
    """Return the visits of a calendar with ``changes`` and ``changed_at``. Two statements."""
    with platform_scope("a customer's own calendar"):
        found = list(
            with_changes(appointments_of(customer).prefetch_related(None))
            .filter(ends_at__gte=since)
            .exclude(status__in=lost)
            .order_by("starts_at", "pk")
        )
        with_items(found)
    return found


def with_items(appointments: Sequence[Appointment]) -> None:
    """Read the items of visits of several salons in one statement, by the index of each."""
    schemas = {each.schema_name for each in appointments}
    own = AppointmentItem.objects.filter(schema_name__in=schemas)
    prefetch_related_objects(list(appointments), Prefetch("items", queryset=own))


def changes_of(appointments: Collection[Appointment]) -> dict[UUID, tuple[int, datetime]]:
    """Return how often visits of the current salon changed and when that was last. One statement.

    What never changed was made once.
    """
    made = {each.pk: (0, each.created_at) for each in appointments}
    counted = (
        AppointmentEvent.objects.filter(appointment__in=made, kind__in=CHANGES)
        .order_by()
        .values("appointment")
        .annotate(n=Count("pk"), last=Max("at"))
    )
    rows = counted.values_list("appointment", "n", "last")
    return made | {pk: (n, last) for pk, n, last in rows}


def with_changes(visits: Any) -> Any:
    """Add ``changes`` and ``changed_at``.

    Counted by the index of the story, which begins with the salon.
    """
    changes = (
        AppointmentEvent.objects.filter(
            schema_name=OuterRef("schema_name"), appointment=OuterRef("pk"), kind__in=CHANGES
        )
        .order_by()
        .values("appointment")
    )
    return visits.annotate(
        changes=Coalesce(Subquery(changes.annotate(n=Count("pk")).values("n")), 0),
        changed_at=Coalesce(Subquery(changes.annotate(m=Max("at")).values("m")), F("created_at")),
    )
