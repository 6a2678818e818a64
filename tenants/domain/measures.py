"""How big each salon is and when something last happened in it, for the platform's list."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.db import connection
from django.utils import timezone
from django_tenants.utils import tenant_context

from audit.models import AuditEntry
from tenants.domain.media import media_folder_of
from tenants.enums import TenantStatus
from tenants.models import SalonMeasure, Tenant
from tenants.signals import salon_activity

SCHEMA_BYTES_SQL = """
    SELECT n.nspname, coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint
      FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind = 'r'
     WHERE n.nspname = ANY(%s)
     GROUP BY n.nspname
"""
BATCH = 50


def measure_salons() -> int:
    """Write a SalonMeasure for every salon that has a schema; return how many. Nightly.

    One that is being moved, or was, only reads: it keeps what it has. Sizes come in batches from
    the catalogue; the rest is two indexed look-ups a salon.
    """
    salons = Tenant.objects.filter(is_read_only=False).exclude(schema_name="public")
    salons = salons.exclude(status=TenantStatus.ERASED)
    measured = 0
    for batch in _batches(list(salons)):
        sizes = _schema_bytes([tenant.schema_name for tenant in batch])
        for tenant in batch:
            if tenant.schema_name in sizes:
                _write(tenant, sizes[tenant.schema_name])
                measured += 1
    return measured


def _write(tenant: Tenant, size: int) -> None:
    with tenant_context(tenant):
        SalonMeasure.objects.update_or_create(
            schema_name=tenant.schema_name,
            defaults={
                "size_bytes": size,
                "media_bytes": _media_bytes(tenant),
                "last_active_at": _last_activity(tenant),
                "measured_at": timezone.now(),
            },
        )


def _last_activity(tenant: Tenant) -> datetime | None:
    logged = AuditEntry.objects.order_by("-timestamp").values_list("timestamp", flat=True).first()
    answers = salon_activity.send(sender=Tenant, tenant=tenant)
    return max(filter(None, [logged, *(answer for _receiver, answer in answers)]), default=None)


def _media_bytes(tenant: Tenant) -> int:
    return sum(_file_sizes(media_folder_of(tenant)))


def _file_sizes(folder: Path) -> Iterator[int]:
    for root, _folders, names in os.walk(folder):
        for name in names:
            try:
                yield os.path.getsize(os.path.join(root, name))
            except FileNotFoundError:
                continue  # deleted while we walked


def _schema_bytes(schemas: list[str]) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(SCHEMA_BYTES_SQL, [schemas])
        return dict(cursor.fetchall())


def _batches(salons: list[Tenant]) -> Iterator[list[Tenant]]:
    for start in range(0, len(salons), BATCH):
        yield salons[start : start + BATCH]
