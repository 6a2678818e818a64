"""Who may act at all. Shared by pages, API, templates, the domain and the apps above."""

from typing import Any

from accounts.errors import PhoneNotVerified


def can_act(user: Any) -> bool:
    """Return whether the person may book, pay and see bookings: active, with a proved number."""
    return bool(user.is_authenticated and user.is_active and user.is_phone_verified)


def require_verified(user: Any) -> None:
    """Raise PhoneNotVerified unless the person ``can_act``."""
    if not can_act(user):
        raise PhoneNotVerified
