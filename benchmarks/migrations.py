"""What a release costs: migrate_schemas with nothing to do, and with a new column."""

import json
import os
import re
import subprocess
import sys
import time
from statistics import median

from benchmarks.report import Row, ratio
from benchmarks.salons import name_of
from benchmarks.world import World
from config.services.environment import BASE_DIR

SUMMARY = re.compile(r"(\d+) salons in ([\d.]+) s")
STOCK_SALONS = 5


def migrations(world: World, count: int) -> list[Row]:
    """Run it idle, one salon after the other and in parallel, beside django-tenants' command."""
    started = time.perf_counter()
    world.manage("migrate_schemas", "--tenant")
    idle = time.perf_counter() - started
    stock = median(_stock(world, min(count, STOCK_SALONS)))
    serial = _each(world, "late1", parallel=1)
    cores = os.cpu_count() or 1
    parallel = _each(world, "late2", parallel=cores)
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
            f"{ratio(serial, parallel)} faster than one by one",
        ),
    ]


def _stock(world: World, count: int) -> list[float]:
    """Migrate a few salons by django-tenants' command; our run then finds them done."""
    schemas = [name_of(number).replace("-", "_") for number in range(1, count + 1)]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.stock", *schemas],
        cwd=BASE_DIR,
        env=_release(world, "late1"),
        check=True,
        text=True,
        stdout=subprocess.PIPE,
    )
    seconds: list[float] = json.loads(done.stdout.splitlines()[-1])
    return seconds


def _each(world: World, late: str, *, parallel: int) -> float:
    """Return the seconds per salon of one release, the start of processes included."""
    settings = _release(world, late)
    # Public and the template would come first: what is asked for here is the salons' part.
    printed = world.manage(
        "migrate_schemas",
        "--tenant",
        f"--parallel={parallel}",
        **{key: settings[key] for key in ("DJANGO_SETTINGS_MODULE", "LATE")},
    )
    found = SUMMARY.search(printed)
    if found is None:
        raise RuntimeError(f"migrate_schemas said: {printed[-500:]}")
    return float(found[2]) / int(found[1])


def _release(world: World, late: str) -> dict[str, str]:
    return world.environment(DJANGO_SETTINGS_MODULE="benchmarks.late_settings", LATE=late)
