"""Changing roles, removing people, leaving: what the salon's people do. In the salon's schema."""

from django.db import transaction

from accounts.locks import lock_person
from accounts.models import User
from foundation.errors import NotAllowed
from tenants.domain.people.invitations import revoke_beyond
from tenants.domain.people.membership import add_member, remove_member
from tenants.domain.people.messages import tell_of_removal, tell_of_role, tell_owners
from tenants.domain.people.rights import GIVES, forget_holder, gives
from tenants.enums import Role
from tenants.errors import NotAMember
from tenants.locks import lock_tenant
from tenants.models import SalonMembership, Tenant
from tenants.signals import member_joined


def change_role(
    tenant: Tenant, user_id: int, *, role: str, by: User, staff_row: int | None = None
) -> SalonMembership:
    """Give a member another role, or another place in the team; holds from the next request on.

    The same role again changes nothing and tells nobody. Invitations that she may no longer give
    are taken back. Raises NotAllowed, NotAMember, LastOwner, StaffRowTaken.
    """
    to = Role(role)
    with transaction.atomic():
        member = _locked_member(tenant, user_id, by)
        before = Role(member.role)
        if to not in gives(by):
            raise NotAllowed
        if to == before:
            member_joined.send(sender=Tenant, tenant=tenant, user=member.user, staff_row=staff_row)
            return member
        changed = add_member(member.user, tenant, role=to, staff_row=staff_row)
        revoke_beyond(member.user, gives=GIVES.get(to, frozenset()))
        tell_of_role(tenant, member.user, role=to)
        _tell_of_owner(tenant, member.user, before=before, after=to)
    return changed


def remove_person(tenant: Tenant, user_id: int, *, by: User) -> User:
    """Take a member out of the salon and tell her; her sessions there end with the commit.

    Raises NotAllowed, NotAMember, LastOwner.
    """
    with transaction.atomic():
        member = _locked_member(tenant, user_id, by)
        _remove(tenant, member)
        tell_of_removal(tenant, member.user)
    return member.user


def leave_salon(tenant: Tenant, *, user: User) -> None:
    """Give up one's own place. Raises NotAMember, LastOwner."""
    with transaction.atomic():
        lock_person(user.pk)
        lock_tenant(tenant.pk)
        member = _member(tenant, user.pk)
        if member is None:
            raise NotAMember
        _remove(tenant, member)


def _remove(tenant: Tenant, member: SalonMembership) -> None:
    user, before = member.user, Role(member.role)
    remove_member(user, tenant)
    revoke_beyond(user, gives=frozenset())
    _tell_of_owner(tenant, user, before=before, after=None)


def _locked_member(tenant: Tenant, user_id: int, by: User) -> SalonMembership:
    """Hold the member and the salon's people still; return her if the person may touch her."""
    if _member(tenant, user_id) is not None:
        lock_person(user_id)
    lock_tenant(tenant.pk)
    forget_holder(by)
    member, allowed = _member(tenant, user_id), gives(by)
    if not allowed:
        raise NotAllowed
    if member is None:
        raise NotAMember
    if member.role not in allowed:
        raise NotAllowed
    return member


def _member(tenant: Tenant, user_id: int) -> SalonMembership | None:
    members = SalonMembership.objects.filter(tenant=tenant).select_related("user")
    return members.filter(user_id=user_id).first()


def _tell_of_owner(tenant: Tenant, user: User, *, before: Role, after: Role | None) -> None:
    if (before == Role.OWNER) != (after == Role.OWNER):
        tell_owners(tenant, user, is_owner=after == Role.OWNER)
