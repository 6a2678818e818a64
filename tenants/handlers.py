"""What follows in salons from what happens to people."""

from typing import Any

from accounts.errors import PhoneTaken
from accounts.models import User
from tenants.domain.people.release import end_memberships
from tenants.models import SalonMembership


def on_person_released(*, person: User, **_kwargs: Any) -> None:
    """Take every right in every salon from a person whose number is somebody else's now."""
    end_memberships(person)


def on_person_absorbed(*, shell: User, **_kwargs: Any) -> None:
    """Refuse a record with rights in a salon: a number alone does not hand them over."""
    if SalonMembership.objects.filter(user=shell).exists():
        raise PhoneTaken(param="phone_number")
