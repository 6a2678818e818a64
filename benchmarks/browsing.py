"""Latency of a salon's pages, and what a web process remembers of them."""

import json
import subprocess
import sys
from contextlib import AbstractContextManager, suppress
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.report import Row, milliseconds, ratio
from benchmarks.salons import host_of
from benchmarks.world import World
from config.services.environment import BASE_DIR

DAY = (date.today() + timedelta(days=3)).isoformat()
PATHS = {
    "storefront home": "/ar/",
    "availability API": f"/api/availability/?service=1&date={DAY}",
}
ROUNDS = 40
# How the server knows the web process of the benchmark.
VISITOR = "bench-visitor"
SALONS_IN_USE = 20
SAMPLE_EVERY = 10


class Visitor(AbstractContextManager["Visitor"]):
    """One web process on one of the databases."""

    def __init__(self, world: World, database: str, **settings: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.visitor"],
            cwd=BASE_DIR,
            env=world.environment(database, PGAPPNAME=VISITOR, **settings),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def get(self, number: int, path: str) -> float:
        """Ask salon ``number`` for the page; return the seconds that it took."""
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            raise RuntimeError("the web process has no pipes")
        stdin.write(json.dumps({"host": host_of(number), "path": path}) + "\n")
        stdin.flush()
        answer = json.loads(stdout.readline())
        if answer["status"] != 200:
            raise RuntimeError(f"{host_of(number)}{path} answered {answer['status']}")
        return float(answer["seconds"])

    def __exit__(self, *args: Any) -> None:
        self.process.communicate()


def latency(world: World, count: int, *, rounds: int = ROUNDS) -> list[Row]:
    """Compare a request at ``count`` salons with one at a single salon, turn by turn.

    Two web processes, one on each database, answer alternately: whatever else the machine does
    slows both.
    """
    rows = []
    in_use = spread(count, SALONS_IN_USE)
    with Visitor(world, world.one) as alone, Visitor(world, world.many) as among_many:
        for name, path in PATHS.items():
            for number in in_use:
                alone.get(1, path)
                among_many.get(number, path)
            floor, one, many = [], [], []
            for turn in range(rounds):
                # Each comes after the other process: none profits from the processor's caches.
                floor.append(alone.get(1, path))
                one.append(among_many.get(in_use[-1], path))
                floor.append(alone.get(1, path))
                many.append(among_many.get(in_use[turn % len(in_use)], path))
            rows.append(_row(f"{name}, same salon", count, one, floor))
            rows.append(_row(f"{name}, {len(in_use)} salons in turn", count, many, floor))
    return rows


def memory(world: World, count: int) -> list[Row]:
    """Touch every salon with one web process, as it is and with connections kept for ever."""
    return [
        *_memory(world, count, "visited one after the other"),
        *_memory(world, count, "the same, connections kept", SALONS_PER_CONNECTION="1000000"),
    ]


def _memory(world: World, count: int, name: str, **settings: str) -> list[Row]:
    """Look at the web process and at the largest of its servers as more salons are visited."""
    rows, server, slow = [], 0.0, []
    first: tuple[float, float] | None = None
    with Visitor(world, world.many, **settings) as web:
        for number in range(1, count + 1):
            slow += [web.get(number, path) for path in PATHS.values()]
            if number % SAMPLE_EVERY == 0 or number in steps(count):
                server = max(server, *server_processes(world))
            if number in steps(count):
                python = resident(web.process.pid)
                first = first or (python, server)
                measured = f"web {python:.0f} MB, largest server process {server:.0f} MB"
                compared = f"{ratio(python, first[0])} web, {ratio(server, first[1])} server"
                rows.append(Row(f"memory, {name}", number, measured, compared, goal="bounded"))
    rows.append(Row(f"first visit, {name}", count, milliseconds(median(slow)), ""))
    return rows


def steps(count: int) -> list[int]:
    """Return 1, 10, 100 … up to ``count``, and ``count`` itself."""
    found = [10**power for power in range(6) if 10**power < count]
    return [*found, count]


def spread(count: int, wanted: int) -> list[int]:
    """Return up to ``wanted`` numbers of salons, evenly over all."""
    wanted = min(count, wanted)
    return [1 + (count - 1) * place // max(wanted - 1, 1) for place in range(wanted)]


def resident(pid: int, key: str = "VmRSS") -> float:
    """Return the megabytes of a process: all, or with ``RssAnon`` what is its own."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{key}:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"/proc/{pid}/status has no {key}")


def server_processes(world: World) -> list[float]:
    """Return the memory of the server processes that serve the site's connections."""
    query = "SELECT pid FROM pg_stat_activity WHERE application_name = %s"
    found = []
    for (pid,) in world.ask(query, VISITOR):
        with suppress(FileNotFoundError):  # it was replaced this moment
            found.append(resident(pid, "RssAnon"))
    return found or [0.0]


def _row(name: str, count: int, measured: list[float], floor: list[float]) -> Row:
    value = f"{milliseconds(median(measured))} (one salon alone {milliseconds(median(floor))})"
    return Row(name, count, value, ratio(median(measured), median(floor)), goal="≤ 1.15")
