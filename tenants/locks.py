"""The locking reads of this app; their order is in docs/locking.md."""

from django.db import connection

from tenants.models import Tenant


def lock_tenant(tenant_id: int) -> Tenant:
    """Lock and return one salon's registry row."""
    return Tenant.objects.select_for_update(of=("self",)).get(pk=tenant_id)


def lock_look(skeleton: str) -> None:
    """Wait for whoever is opening a salon whose address looks the same, until it is committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", [skeleton])
