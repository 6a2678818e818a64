"""What of the catalogue the audit log follows: every write, field by field."""

from auditlog.registry import auditlog

from salons.models import (
    AddOn,
    BookingRules,
    ExtraHours,
    OpeningHours,
    PolicyOverride,
    Resource,
    ResourceType,
    SalonProfile,
    Season,
    SeasonHours,
    Service,
    ServiceCategory,
    SpecialDay,
    SpecialHours,
    StaffBreak,
    StaffMember,
    StaffShift,
    StaffSkill,
    TimeOff,
)

FOLLOWED = (
    BookingRules,
    ExtraHours,
    OpeningHours,
    Resource,
    ResourceType,
    SalonProfile,
    Season,
    SeasonHours,
    Service,
    ServiceCategory,
    StaffBreak,
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
    # With which services an add-on goes is a table between the two.
    auditlog.register(AddOn, m2m_fields={"services"})
    auditlog.register(PolicyOverride, m2m_fields={"services"})
