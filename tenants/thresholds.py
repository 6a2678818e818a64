"""How many salons one person and one network may open.

Settings override single ones: ``SIGN_UP_THRESHOLDS = {"salons_per_person": 5}``.
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
