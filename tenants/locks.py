"""The locking reads of this app; their order is in docs/locking.md."""

from datetime import datetime

from django.db import connection

from tenants.models import DomainClaim, Tenant


def lock_tenant(tenant_id: int) -> Tenant:
    """Lock and return one salon's registry row."""
    return Tenant.objects.select_for_update(of=("self",)).get(pk=tenant_id)


def lock_look(skeleton: str) -> None:
    """Wait for whoever is opening a salon whose address looks the same, until it is committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", [skeleton])


def lock_claim(claim_id: int) -> DomainClaim | None:
    """Lock and return one claim of the current salon, None where it was removed."""
    claim: DomainClaim | None = (
        DomainClaim.objects.select_for_update(of=("self",)).filter(pk=claim_id).first()
    )
    return claim


def lock_due_claims(now: datetime, *, limit: int) -> list[DomainClaim]:
    """Lock the claims that are due, the longest due first; those that another holds are left."""
    due = DomainClaim.objects.filter(next_check_at__lte=now).order_by("next_check_at", "pk")
    return list(due.select_for_update(skip_locked=True, of=("self",))[:limit])


def lock_due_tenant(tenant_id: int, *, field: str, now: datetime) -> Tenant | None:
    """Lock a salon whose date in ``field`` has come; None where it has not or others have it."""
    due = Tenant.objects.filter(pk=tenant_id, is_read_only=False, **{f"{field}__lte": now})
    return due.select_for_update(of=("self",), skip_locked=True).first()
