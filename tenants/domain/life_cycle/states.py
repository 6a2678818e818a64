"""The states of a salon; the only code that assigns ``status``."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tenants.utils import tenant_context

from audit.log import record
from tenants.domain.life_cycle.notices import first_notice, tell_of_move
from tenants.enums import TENANT_TRANSITIONS, TenantStatus
from tenants.errors import InvalidTransition, SalonReadOnly
from tenants.locks import lock_tenant
from tenants.models import Tenant
from tenants.signals import salon_moved

_S = TenantStatus
MOVED_FIELDS = ["status", "status_changed_at", "next_move_at", "next_notice_at"]
MAX_EXTENSION = 365

Work = Callable[[Tenant], None]


def transition_salon(
    tenant: Tenant,
    to: TenantStatus,
    *,
    sources: frozenset[str] = frozenset(TenantStatus),
    next_move_at: datetime | None = None,
    reason: str = "",
    before_move: Work | None = None,
) -> Tenant:
    """Move the salon to another state; of two moves at once the second sees the first.

    In one transaction: locks the registry row, checks the table and ``sources``, and in the
    salon's schema lets ``before_move`` do its part, writes the audit entry, tells the owners and
    sends ``salon_moved``; then writes state and dates. Raises InvalidTransition, SalonReadOnly,
    and what ``before_move`` raises.
    """
    with transaction.atomic():
        locked = lock_tenant(tenant.pk)
        before = TenantStatus(locked.status)
        if to not in TENANT_TRANSITIONS[before] or before not in sources or _is_platform(locked):
            raise InvalidTransition
        if locked.is_read_only:
            raise SalonReadOnly(retry_after=60)
        locked.status, locked.status_changed_at = to, timezone.now()
        locked.next_move_at = next_move_at
        locked.next_notice_at = first_notice(to, next_move_at)
        with tenant_context(locked):
            _tell(locked, before, reason)
            if before_move is not None:
                before_move(locked)
        locked.save(update_fields=MOVED_FIELDS)
    return locked


def new_salon_fields(status: str) -> dict[str, Any]:
    """Return state and dates with which a salon begins; a trial lasts TRIAL_DAYS."""
    ends_at = _in_days(settings.TRIAL_DAYS) if status == _S.TRIAL else None
    return {
        "status": status,
        "next_move_at": ends_at,
        "next_notice_at": first_notice(_S(status), ends_at),
    }


def activate_salon(
    tenant: Tenant, *, paid_until: datetime | None = None, reason: str = ""
) -> Tenant:
    """Note that the salon is paid for. Without an end only a person moves it on."""
    sources = frozenset({_S.TRIAL, _S.PAST_DUE})
    return transition_salon(
        tenant, _S.ACTIVE, sources=sources, next_move_at=paid_until, reason=reason
    )


def extend_trial(tenant: Tenant, *, days: int, reason: str) -> Tenant:
    """Let the trial end ``days`` later than it would. Raises InvalidTransition."""
    if not 0 < days <= MAX_EXTENSION:
        raise InvalidTransition
    return _reschedule(tenant, _S.TRIAL, lambda end: end + timedelta(days=days), reason)


def renew_salon(tenant: Tenant, *, paid_until: datetime | None, reason: str = "") -> Tenant:
    """Note until when an active salon has paid now. Raises InvalidTransition."""
    return _reschedule(tenant, _S.ACTIVE, lambda _end: paid_until, reason)


def mark_past_due(tenant: Tenant, *, reason: str = "") -> Tenant:
    """Note that the salon has to pay: everything works for PAST_DUE_DAYS more."""
    end = _in_days(settings.PAST_DUE_DAYS)
    return transition_salon(tenant, _S.PAST_DUE, next_move_at=end, reason=reason)


def suspend_salon(tenant: Tenant, *, reason: str = "") -> Tenant:
    """Close the salon's site to visitors (503); its data stay. Raises InvalidTransition."""
    return transition_salon(tenant, _S.SUSPENDED, reason=reason)


def resume_salon(tenant: Tenant, *, paid_until: datetime | None = None, reason: str = "") -> Tenant:
    """Open a suspended salon's site again. Raises InvalidTransition."""
    sources = frozenset({_S.SUSPENDED})
    return transition_salon(
        tenant, _S.ACTIVE, sources=sources, next_move_at=paid_until, reason=reason
    )


def reopen_salon(tenant: Tenant, *, paid_until: datetime | None = None, reason: str = "") -> Tenant:
    """Bring a closed salon back before it is erased. Raises InvalidTransition."""
    sources = frozenset({_S.CLOSED})
    return transition_salon(
        tenant, _S.ACTIVE, sources=sources, next_move_at=paid_until, reason=reason
    )


def _reschedule(
    tenant: Tenant, status: TenantStatus, when: Callable[[datetime], datetime | None], reason: str
) -> Tenant:
    """Change when time moves the salon on, with an entry in its log."""
    with transaction.atomic():
        locked = lock_tenant(tenant.pk)
        if locked.status != status or _is_platform(locked):
            raise InvalidTransition
        if locked.is_read_only:
            raise SalonReadOnly(retry_after=60)
        before = locked.next_move_at
        locked.next_move_at = when(max(before or timezone.now(), timezone.now()))
        locked.next_notice_at = first_notice(status, locked.next_move_at)
        locked.save(update_fields=["next_move_at", "next_notice_at"])
        with tenant_context(locked):
            changes = {"next_move_at": [before, locked.next_move_at]}
            record(locked, changes=changes, reason=reason, verb="rescheduled")
    return locked


def _tell(tenant: Tenant, before: TenantStatus, reason: str) -> None:
    to = TenantStatus(tenant.status)
    record(tenant, changes={"status": [before.value, to.value]}, reason=reason)
    tell_of_move(tenant, before)
    salon_moved.send(sender=Tenant, tenant=tenant, before=before, to=to)


def _is_platform(tenant: Tenant) -> bool:
    return bool(tenant.schema_name == "public")


def _in_days(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)
