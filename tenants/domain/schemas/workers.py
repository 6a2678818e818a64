"""Migrating many salons in fresh processes.

Each worker is a new interpreter that takes a bounded number of salons and ends: what Python,
Django and the database's backend remember of the schemas they have seen goes with it.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection

from tenants.domain.schemas.upgrading import Outcome, migrate_next, salons_behind
from tenants.models import Tenant

# A backend keeps about 1.6 MB of catalogue for each salon whose tables it has touched.
SALONS_PER_PROCESS = 200
SALONS_PER_CONNECTION = 50
# Below this many salons each, a process costs more to start than it saves.
SALONS_WORTH_A_PROCESS = 5

Report = Callable[[Outcome], None]


def migrate_salons(*, parallel: int, report: Report) -> dict[str, str]:
    """Bring every salon that is behind up to date; return what failed: schema -> reason.

    ``report`` is called for each salon as it is finished. Raises nothing for a failing salon.
    """
    since = _database_time()
    behind = salons_behind().count()
    workers = min(parallel, behind // SALONS_WORTH_A_PROCESS)
    if workers > 1:
        _in_processes(workers, since, report)
    else:
        migrate_in_turn(since=since, report=report)
    return {tenant.schema_name: _why_behind(tenant) for tenant in salons_behind()}


def _why_behind(tenant: Tenant) -> str:
    if tenant.is_read_only:
        return "it is being moved"
    return tenant.migration_error or "its process ended"


def migrate_in_turn(*, since: datetime, report: Report, limit: int | None = None) -> None:
    """Migrate one salon after the other in this process, at most ``limit`` of them."""
    done = 0
    while limit is None or done < limit:
        outcome = migrate_next(since=since)
        if outcome is None:
            return
        report(outcome)
        done += 1
        if done % SALONS_PER_CONNECTION == 0:
            connection.close()


class _Lane:
    """One worker process after another, until nothing is left for them."""

    def __init__(self, since: datetime, report: Report, gate: threading.Lock) -> None:
        self.since, self.report, self.gate = since, report, gate
        self.process: subprocess.Popen[str] | None = None
        self.is_stopped = False

    def run(self) -> None:
        while not self.is_stopped and self._run_process():
            pass

    def stop(self) -> None:
        self.is_stopped = True
        if self.process is not None:
            self.process.terminate()

    def _run_process(self) -> bool:
        """Return whether another process may find work: this one did, and has reached its limit.

        One that was killed has taken up at least the salon that it was killed over, so lanes end.
        """
        command = [sys.executable, "-m", "django", "migrate_some_salons"]
        options = [f"--since={self.since.isoformat()}", f"--limit={SALONS_PER_PROCESS}"]
        self.process = subprocess.Popen(
            [*command, *options], cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True
        )
        finished = 0
        with self.process:
            for line in self.process.stdout or []:
                if not line.startswith("{"):  # a migration may print
                    continue
                finished += 1
                with self.gate:
                    self.report(Outcome(**json.loads(line)))
        killed = self.process.returncode < 0
        return finished == SALONS_PER_PROCESS or (killed and not self.is_stopped and finished > 0)


def _in_processes(count: int, since: datetime, report: Report) -> None:
    gate = threading.Lock()
    lanes = [_Lane(since, report, gate) for _number in range(count)]
    threads = [threading.Thread(target=lane.run) for lane in lanes]
    for thread in threads:
        thread.start()
    try:
        for thread in threads:
            thread.join()
    except BaseException:
        for lane in lanes:
            lane.stop()
        raise


def _database_time() -> Any:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
