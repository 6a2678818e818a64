"""A salon that only reads: nothing in it may change while it is copied to another deployment.

Three guards. The middleware refuses unsafe requests, a task of the salon is put off, and the
database itself refuses: ``config.pgtenant`` begins every transaction of such a salon read-only,
set together with the search path. A request that began before the flag keeps what its connection
was set to; ``begin_read_only`` waits for writers under way, and whoever copies compares counts
and checksums at the end.
"""

import time
from datetime import timedelta

from django.db import connection, transaction
from django_tenants.utils import schema_context

from audit.log import record
from foundation.errors import Busy
from tenants.errors import InvalidTransition
from tenants.locks import lock_tenant
from tenants.models import Tenant

WAIT = timedelta(seconds=30)
POLL_SECONDS = 0.05


def begin_read_only(tenant: Tenant, *, wait: timedelta = WAIT) -> Tenant:
    """Refuse every write to the salon from now on; return once the writers under way have ended.

    Call it outside of a transaction. A second call waits again and changes nothing. Raises Busy
    where a writer does not end in time (the salon is as before), InvalidTransition for an erased
    salon.
    """
    was_on = _set(tenant, on=True)
    barrier = _snapshot("xmax")
    deadline = time.monotonic() + wait.total_seconds()
    while _snapshot("xmin") < barrier:
        if time.monotonic() > deadline:
            if not was_on:
                _set(tenant, on=False)
            raise Busy(retry_after=5)
        time.sleep(POLL_SECONDS)
    tenant.refresh_from_db()
    return tenant


def end_read_only(tenant: Tenant) -> Tenant:
    """Let the salon be written to again. A second call changes nothing."""
    _set(tenant, on=False)
    tenant.refresh_from_db()
    return tenant


def _set(tenant: Tenant, *, on: bool) -> bool:
    """Write the flag, committed, with its entry in the salon's log; return what it was."""
    with transaction.atomic():
        locked = lock_tenant(tenant.pk)
        if locked.is_gone:
            raise InvalidTransition
        before = locked.is_read_only
        if before != on:
            locked.is_read_only = on
            locked.save(update_fields=["is_read_only"])
            # By name: as a read-only salon its log would be closed already.
            with schema_context(locked.schema_name):
                record(locked, changes={"is_read_only": [before, on]}, verb="read_only")
    return before


def _snapshot(edge: str) -> int:
    """Return an edge of the transactions that are open: xmin, the oldest, or xmax, the next."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_snapshot_{edge}(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])
