"""What a release costs: migrate_schemas with nothing to do, and with a new column."""

import json
import os
import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from statistics import median

from benchmarks.report import Row, ratio
from benchmarks.salons import name_of
from benchmarks.world import World
from config.services.environment import BASE_DIR

SUMMARY = re.compile(r"(\d+) salons in ([\d.]+) s")
RELEASE = "benchmarks.late_settings"
# A few are enough for what is only compared with.
STOCK_SALONS, SERIAL_SALONS = 5, 100


def migrations(world: World, count: int) -> list[Row]:
    """Run it idle, some salons one by one, the rest in parallel, beside django-tenants' command."""
    started = time.perf_counter()
    world.manage("migrate_schemas", "--tenant")
    idle = time.perf_counter() - started
    stock = _stock(world, max(1, min(count // 3, STOCK_SALONS)))
    serial = _serial(world, max(1, min(count // 3, SERIAL_SALONS)))
    cores = os.cpu_count() or 1
    parallel = _parallel(world, cores)
    return [
        Row("migrate_schemas, nothing to do", count, f"{idle:.1f} s in all", ""),
        Row(
            "migrate_schemas, a new column, one by one",
            count,
            f"{serial:.2f} s each (django-tenants {stock:.2f} s)",
            f"{ratio(stock, serial)} faster",
        ),
        Row(
            f"migrate_schemas, a new column, {cores} processes",
            count,
            f"{parallel:.2f} s each",
            f"{ratio(stock, parallel)} faster",
        ),
    ]


def _stock(world: World, count: int) -> float:
    """Migrate a few salons by django-tenants' command, which knows none of our marks.

    Ours takes them up once more later and finds nothing to do: its figure is the worse for it.
    """
    schemas = [name_of(number).replace("-", "_") for number in range(1, count + 1)]
    lines = _run(world, "-m", "benchmarks.stock", *schemas)
    seconds: list[float] = json.loads(lines[-1])
    return median(seconds)


def _serial(world: World, count: int) -> float:
    """Let one worker take ``count`` salons."""
    now = datetime.now(UTC).isoformat()
    lines = _run(world, "-m", "django", "migrate_some_salons", f"--since={now}", f"--limit={count}")
    return median(json.loads(line)["seconds"] for line in lines)


def _parallel(world: World, processes: int) -> float:
    """Migrate all that are left; return the seconds for each, the start of processes included."""
    printed = world.manage(
        "migrate_schemas", "--tenant", f"--parallel={processes}", DJANGO_SETTINGS_MODULE=RELEASE
    )
    found = SUMMARY.search(printed)
    if found is None:
        raise RuntimeError(f"migrate_schemas said: {printed[-500:]}")
    return float(found[2]) / int(found[1])


def _run(world: World, *arguments: str) -> list[str]:
    """Return the lines that tomorrow's release prints."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=BASE_DIR,
        env=world.environment(DJANGO_SETTINGS_MODULE=RELEASE),
        check=True,
        text=True,
        stdout=subprocess.PIPE,
    )
    return done.stdout.splitlines()
