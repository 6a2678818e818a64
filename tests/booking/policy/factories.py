"""Terms and exceptions for tests."""

from booking.domain.policy.terms import Terms
from salons.models import BookingRules, DepositKind, PolicyOverride


def terms(**changes):
    """Return the terms of a salon that was just opened, but for what is named."""
    usual = {
        "deposit_kind": DepositKind.FULL,
        "deposit_percent": 30,
        "free_cancellation_hours": 24,
        "cancellation_fee_percent": 100,
        "no_show_fee_percent": 100,
        "late_grace_minutes": 15,
        "moves_allowed": 2,
    }
    return Terms(**(usual | changes))


def set_rules(**values):
    """Change the current salon's rules."""
    BookingRules.load()
    BookingRules.objects.update(**values)


def exception(*services, **values):
    """Add an exception to the current salon's policy."""
    made = PolicyOverride.objects.create(label_ar="استثناء", label_en="Exception", **values)
    made.services.set(services)
    return made
