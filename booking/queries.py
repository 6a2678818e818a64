"""Reads of appointments."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from booking.enums import AppointmentStatus
from booking.errors import AppointmentNotFound
from booking.models import Appointment, AppointmentEvent, AppointmentItem
from booking.permissions import can_view_whole_calendar
from salons.queries import staff_ids_of


def appointments_of(customer: Any) -> QuerySet[Appointment]:
    """Return the customer's appointments in the current salon, newest first, with items."""
    mine: QuerySet[Appointment] = (
        Appointment.objects.filter(customer=customer)
        .order_by("-starts_at", "-pk")
        .select_related("member")
        .prefetch_related("items")
    )
    return mine


def without_unbooked(appointments: QuerySet[Appointment]) -> QuerySet[Appointment]:
    """Leave out times that somebody looked over and let go: nobody ever booked them."""
    ended = AppointmentEvent.objects.filter(
        schema_name=OuterRef("schema_name"),
        appointment=OuterRef("pk"),
        from_status=AppointmentStatus.HELD,
        to_status=AppointmentStatus.EXPIRED,
    )
    return appointments.exclude(Q(status=AppointmentStatus.EXPIRED) & Exists(ended))


def booked(appointments: QuerySet[Appointment]) -> QuerySet[Appointment]:
    """Return what was booked: no time that is only held, none that was let go."""
    return without_unbooked(appointments.exclude(status=AppointmentStatus.HELD))


def appointment_of(customer: Any, appointment_id: UUID | str) -> Appointment:
    """Return one appointment of the customer; raise AppointmentNotFound for anybody else's."""
    found = appointments_of(customer).filter(pk=appointment_id).first()
    if found is None:
        raise AppointmentNotFound
    return found


def know_items(appointment: Appointment, items: list[AppointmentItem]) -> None:
    """Let ``appointment.items.all()`` answer with items that were read or written already."""
    known = appointment.items.all()
    known._result_cache, known._prefetch_done = items, True  # type: ignore[attr-defined]
    cache: dict[str, Any] = appointment.__dict__.setdefault("_prefetched_objects_cache", {})
    cache["items"] = known


def appointment_row(appointment_id: UUID | str) -> Appointment:
    """Return an appointment of the salon without a lock; raise AppointmentNotFound."""
    found: Appointment | None = Appointment.objects.filter(pk=appointment_id).first()
    if found is None:
        raise AppointmentNotFound
    return found


def appointments_seen_by(reader: Any) -> QuerySet[Appointment]:
    """Return the current salon's appointments that the reader may see.

    Everybody's; for those who see their own work alone, the visits that they have a part in. Two
    statements then: the team is in the salon's schema, appointments are under a policy.
    """
    seen: QuerySet[Appointment] = Appointment.objects.all()
    if can_view_whole_calendar(reader):
        return seen
    mine = AppointmentItem.objects.filter(staff__in=staff_ids_of(reader))
    return seen.filter(pk__in=mine.values("appointment"))
