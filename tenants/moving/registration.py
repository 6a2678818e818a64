"""The registry row of a salon that moves: where it is in the move, on both sides."""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django_tenants.utils import schema_context

from audit.log import record
from foundation.errors import NotFound
from tenants.locks import lock_tenant
from tenants.models import Tenant
from tenants.moving.sides import Side

ARRIVED_SQL = """
    SELECT id FROM public.tenants_tenant
     WHERE uuid = %s AND move_id = %s AND NOT is_read_only AND moved_at IS NULL
"""


def find_salon(schema: str) -> Tenant:
    """Return the salon's registry row; raise NotFound."""
    tenant = Tenant.objects.filter(schema_name=schema).first()
    if tenant is None:
        raise NotFound
    return tenant


def begin_move(tenant: Tenant) -> UUID:
    """Give the move a number, committed; one that was cut off while the salon only read keeps its.

    The number that a salon came with is that of an earlier move.
    """
    with transaction.atomic():
        locked = lock_tenant(tenant.pk)
        if locked.move_id is None or not locked.is_read_only:
            locked.move_id = uuid4()
            Tenant.objects.filter(pk=locked.pk).update(move_id=locked.move_id)
    tenant.move_id = locked.move_id
    return UUID(str(locked.move_id))


def has_arrived(target: Side, tenant: Tenant) -> bool:
    """Return whether the target committed this very move of the salon."""
    if tenant.move_id is None or not tenant.is_read_only:
        return False
    return target.one(ARRIVED_SQL, tenant.uuid, tenant.move_id) is not None


def close_for_good(tenant: Tenant, *, target: str) -> Tenant:
    """Close what is left here to everybody: the salon works in the target now.

    Time moves it no more. Writes the platform's log. A second call changes nothing.
    """
    with schema_context("public"), transaction.atomic():
        locked = lock_tenant(tenant.pk)
        if locked.moved_at is None:
            locked.moved_at, locked.next_move_at = timezone.now(), None
            values = {"moved_at": locked.moved_at, "next_move_at": None, "is_read_only": True}
            Tenant.objects.filter(pk=locked.pk).update(**values)
            record(
                locked, changes={"moved_at": [None, locked.moved_at]}, verb="moved", reason=target
            )
    tenant.refresh_from_db()
    return tenant


def forget_move(tenant: Tenant) -> None:
    """Take the move's number away after an abort."""
    Tenant.objects.filter(pk=tenant.pk, moved_at__isnull=True).update(move_id=None)
