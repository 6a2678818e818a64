"""Platform people in a salon's back office: only with a reason, for a while, and seen by the owner.

The platform's administrators have every right everywhere. So that the right is not used in passing
they have no session on a salon's host at all, except one that was opened here.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tenants.utils import tenant_context

from accounts.models import User
from accounts.permissions import can_act
from audit.log import record
from audit.models import AuditEntry
from tenants.errors import SupportRefused
from tenants.models import SupportAccess, Tenant
from tenants.queries import platform_domain

MINUTES = (15, 30, 60)
SHORTEST_REASON = 10
SESSION_KEY = "support_access"


def may_support(user: Any) -> bool:
    """Return whether the person is one of the platform's, signed in by a proved phone."""
    return can_act(user) and bool(user.is_superuser)


def open_support_access(tenant: Tenant, *, admin: User, reason: str, minutes: int) -> SupportAccess:
    """Open the salon's back office to ``admin``; ``way_in`` then takes her there.

    Both the access and an entry in the salon's own log are written before she can cross.
    Raises SupportRefused for a person without the right, no reason to speak of, another length of
    time than MINUTES, and the platform itself.
    """
    reason = " ".join(reason.split())
    if not may_support(admin) or tenant.schema_name == "public":
        raise SupportRefused
    if len(reason) < SHORTEST_REASON:
        raise SupportRefused(SupportRefused.no_reason, param="reason")
    if minutes not in MINUTES:
        raise SupportRefused(SupportRefused.no_time, param="minutes")
    with transaction.atomic(), tenant_context(tenant):
        access = SupportAccess.objects.create(
            admin=admin, reason=reason, expires_at=timezone.now() + timedelta(minutes=minutes)
        )
        _record(access, "support.opened", AuditEntry.Action.ACCESS)
    return access


def support_host(tenant: Tenant) -> str:
    """Return the host that support goes to: never an own domain.

    Its DNS is the salon's, and whoever it leads to would get the ticket of an administrator.
    """
    return str(platform_domain(tenant).domain)


def end_support_access(access: SupportAccess) -> None:
    """End the access now, in the salon's schema. A second call changes nothing."""
    with transaction.atomic():
        open_one = SupportAccess.objects.filter(pk=access.pk, ended_at__isnull=True)
        if open_one.update(ended_at=timezone.now()):
            _record(access, "support.ended", AuditEntry.Action.ACCESS)


def current_access(session: Any, user: User) -> SupportAccess | None:
    """Return the access that the session was opened by, if it is this salon's and still open."""
    try:
        key = UUID(str(session.get(SESSION_KEY)))
    except ValueError:
        return None
    return SupportAccess.objects.filter(
        pk=key, admin=user, ended_at__isnull=True, expires_at__gt=timezone.now()
    ).first()


def _record(access: SupportAccess, verb: str, action: int) -> None:
    record(access, action=action, verb=verb, reason=access.reason, actor=access.admin)
