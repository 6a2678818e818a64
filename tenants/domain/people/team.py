"""The people of a salon as its owner reads them. In the salon's schema."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q

from accounts.models import Session, User
from foundation.addresses import netloc_of
from tenants.enums import Role
from tenants.models import Invitation, SalonMembership, Tenant

ROLE_ORDER = {role: place for place, role in enumerate(Role)}
SHOWN_INVITATIONS = 50


@dataclass(frozen=True)
class TeamMember:
    """Somebody who works here."""

    user: User
    role: Role
    since: datetime
    # On a host of this salon, as far as her sessions there still exist.
    last_seen: datetime | None


def team_of(tenant: Tenant) -> list[TeamMember]:
    """Return the salon's people, owners first, the longest-standing first. Three statements."""
    members = list(
        SalonMembership.objects.filter(tenant=tenant)
        .select_related("user")
        .order_by("created_at", "pk")
    )
    seen = _last_seen(tenant, [member.user_id for member in members])
    rows = [
        TeamMember(each.user, Role(each.role), each.created_at, seen.get(each.user_id))
        for each in members
    ]
    return sorted(rows, key=lambda row: ROLE_ORDER[row.role])


def member_of(tenant: Tenant, user_id: int) -> TeamMember | None:
    """Return one of the salon's people, or None."""
    found = SalonMembership.objects.filter(tenant=tenant, user_id=user_id)
    each = found.select_related("user").first()
    if each is None:
        return None
    seen = _last_seen(tenant, [user_id])
    return TeamMember(each.user, Role(each.role), each.created_at, seen.get(user_id))


def invitations_of() -> list[Invitation]:
    """Return the current salon's latest invitations, newest first."""
    return list(Invitation.objects.select_related("invited_by")[:SHOWN_INVITATIONS])


def has_invited() -> bool:
    """Return whether the current salon has ever invited somebody."""
    return bool(Invitation.objects.exists())


def _last_seen(tenant: Tenant, user_ids: Iterable[int]) -> dict[int, datetime]:
    names = list(tenant.domains.values_list("domain", flat=True))
    here = Q(host__in=[*names, *map(netloc_of, names)])
    sessions = Session.objects.filter(here, user_id__in=list(user_ids)).order_by()
    return dict(sessions.values_list("user_id").annotate(Max("last_seen_at")))
