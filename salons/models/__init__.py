"""The catalogue of one salon, in the salon's own schema."""

from salons.models.hours import (
    ExtraHours,
    OpeningHours,
    StaffBreak,
    StaffShift,
    TimeOff,
    Weekday,
)
from salons.models.policies import ClientGroup, DepositKind, PolicyOverride
from salons.models.profile import SalonProfile
from salons.models.resources import Resource, ResourceType
from salons.models.rules import Anybody, BestTimes, BookingRules
from salons.models.seasons import CalendarKind, Season, SeasonHours, SpecialDay, SpecialHours
from salons.models.services import AddOn, Clientele, PriceKind, Service, ServiceCategory
from salons.models.staff import StaffMember, StaffSkill

__all__ = [
    "AddOn",
    "Anybody",
    "BestTimes",
    "BookingRules",
    "CalendarKind",
    "ClientGroup",
    "Clientele",
    "DepositKind",
    "ExtraHours",
    "OpeningHours",
    "PolicyOverride",
    "PriceKind",
    "Resource",
    "ResourceType",
    "SalonProfile",
    "Season",
    "SeasonHours",
    "Service",
    "ServiceCategory",
    "SpecialDay",
    "SpecialHours",
    "StaffBreak",
    "StaffMember",
    "StaffShift",
    "StaffSkill",
    "TimeOff",
    "Weekday",
]
