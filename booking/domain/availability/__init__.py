"""What can be booked: one engine for offers, pages, the back office and every write.

``load_availability`` reads the catalogue, hours, rules and bookings of a window of days in at most
four statements; the ``Availability`` that it returns answers from memory.
"""

from booking.domain.availability.loading import load_around, load_availability
from booking.domain.availability.slots import PlannedPart, Slot
from booking.domain.availability.wanted import (
    MAX_ADD_ONS,
    MAX_GUESTS,
    MAX_PARTS,
    MAX_SERVICES,
    PartRequest,
    VisitRequest,
)
from booking.domain.availability.window import Availability

__all__ = [
    "MAX_ADD_ONS",
    "MAX_GUESTS",
    "MAX_PARTS",
    "MAX_SERVICES",
    "Availability",
    "PartRequest",
    "PlannedPart",
    "Slot",
    "VisitRequest",
    "load_around",
    "load_availability",
]
