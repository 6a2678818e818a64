"""``make bench``: how fast free times are found, appointments made, and what SALONS salons cost.

``PART=availability``, ``PART=booking`` or ``PART=salons`` (1,000 of them) measures one. Never fails
on time: it prints ratios against what was measured beside it in the same run.
"""

import os
import signal
import sys
import time
from pathlib import Path

from config.services.environment import LOCAL_DIR

RESULTS = LOCAL_DIR / "bench"
# At these the salons that are there are looked at.
STATIONS = (10, 100, 1_000, 10_000)


def main() -> int:
    salons = os.environ.get("SALONS") or "1000"
    if not salons.isdigit() or not 1 <= int(salons) <= 10_000:
        print("bench: SALONS must be a number from 1 to 10000", file=sys.stderr)
        return 2
    # A plain kill also ends in the server's being stopped and its files deleted.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    part = os.environ.get("PART") or "all"
    if part not in ("all", "availability", "booking", "salons"):
        print("bench: PART must be availability, booking or salons", file=sys.stderr)
        return 2
    run(int(salons), RESULTS, part=part)
    return 0


def run(salons: int, results: Path, *, part: str = "all") -> None:
    """Measure with up to ``salons`` salons; print and keep the tables."""
    from benchmarks.world import new_world

    started = time.monotonic()
    with new_world() as world:
        say("Migrating public, building the template …")
        world.manage("migrate_schemas", "--verbosity=0")
        os.environ.update(world.environment())
        measure(world, salons, results, part=part)
    say(f"Done in {(time.monotonic() - started) / 60:.1f} minutes; kept in {results}.")


def measure(world, salons: int, results: Path, *, part: str) -> None:  # type: ignore[no-untyped-def]
    """Look at many salons first, at those with full calendars last: they would change the rest."""
    import django

    django.setup()
    from django.db import connection

    if part in ("all", "salons"):
        measure_salons(world, salons, results)
    if part in ("all", "availability"):
        from benchmarks.availability.measure import availability

        show(availability(world, salons + 1), results / "availability")
    if part in ("all", "booking"):
        from benchmarks.booking.measure import booking

        show(booking(world, salons + 3), results / "booking")
    connection.close()
    connection.close_pool()


def show(rows, folder: Path) -> None:  # type: ignore[no-untyped-def]
    """Print and keep one part's table."""
    from benchmarks.report import table, write

    write(rows, folder)
    print("\n" + table(rows))


def measure_salons(world, salons: int, results: Path) -> None:  # type: ignore[no-untyped-def]
    """Grow from one salon to ``salons``, looking at each station."""
    from django.db import connection

    from benchmarks.browsing import latency, memory
    from benchmarks.migrations import migrations
    from benchmarks.provisioning import Provisioning, flatness
    from benchmarks.report import Row, table, write
    from benchmarks.sweeps import sweeps

    rows: list[Row] = []

    def note(*found: Row) -> None:
        rows.extend(found)
        write(rows, results)
        for row in found:
            say(f"  {row.what} · {row.salons} · {row.measured} · {row.ratio}")

    provisioning = Provisioning(world)
    provisioning.grow(1)
    # A copy needs the original to itself.
    connection.close()
    connection.close_pool()
    world.copy_for_one()
    for station in [*(n for n in STATIONS if n < salons), salons]:
        say(f"{station} salons …")
        provisioning.grow(station)
        note(*provisioning.compare(latest=max(1, min(station // 2, 50))))
        note(*latency(world, station))
    note(flatness(world, salons))
    note(*sweeps(world, salons))
    note(*memory(world, salons))
    note(*migrations(world, salons))
    print("\n" + table(rows))


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
