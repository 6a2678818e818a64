"""Appointments: shared tables, each row of one salon, under row level security."""

from booking.models.agreements import AgreedPolicy
from booking.models.appointments import (
    ONE_HOLD,
    RESOURCE_REFERENCE,
    SERVICE_REFERENCE,
    STAFF_REFERENCE,
    Appointment,
    AppointmentItem,
)
from booking.models.blocks import AppointmentSeries, TimeBlock
from booking.models.customers import CustomerRecord, FamilyMember, HealthNote
from booking.models.events import AppointmentEvent, DueJob, first_sweep
from booking.models.feeds import CalendarFeed, StaffFeed
from booking.models.occupancy import (
    CLASS_PLACES,
    LONGEST,
    RESOURCE_OVERLAP,
    STAFF_OVERLAP,
    ClassSession,
    Occupancy,
)
from booking.models.waitlist import WaitlistEntry, WaitlistOffer

__all__ = [
    "CLASS_PLACES",
    "LONGEST",
    "ONE_HOLD",
    "RESOURCE_OVERLAP",
    "RESOURCE_REFERENCE",
    "SERVICE_REFERENCE",
    "STAFF_OVERLAP",
    "STAFF_REFERENCE",
    "AgreedPolicy",
    "Appointment",
    "AppointmentEvent",
    "AppointmentItem",
    "AppointmentSeries",
    "CalendarFeed",
    "ClassSession",
    "CustomerRecord",
    "DueJob",
    "FamilyMember",
    "HealthNote",
    "Occupancy",
    "StaffFeed",
    "TimeBlock",
    "WaitlistEntry",
    "WaitlistOffer",
    "first_sweep",
]
