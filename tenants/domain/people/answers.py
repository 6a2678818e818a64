"""The answer to an invitation, by whoever holds the number. In the salon's schema."""

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from accounts.domain.people import name_person
from accounts.locks import lock_person
from accounts.models import User
from accounts.permissions import require_verified
from tenants.domain.people.invitations import finish, token_hash
from tenants.domain.people.membership import add_member, role_in
from tenants.domain.people.messages import tell_owners
from tenants.enums import InvitationStatus, Role
from tenants.errors import (
    AlreadyMember,
    InvitationClosed,
    InvitationNotFound,
    InvitationOfAnother,
    PlatformPerson,
    SalonClosed,
    StaffRowTaken,
)
from tenants.locks import lock_invitation, lock_tenant
from tenants.models import Invitation, Tenant


@sensitive_variables("token")
def find_invitation(token: str) -> Invitation:
    """Return the invitation of a link, in whatever state. Raises InvitationNotFound."""
    rows = Invitation.objects.select_related("invited_by")
    found: Invitation | None = rows.filter(token_hash=token_hash(token)).first()
    if found is None:
        raise InvitationNotFound
    return found


def refuse_other_person(invitation: Invitation, user: User) -> None:
    """Raise unless the person holds the invited number and can work in a salon.

    InvitationOfAnother, PhoneNotVerified, PlatformPerson.
    """
    if user.phone_number != invitation.phone_number:
        raise InvitationOfAnother
    require_verified(user)
    if user.is_superuser:
        raise PlatformPerson


@sensitive_variables("token")
def accept(tenant: Tenant, token: str, *, user: User) -> Invitation:
    """Make the person a member in the invited role: membership, group, link to the team.

    One transaction, and one member however often it is sent. Raises what ``refuse_other_person``
    raises, InvitationNotFound, InvitationClosed, AlreadyMember, SalonClosed.
    """
    with transaction.atomic():
        user = lock_person(user.pk)
        invitation = _open_for(tenant, token, user)
        if role_in(user, tenant) is not None:
            # She came to the number, or to the salon, in another way meanwhile.
            raise AlreadyMember
        _join(tenant, invitation, user)
        name_person(user, invitation.name)
        finish(invitation, InvitationStatus.ACCEPTED, actor=user, accepted_by=user)
        if invitation.role == Role.OWNER:
            tell_owners(tenant, user, is_owner=True)
    return invitation


@sensitive_variables("token")
def decline(tenant: Tenant, token: str, *, user: User) -> Invitation:
    """Say no. Raises as ``accept`` does."""
    with transaction.atomic():
        user = lock_person(user.pk)
        invitation = _open_for(tenant, token, user)
        finish(invitation, InvitationStatus.DECLINED, actor=user)
    return invitation


def _join(tenant: Tenant, invitation: Invitation, user: User) -> None:
    """Add the person, also where somebody else was linked to the team's member meanwhile."""
    try:
        add_member(user, tenant, role=invitation.role, staff_row=invitation.staff_row)
    except StaffRowTaken:
        add_member(user, tenant, role=invitation.role)


def _open_for(tenant: Tenant, token: str, user: User) -> Invitation:
    """Lock and return the invitation if it is open and for this person, who is locked."""
    if not lock_tenant(tenant.pk).is_open:
        raise SalonClosed
    invitation = lock_invitation(token_hash=token_hash(token))
    if invitation is None:
        raise InvitationNotFound
    refuse_other_person(invitation, user)
    if not invitation.is_open:
        raise InvitationClosed
    return invitation
