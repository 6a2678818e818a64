"""Who must have a second factor, and how old one may be."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings

from accounts.models import User

Requirement = Callable[[User], bool]


def is_platform_admin(user: User) -> bool:
    """Return whether the person runs the platform."""
    return user.is_superuser


# The apps above add theirs when they start: this one does not know what a salon is.
REQUIREMENTS: list[Requirement] = [is_platform_admin]


def require_of(requirement: Requirement) -> None:
    """Demand a second factor of the people that ``requirement`` names. Twice is once."""
    if requirement not in REQUIREMENTS:
        REQUIREMENTS.append(requirement)


def must_have_factor(user: User) -> bool:
    """Return whether the person may not be without a second factor."""
    return any(requirement(user) for requirement in REQUIREMENTS)


def admin_age() -> timedelta:
    """Return how old the second factor of a platform admin's session may be."""
    return timedelta(seconds=settings.SECOND_FACTOR_AGES["admin"])


def money_age() -> timedelta:
    """Return how old a second factor may be before money, exports and visits of support."""
    return timedelta(seconds=settings.SECOND_FACTOR_AGES["money"])
