"""The locking reads of this app; their order is in docs/locking.md."""

from tenants.models import Tenant


def lock_tenant(tenant_id: int) -> Tenant:
    """Lock and return one salon's registry row."""
    return Tenant.objects.select_for_update(of=("self",)).get(pk=tenant_id)
