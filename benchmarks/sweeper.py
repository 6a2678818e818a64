"""Runs the sweeps of one database and writes how long they took: ``python -m benchmarks.sweeper``.

Each salon has work for later and messages of the past; ``DUE`` rows are due now, wherever.
"""

import json
import os
import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median

import django

django.setup()

from django.db.models import Q  # noqa: E402
from django.utils import timezone  # noqa: E402

from booking.jobs import sweep_jobs  # noqa: E402
from booking.models import DueJob  # noqa: E402
from booking.outbox import sweep_events  # noqa: E402
from foundation.tenancy.scope import platform_scope  # noqa: E402
from notifications.domain.messages import sweep_messages  # noqa: E402
from notifications.enums import MessageStatus  # noqa: E402
from notifications.models import Message  # noqa: E402
from tenants.models import Tenant  # noqa: E402

DUE = int(os.environ["DUE"])
# With nothing due it is a handful of round trips: many make up for what else the machine does.
IDLE_REPEATS, BUSY_REPEATS = 100, 5
WAITING_IN_EACH = 20
MARK = "bench"


def main() -> None:
    schemas = list(
        Tenant.objects.exclude(schema_name="public").values_list("schema_name", flat=True)
    )
    with platform_scope("benchmark"):
        _fill(schemas)
    idle = _timed(lambda: None, IDLE_REPEATS)
    busy = _timed(lambda: _make_due(schemas), BUSY_REPEATS)
    with platform_scope("benchmark"):
        DueJob.objects.filter(kind=MARK).delete()
        Message.objects.filter(template=MARK).delete()
    print(json.dumps({"idle": idle, "busy": busy}))


def _fill(schemas: list[str]) -> None:
    later = timezone.now() + timedelta(days=1)
    DueJob.objects.bulk_create(
        DueJob(schema_name=schema, kind=MARK, key=str(number), due_at=later)
        for schema in schemas
        for number in range(max(WAITING_IN_EACH, DUE // len(schemas)))
    )
    Message.objects.bulk_create(
        Message(
            schema_name=schema,
            deduplication_key=f"{MARK}{number}",
            phone_number="+966500000101",
            template=MARK,
            language="ar",
            text=MARK,
            status=MessageStatus.SENT,
        )
        for schema in schemas
        for number in range(max(WAITING_IN_EACH, DUE // len(schemas)))
    )


def _make_due(schemas: list[str]) -> None:
    """Let ``DUE`` jobs and messages be due, in as many salons as there are."""
    past = timezone.now() - timedelta(minutes=5)
    some = Q(schema_name__in=schemas[:DUE])
    each = max(1, DUE // len(schemas))
    with platform_scope("benchmark"):
        jobs = DueJob.objects.filter(some, kind=MARK, key__in=map(str, range(each)))
        jobs.update(due_at=past, attempts=0)
        keys = [f"{MARK}{number}" for number in range(each)]
        messages = Message.objects.filter(some, deduplication_key__in=keys)
        messages.update(status=MessageStatus.QUEUED, next_attempt_at=past)


def _timed(prepare: Callable[[], None], repeats: int) -> float:
    seconds = []
    for _turn in range(repeats):
        prepare()
        started = time.perf_counter()
        sweep_jobs()
        sweep_events()
        sweep_messages()
        seconds.append(time.perf_counter() - started)
        with platform_scope("benchmark"):
            Message.objects.filter(template=MARK).update(status=MessageStatus.SENT)
    return median(seconds)


if __name__ == "__main__":
    main()
