"""What time alone does to salons: one indexed date each, so that a sweep costs what is due."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation.errors import DomainError
from tenants.domain.life_cycle.erasure import erase_salon, finish_erasure
from tenants.domain.life_cycle.notices import first_notice, tell_what_comes
from tenants.domain.life_cycle.states import mark_past_due, suspend_salon
from tenants.enums import TenantStatus
from tenants.locks import lock_due_tenant
from tenants.models import Tenant

logger = logging.getLogger(__name__)

SWEEP_LIMIT = 100
# A salon that cannot be moved must not keep the others from it.
REFUSED_FOR = timedelta(days=1)
FAILED_FOR = timedelta(hours=1)
_S = TenantStatus


def _trial_over(tenant: Tenant) -> None:
    mark_past_due(tenant, reason="the trial is over")


def _paid_time_over(tenant: Tenant) -> None:
    mark_past_due(tenant, reason="paid until now")


def _patience_over(tenant: Tenant) -> None:
    suspend_salon(tenant, reason="not paid in time")


def _grace_over(tenant: Tenant) -> None:
    erase_salon(tenant, reason="the time of grace is over")


def _files_left(tenant: Tenant) -> None:
    """Delete what an erasure could not, after the commit; tried again until it is gone."""
    Tenant.objects.filter(pk=tenant.pk).update(next_move_at=timezone.now() + FAILED_FOR)
    transaction.on_commit(partial(finish_erasure, tenant), robust=True)


TIME_MOVES: dict[str, Callable[[Tenant], Any]] = {
    _S.TRIAL: _trial_over,
    _S.ACTIVE: _paid_time_over,
    _S.PAST_DUE: _patience_over,
    _S.CLOSED: _grace_over,
    _S.ERASED: _files_left,
}


def sweep_moves() -> int:
    """Move every salon whose time has come; return how many. Public schema.

    Each in a transaction of its own, claimed with SKIP LOCKED: two sweeps share the work, and a
    salon that cannot be moved comes again later without holding up the others.
    """
    return sum(_guarded(pk, _move) for pk in _due("next_move_at"))


def sweep_notices() -> int:
    """Tell the owners of what comes next; return of how many salons. Public schema."""
    return sum(_guarded(pk, _give_notice) for pk in _due("next_notice_at"))


def _due(field: str) -> list[int]:
    due = Tenant.objects.filter(is_read_only=False, **{f"{field}__lte": timezone.now()})
    return list(due.order_by(field).values_list("pk", flat=True)[:SWEEP_LIMIT])


def _guarded(tenant_id: int, work: Callable[[int, datetime], bool]) -> bool:
    now = timezone.now()
    try:
        with transaction.atomic():
            return work(tenant_id, now)
    except DomainError as refusal:
        logger.error("salon %s waits: %s %s", tenant_id, refusal.code, refusal.data)
        _postpone(tenant_id, now, REFUSED_FOR)
    except Exception:
        logger.exception("salon %s could not be moved", tenant_id)
        _postpone(tenant_id, now, FAILED_FOR)
    return False


def _move(tenant_id: int, now: datetime) -> bool:
    tenant = lock_due_tenant(tenant_id, field="next_move_at", now=now)
    move = TIME_MOVES.get(tenant.status) if tenant else None
    if tenant is None or move is None:
        return False
    move(tenant)
    return True


def _give_notice(tenant_id: int, now: datetime) -> bool:
    tenant = lock_due_tenant(tenant_id, field="next_notice_at", now=now)
    if tenant is None:
        return False
    if tenant.next_move_at is not None and tenant.next_move_at > now:
        tell_what_comes(tenant)
    tenant.next_notice_at = first_notice(TenantStatus(tenant.status), tenant.next_move_at)
    tenant.save(update_fields=["next_notice_at"])
    return True


def _postpone(tenant_id: int, now: datetime, wait: timedelta) -> None:
    """Let the others come first: push the dates that were due ahead."""
    for field in ("next_move_at", "next_notice_at"):
        due = Tenant.objects.filter(pk=tenant_id, **{f"{field}__lte": now})
        due.update(**{field: now + wait})
