"""Appointments: shared tables, each row of one salon, under row level security."""

from booking.models.appointments import (
    RESOURCE_REFERENCE,
    SERVICE_REFERENCE,
    STAFF_REFERENCE,
    Appointment,
    AppointmentItem,
)
from booking.models.events import AppointmentEvent, DueJob, first_sweep
from booking.models.occupancy import (
    CLASS_PLACES,
    LONGEST,
    RESOURCE_OVERLAP,
    STAFF_OVERLAP,
    ClassSession,
    Occupancy,
)

__all__ = [
    "CLASS_PLACES",
    "LONGEST",
    "RESOURCE_OVERLAP",
    "RESOURCE_REFERENCE",
    "SERVICE_REFERENCE",
    "STAFF_OVERLAP",
    "STAFF_REFERENCE",
    "Appointment",
    "AppointmentEvent",
    "AppointmentItem",
    "ClassSession",
    "DueJob",
    "Occupancy",
    "first_sweep",
]
