"""What the sweeps cost with nothing due and with as much due, at one salon and at many."""

import json
import subprocess
import sys
from statistics import median

from benchmarks.report import Row, milliseconds, ratio
from benchmarks.world import World
from config.services.environment import BASE_DIR

TURNS = 3
DUE = 50


def sweeps(world: World, count: int, *, turns: int = TURNS) -> list[Row]:
    """Run the sweeps on both databases in turn."""
    found: dict[str, list[dict[str, float]]] = {world.one: [], world.many: []}
    for _turn in range(turns):
        for database, results in found.items():
            results.append(_sweep(world, database))
    rows = []
    for kind, what in (("idle", "nothing due"), ("busy", f"{DUE} jobs and {DUE} messages due")):
        alone, many = (median(r[kind] for r in found[database]) for database in found)
        measured = f"{milliseconds(many)} (one salon {milliseconds(alone)})"
        rows.append(Row(f"sweeps, {what}", count, measured, ratio(many, alone), "what is due"))
    return rows


def _sweep(world: World, database: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.sweeper"],
        cwd=BASE_DIR,
        env=world.environment(database, DUE=str(DUE)),
        check=True,
        text=True,
        stdout=subprocess.PIPE,
    )
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result
