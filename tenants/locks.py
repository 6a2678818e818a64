"""The locking reads of this app; their order is in docs/locking.md."""

from datetime import datetime

from tenants.models import Tenant


def lock_tenant(tenant_id: int) -> Tenant:
    """Lock and return one salon's registry row."""
    return Tenant.objects.select_for_update(of=("self",)).get(pk=tenant_id)


def lock_due_tenant(tenant_id: int, *, field: str, now: datetime) -> Tenant | None:
    """Lock a salon whose date in ``field`` has come; None where it has not or others have it."""
    due = Tenant.objects.filter(pk=tenant_id, is_read_only=False, **{f"{field}__lte": now})
    return due.select_for_update(of=("self",), skip_locked=True).first()
