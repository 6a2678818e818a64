"""What follows in salons from what happens to people."""

from typing import Any

from accounts.errors import PhoneTaken
from accounts.models import User
from tenants.domain.membership import remove_member
from tenants.enums import TenantStatus
from tenants.models import SalonMembership


def on_person_released(*, person: User, **_kwargs: Any) -> None:
    """Take every right in every salon from a person whose number is somebody else's now."""
    places = SalonMembership.objects.filter(user=person).exclude(tenant__status=TenantStatus.ERASED)
    for place in places.select_related("tenant").order_by("tenant_id"):
        remove_member(person, place.tenant)


def on_person_absorbed(*, shell: User, **_kwargs: Any) -> None:
    """Refuse a record with rights in a salon: a number alone does not hand them over."""
    if SalonMembership.objects.filter(user=shell).exists():
        raise PhoneTaken(param="phone_number")
