"""How many salons one person and one network may open, how many people a salon may invite.

Settings override single ones: ``SIGN_UP_THRESHOLDS = {"salons_per_person": 5}``,
``INVITATION_THRESHOLDS = {"resend_seconds": 60}``.
"""

from dataclasses import dataclass, replace

from django.conf import settings

from accounts.thresholds import Window


@dataclass(frozen=True, kw_only=True)
class SignUpThresholds:
    """The defaults."""

    # That she owns and that are not erased; a chain writes to the platform.
    salons_per_person: int = 3
    # Mobile networks put many people behind one address.
    address_salons: tuple[Window, ...] = ((10, 86400),)
    # Looks at whether an address is free, while somebody types.
    address_checks: tuple[Window, ...] = ((90, 60), (1500, 86400))


def thresholds() -> SignUpThresholds:
    """Return the limits in force."""
    return replace(SignUpThresholds(), **getattr(settings, "SIGN_UP_THRESHOLDS", {}))


@dataclass(frozen=True, kw_only=True)
class InvitationThresholds:
    """The defaults. Every invitation is an SMS to somebody who has not asked for it."""

    lifetime_days: int = 7
    # Before the message may be sent again, and how often in all.
    resend_seconds: int = 300
    max_sends: int = 4
    # Messages of one salon; a new team of twenty is invited within a day.
    salon_sends: tuple[Window, ...] = ((10, 3600), (30, 86400))
    # Messages to one number from all salons together.
    phone_sends: tuple[Window, ...] = ((5, 86400),)


def invitation_thresholds() -> InvitationThresholds:
    """Return the limits in force."""
    return replace(InvitationThresholds(), **getattr(settings, "INVITATION_THRESHOLDS", {}))
