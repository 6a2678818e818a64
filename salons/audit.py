"""What of the catalogue the audit log follows: every write, field by field."""

from auditlog.registry import auditlog

from salons.models import (
    BookingRules,
    OpeningHours,
    SalonProfile,
    Season,
    SeasonHours,
    Service,
    ServiceCategory,
    SpecialDay,
    SpecialHours,
    StaffMember,
    StaffShift,
    StaffSkill,
    TimeOff,
)

FOLLOWED = (
    BookingRules,
    OpeningHours,
    SalonProfile,
    Season,
    SeasonHours,
    Service,
    ServiceCategory,
    SpecialDay,
    SpecialHours,
    StaffMember,
    StaffShift,
    StaffSkill,
    TimeOff,
)


def follow_catalogue() -> None:
    """Register the models with the audit log; called once when Django starts."""
    for model in FOLLOWED:
        auditlog.register(model)
