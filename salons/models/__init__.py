"""The catalogue of one salon, in the salon's own schema."""

from salons.models.hours import OpeningHours, StaffShift, TimeOff, Weekday
from salons.models.profile import BookingRules, SalonProfile
from salons.models.services import Service, ServiceCategory
from salons.models.staff import StaffMember, StaffSkill

__all__ = [
    "BookingRules",
    "OpeningHours",
    "SalonProfile",
    "Service",
    "ServiceCategory",
    "StaffMember",
    "StaffShift",
    "StaffSkill",
    "TimeOff",
    "Weekday",
]
