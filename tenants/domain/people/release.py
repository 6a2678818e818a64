"""A person's account goes to somebody else, or ends: so does her place in every salon."""

from django_tenants.utils import tenant_context

from accounts.models import User
from tenants.domain.people.invitations import revoke_beyond
from tenants.domain.people.membership import remove_member
from tenants.domain.people.messages import tell_owners
from tenants.enums import Role, TenantStatus
from tenants.models import SalonMembership


def end_memberships(user: User) -> None:
    """Remove the person from every salon, also as the last owner: nobody else is let in by her.

    Inside the transaction that releases her number. A second call changes nothing.
    """
    places = SalonMembership.objects.filter(user=user).exclude(tenant__status=TenantStatus.ERASED)
    for place in places.select_related("tenant").order_by("tenant_id"):
        with tenant_context(place.tenant):
            remove_member(user, place.tenant, although_last=True)
            revoke_beyond(user, gives=frozenset())
            if place.role == Role.OWNER:
                tell_owners(place.tenant, user, is_owner=False)
