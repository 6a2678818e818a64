"""The locking reads of this app; their order is in docs/locking.md."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import psycopg
from django.db import connection

from tenants.models import DomainClaim, Invitation, Tenant

# First keys of PostgreSQL's advisory locks, chosen at random; the second says which of its kind.
RUN_LOCK, SALON_LOCK = 742_310_551, 742_310_552
PATIENCE_SECONDS = 15


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


def lock_invitation(**which: object) -> Invitation | None:
    """Lock and return one invitation of the current salon by its id or its link's hash."""
    found: Invitation | None = (
        Invitation.objects.select_for_update(of=("self",), no_key=True).filter(**which).first()
    )
    return found


def lock_due_claims(now: datetime, *, resting: list[str], limit: int) -> list[DomainClaim]:
    """Lock the claims that are due, the longest due first; those that another holds are left.

    So are those of the ``resting`` schemas.
    """
    due = DomainClaim.objects.filter(next_check_at__lte=now).exclude(schema_name__in=resting)
    due = due.order_by("next_check_at", "pk")
    return list(due.select_for_update(skip_locked=True, of=("self",))[:limit])


def lock_due_tenant(tenant_id: int, *, field: str, now: datetime) -> Tenant | None:
    """Lock a salon whose date in ``field`` has come; None where it has not or others have it."""
    due = Tenant.objects.filter(pk=tenant_id, is_read_only=False, **{f"{field}__lte": now})
    return due.select_for_update(of=("self",), skip_locked=True).first()


@contextmanager
def migration_run() -> Iterator[None]:
    """Let one run of ``migrate_schemas`` be at work in this database; another waits for its end.

    Held by a connection of its own: the framework closes the usual one between migrations. A run
    that is killed lets go of it at once.
    """
    parameters = connection.get_connection_params()
    with psycopg.connect(**parameters, autocommit=True) as holder:
        holder.execute("SELECT pg_advisory_lock(%s, 0)", [RUN_LOCK])
        yield


def try_lock_salon_migration(tenant_id: int) -> bool:
    """Take the salon for migrating on this connection; False where somebody else has it."""
    return _advisory("pg_try_advisory_lock", tenant_id)


def wait_for_salon_migration(tenant_id: int) -> bool:
    """Wait a while for the salon; False where somebody still has it."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not try_lock_salon_migration(tenant_id):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True


def unlock_salon_migration(tenant_id: int) -> None:
    """Give the salon back. A lost connection has done so already."""
    _advisory("pg_advisory_unlock", tenant_id)


def _advisory(function: str, tenant_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [SALON_LOCK, tenant_id])
        return bool(cursor.fetchone()[0])
