"""Work that is due at a time: one indexed table for all salons."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from booking.models import DueJob
from foundation.tasks import enqueue
from foundation.tenancy.models import current_schema_name
from foundation.tenancy.resting import resting_schemas
from foundation.tenancy.scope import platform_scope
from foundation.together import Statement

JobHandler = Callable[[str], datetime | None]
RUN_TASK = "booking.run_job"
SWEEP_LIMIT = 500
# A job that was handed out is not handed out again before this; doubled with each attempt.
LEASE = timedelta(seconds=60)
MAX_LEASE = timedelta(hours=1)

DROP_SQL = "DELETE FROM public.booking_duejob WHERE schema_name = %s AND kind = %s AND key = %s"

_handlers: dict[str, JobHandler] = {}


def job(kind: str) -> Callable[[JobHandler], JobHandler]:
    """Register the handler of a kind of job.

    It gets the key, runs in the salon's schema outside any transaction, must be idempotent, and
    returns when to run again or None when done.
    """

    def register(handler: JobHandler) -> JobHandler:
        _handlers[kind] = handler
        return handler

    return register


def schedule(kind: str, *, key: str, due_at: datetime) -> None:
    """Plan a job of this salon in the current transaction; one per kind and key, the last wins."""
    DueJob.objects.bulk_create(
        [new_job(kind, key=key, due_at=due_at)],
        update_conflicts=True,
        unique_fields=["schema_name", "kind", "key"],
        update_fields=["due_at", "attempts"],
    )


def new_job(kind: str, *, key: str, due_at: datetime) -> DueJob:
    """Return a job of this salon that is not there yet, to be written with what it is about."""
    return DueJob(schema_name=current_schema_name(), kind=kind, key=key, due_at=due_at)


def cancel(kind: str, *, key: str) -> None:
    """Drop a planned job of this salon, if there is one."""
    DueJob.objects.filter(kind=kind, key=key).delete()


def dropping(kind: str, *, key: str) -> Statement:
    """Return what drops a planned job, to be sent with what made it needless."""
    parameters = [current_schema_name(), kind, key]
    return Statement("job", DROP_SQL, parameters)


def run_job(kind: str, key: str) -> None:
    """Run one job of the current salon; drop it when done, plan it again when it says so.

    A job that was planned anew while its handler ran stays as planned. One that is gone does not
    run.
    """
    claimed = DueJob.objects.filter(kind=kind, key=key).first()
    if claimed is None:
        return
    again_at = _handlers[kind](key)
    untouched = DueJob.objects.filter(
        pk=claimed.pk, due_at=claimed.due_at, attempts=claimed.attempts
    )
    if again_at is None:
        untouched.delete()
    else:
        untouched.update(due_at=again_at, attempts=0)


def keys_by_attempts(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """Return number of attempts -> keys of the rows: those get the same lease, in one statement."""
    keys = defaultdict(list)
    for row in rows:
        keys[row.attempts].append(row.pk)
    return dict(keys)


def sweep_jobs() -> int:
    """Queue what is due in any salon; return how many. Public schema.

    Rows are claimed with SKIP LOCKED and pushed ahead by a lease: a worker that dies leaves them
    to a later sweep.
    """
    resting = resting_schemas()
    with platform_scope("sweep of due jobs"):
        due = list(
            DueJob.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(due_at__lte=timezone.now())
            .exclude(schema_name__in=resting)
            .order_by("due_at")[:SWEEP_LIMIT]
        )
        for attempts, keys in keys_by_attempts(due).items():
            lease = min(LEASE * 2 ** min(attempts, 10), MAX_LEASE)
            DueJob.objects.filter(pk__in=keys).update(
                due_at=timezone.now() + lease, attempts=F("attempts") + 1
            )
    for row in due:
        enqueue(RUN_TASK, row.kind, row.key, schema_name=row.schema_name)
    return len(due)
