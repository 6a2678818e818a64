"""Bringing existing salons up to date, one at a time, whoever asks.

A salon is behind while its ``heads_hash`` differs from the code's. Workers take the oldest that
is behind and that nobody has taken up since the run began: a run that is killed leaves what it
finished finished, and the next does the rest.
"""

import time
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, OperationalError, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django_tenants.utils import tenant_context
from psycopg.errors import DeadlockDetected, LockNotAvailable

from foundation.tenancy.roles import grant_salon_schema
from tenants.domain.schemas.migration import connection, migrate_schema
from tenants.domain.schemas.template import heads_hash
from tenants.enums import TenantStatus
from tenants.locks import (
    try_lock_salon_migration,
    unlock_salon_migration,
    wait_for_salon_migration,
)
from tenants.models import Tenant
from tenants.signals import salon_upgraded

# How long a change of a table may hold up the salon's visitors who wait behind it.
LOCK_TIMEOUT = "3s"
LOCK_ATTEMPTS = 5
# More than there are workers: each may hold one.
CANDIDATES = 64


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one salon; ``error`` is empty where it is up to date."""

    schema: str
    seconds: float
    error: str = ""


def salons_behind() -> QuerySet[Tenant]:
    """Return the salons whose schema is not of the migrations on disk, oldest first.

    What a move has left behind is nobody's any more and stays as it is.
    """
    return (
        Tenant.objects.filter(moved_at=None)
        .exclude(schema_name="public")
        .exclude(status=TenantStatus.ERASED)
        .exclude(heads_hash=heads_hash())
        .order_by("created_at", "pk")
    )


def migrate_next(*, since: datetime) -> Outcome | None:
    """Migrate the next salon that nobody has taken up since ``since``; None when none is left.

    A salon that fails is noted with the reason and does not keep others from their turn. As
    owner of the tables, outside any transaction, in the public schema.
    """
    tenant = _claim(since)
    if tenant is None:
        return None
    started = time.monotonic()
    error = ""
    try:
        _migrate_patiently(tenant)
    except Exception as failure:  # whatever it is, the others want their turn
        error = f"{type(failure).__name__}: {failure}".strip()
        # A statement may have failed in the middle of anything: begin the next one afresh.
        connection.close()
    finally:
        connection.set_schema_to_public()
    Tenant.objects.filter(pk=tenant.pk).update(migration_error=error)
    unlock_salon_migration(tenant.pk)
    return Outcome(schema=tenant.schema_name, seconds=time.monotonic() - started, error=error)


def upgrade_salon(tenant: Tenant) -> None:
    """Run the migrations of one salon and what follows them: rights, roles, the mark of done.

    A second call changes nothing.
    """
    migrate_schema(tenant.schema_name)
    grant_salon_schema(tenant.schema_name)
    with tenant_context(tenant), transaction.atomic():
        salon_upgraded.send(sender=Tenant, tenant=tenant)
    connection.set_schema_to_public()
    Tenant.objects.filter(pk=tenant.pk).update(heads_hash=heads_hash())


def _claim(since: datetime) -> Tenant | None:
    not_since = Q(migration_started_at__lt=since) | Q(migration_started_at__isnull=True)
    # The copy of a salon that is being moved must not change under way.
    open_to_us = not_since & Q(is_read_only=False)
    candidates = list(salons_behind().filter(open_to_us)[:CANDIDATES])
    # One that is held and yet open to us is held by what a killed run left in the server: it
    # ends by itself, so it is waited for, last.
    for lock in (try_lock_salon_migration, wait_for_salon_migration):
        for tenant in candidates:
            if not lock(tenant.pk):
                continue
            # Somebody may have done it between the two statements.
            mine = salons_behind().filter(open_to_us, pk=tenant.pk)
            if mine.update(migration_started_at=Now()):
                return tenant
            unlock_salon_migration(tenant.pk)
    return None


def _migrate_patiently(tenant: Tenant) -> None:
    """Upgrade the salon, waiting for a busy table a few times, never long at once."""
    for attempt in range(LOCK_ATTEMPTS):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, false)", [LOCK_TIMEOUT])
            upgrade_salon(tenant)
        except OperationalError as error:
            if not _is_busy(error) or attempt == LOCK_ATTEMPTS - 1:
                raise
            time.sleep(2**attempt)
        else:
            return


def _is_busy(error: DatabaseError) -> bool:
    return isinstance(error.__cause__, LockNotAvailable | DeadlockDetected)
