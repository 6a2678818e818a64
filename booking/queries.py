"""Reads of appointments."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from booking.errors import AppointmentNotFound
from booking.models import Appointment


def appointments_of(customer: Any) -> QuerySet[Appointment]:
    """Return the customer's appointments in the current salon, newest first, with items."""
    mine: QuerySet[Appointment] = (
        Appointment.objects.filter(customer=customer)
        .order_by("-starts_at", "-pk")
        .prefetch_related("items")
    )
    return mine


def appointment_of(customer: Any, appointment_id: UUID | str) -> Appointment:
    """Return one appointment of the customer; raise AppointmentNotFound for anybody else's."""
    found = appointments_of(customer).filter(pk=appointment_id).first()
    if found is None:
        raise AppointmentNotFound
    return found
