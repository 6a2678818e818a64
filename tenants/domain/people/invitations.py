"""Asking somebody to work in the salon. Everything happens in the salon's schema."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.domain.limits.countries import refuse_unserved_number
from accounts.models import User
from accounts.phone import normalize_phone
from audit.log import record
from audit.models import AuditEntry
from foundation.errors import NotAllowed
from tenants.domain.names import tidy_name
from tenants.domain.people.limits import count_message
from tenants.domain.people.messages import send_invitation
from tenants.domain.people.rights import forget_holder, gives
from tenants.enums import INVITATION_TRANSITIONS, InvitationStatus, Role
from tenants.errors import (
    AlreadyInvited,
    AlreadyMember,
    InvitationClosed,
    InvitationNotFound,
    InvitationTooSoon,
    TooManyInvitations,
)
from tenants.locks import lock_invitation, lock_tenant
from tenants.models import Invitation, SalonMembership, Tenant
from tenants.models.invitation import new_invitation_token
from tenants.thresholds import invitation_thresholds


@dataclass(frozen=True, kw_only=True)
class Invitee:
    """Whom the salon wants: a number as it was typed, a name, a role, a member of the team."""

    phone_number: str
    name: str
    role: str
    staff_row: int | None = None


def invite(tenant: Tenant, invitee: Invitee, *, by: User) -> Invitation:
    """Invite a number and send the link to it by SMS after the commit.

    The same for a number that the platform knows and one that it does not. An invitation that
    nobody answered in time makes room for a new one.

    Raises NotAllowed, InvalidPhone, CountryNotAllowed, AlreadyMember, AlreadyInvited,
    TooManyInvitations.
    """
    role, phone_number = Role(invitee.role), normalize_phone(invitee.phone_number)
    refuse_unserved_number(phone_number)
    now, token = timezone.now(), new_invitation_token()
    with transaction.atomic():
        _lock_and_allow(tenant, by, role)
        _refuse_known(tenant, phone_number)
        count_message(tenant, phone_number, now=now)
        invitation: Invitation = Invitation.objects.create(
            phone_number=phone_number,
            name=tidy_name(invitee.name),
            role=role,
            staff_row=invitee.staff_row,
            invited_by=by,
            token_hash=token_hash(token),
            created_at=now,
            sent_at=now,
            expires_at=_end(now),
        )
        send_invitation(tenant, invitation, token=token)
        _note(invitation, "invited", action=AuditEntry.Action.CREATE, actor=by)
    return invitation


def send_again(tenant: Tenant, invitation_id: UUID, *, by: User) -> Invitation:
    """Send a new link, good for another week; the one before it is dead.

    Raises NotAllowed, InvitationNotFound, InvitationClosed, InvitationTooSoon, TooManyInvitations.
    """
    limits, now, token = invitation_thresholds(), timezone.now(), new_invitation_token()
    with transaction.atomic():
        invitation = _locked(tenant, invitation_id, by)
        wait = invitation.sent_at + timedelta(seconds=limits.resend_seconds) - now
        if wait > timedelta(0):
            raise InvitationTooSoon(retry_after=int(wait.total_seconds()) + 1)
        if invitation.sends >= limits.max_sends:
            raise TooManyInvitations
        count_message(tenant, invitation.phone_number, now=now)
        invitation.token_hash = token_hash(token)
        invitation.sends, invitation.sent_at = invitation.sends + 1, now
        invitation.expires_at = _end(now)
        invitation.save(update_fields=["token_hash", "sends", "sent_at", "expires_at"])
        send_invitation(tenant, invitation, token=token)
        _note(invitation, "invitation_sent_again", actor=by)
    return invitation


def revoke(tenant: Tenant, invitation_id: UUID, *, by: User) -> Invitation:
    """Take an invitation back: its link leads nowhere.

    Raises NotAllowed, InvitationNotFound, InvitationClosed.
    """
    with transaction.atomic():
        invitation = _locked(tenant, invitation_id, by)
        finish(invitation, InvitationStatus.REVOKED, actor=by)
    return invitation


def revoke_beyond(user: User, *, gives: frozenset[Role]) -> None:
    """Take back the invitations of a person who may no longer give their roles.

    The salon's registry row is locked by the change of her role.
    """
    theirs = Invitation.objects.filter(invited_by=user, status=InvitationStatus.WAITING)
    for invitation in theirs.exclude(role__in=gives):
        finish(invitation, InvitationStatus.REVOKED, actor=None)


def finish(
    invitation: Invitation, to: InvitationStatus, *, actor: Any, accepted_by: User | None = None
) -> None:
    """End a locked invitation: the only code that assigns its state. Raises InvitationClosed."""
    if to not in INVITATION_TRANSITIONS[invitation.status]:
        raise InvitationClosed
    invitation.status, invitation.ended_at = to, timezone.now()
    invitation.accepted_by = accepted_by
    invitation.save(update_fields=["status", "ended_at", "accepted_by"])
    _note(invitation, f"invitation_{to}", actor=actor)


def token_hash(token: str) -> str:
    """Return what is stored of the secret in a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def _lock_and_allow(tenant: Tenant, by: User, role: str) -> None:
    """Hold the salon's people still and look at the inviter's role as it is now."""
    lock_tenant(tenant.pk)
    forget_holder(by)
    if role not in gives(by):
        raise NotAllowed


def _locked(tenant: Tenant, invitation_id: UUID, by: User) -> Invitation:
    """Lock and return an invitation that waits and that the person may change."""
    lock_tenant(tenant.pk)
    forget_holder(by)
    invitation = lock_invitation(pk=invitation_id)
    if invitation is None:
        raise InvitationNotFound
    if invitation.role not in gives(by):
        raise NotAllowed
    if invitation.status != InvitationStatus.WAITING:
        raise InvitationClosed
    return invitation


def _refuse_known(tenant: Tenant, phone_number: str) -> None:
    members = SalonMembership.objects.filter(tenant=tenant)
    if members.filter(user__phone_number=phone_number).exists():
        raise AlreadyMember(param="phone_number")
    earlier = lock_invitation(phone_number=phone_number, status=InvitationStatus.WAITING)
    if earlier is None:
        return
    if earlier.is_open:
        raise AlreadyInvited(param="phone_number")
    finish(earlier, InvitationStatus.EXPIRED, actor=None)


def _end(now: Any) -> Any:
    return now + timedelta(days=invitation_thresholds().lifetime_days)


def _note(
    invitation: Invitation, verb: str, *, actor: Any, action: int = AuditEntry.Action.UPDATE
) -> None:
    record(invitation, verb=verb, action=action, actor=actor)
