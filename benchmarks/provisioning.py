"""How long a new salon takes, from the template and by migrations."""

import json
import subprocess
import sys
import time
from contextlib import ExitStack
from statistics import median

import psycopg

from benchmarks.report import Row, milliseconds, ratio
from benchmarks.salons import add_salon, fill_salon
from benchmarks.world import World
from config.services.environment import BASE_DIR

# By migrations it takes so long that few are enough.
STOCK_REPEATS = 2
TURNS = 15
# Any row of the registry will do for one that is taken back at once.
REGISTER = """
    INSERT INTO tenants_tenant SELECT (jsonb_populate_record(t, jsonb_build_object(
        'id', 999999999, 'schema_name', %s::text, 'uuid', gen_random_uuid()))).*
      FROM tenants_tenant t WHERE schema_name <> 'public' LIMIT 1
"""


class Provisioning:
    """Adds salons and remembers how long each took."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.seconds: list[float] = []

    def grow(self, count: int) -> None:
        """Add salons until there are ``count``."""
        for number in range(len(self.seconds) + 1, count + 1):
            started = time.perf_counter()
            tenant = add_salon(number)
            self.seconds.append(time.perf_counter() - started)
            fill_salon(tenant)

    def compare(self, latest: int) -> list[Row]:
        """Compare the latest salons with as many by migrations as time allows."""
        count = len(self.seconds)
        mine = median(self.seconds[-latest:])
        stock = min(self._stock())
        return [
            Row(
                "new salon, from the template",
                count,
                f"median {mine:.2f} s (by migrations {stock:.1f} s)",
                f"{ratio(stock, mine)} faster",
                goal="≤ 0.5 s, ≥ 15×",
            )
        ]

    def _stock(self) -> list[float]:
        schemas = [f"stock_{number}" for number in range(STOCK_REPEATS)]
        command = [sys.executable, "-m", "benchmarks.stock", "--make", *schemas]
        done = subprocess.run(
            command,
            cwd=BASE_DIR,
            env=self.world.environment(),
            check=True,
            text=True,
            stdout=subprocess.PIPE,
        )
        self.world.drop_schemas(schemas)
        seconds: list[float] = json.loads(done.stdout.splitlines()[-1])
        return seconds


def flatness(world: World, count: int) -> Row:
    """Make a schema among many and beside a single one, turn by turn, and take it back."""
    seconds: dict[str, list[float]] = {world.one: [], world.many: []}
    with ExitStack() as stack:
        connections = {
            database: stack.enter_context(
                psycopg.connect(world.environment(database)["DATABASE_URL"])
            )
            for database in seconds
        }
        for turn in range(TURNS + 1):
            for database, connection in connections.items():
                taken = _make_and_take_back(connection)
                if turn:  # the first looks at the catalogue for the first time
                    seconds[database].append(taken)
    one, many = (median(found) for found in seconds.values())
    measured = f"{milliseconds(many)} (beside one salon {milliseconds(one)})"
    return Row("new salon's schema, in turn", count, measured, ratio(many, one), goal="flat")


def _make_and_take_back(connection: psycopg.Connection) -> float:
    started = time.perf_counter()
    connection.execute(REGISTER, ["bench_again"])
    connection.execute("SELECT tenants_create_schema('bench_again')")
    seconds = time.perf_counter() - started
    connection.rollback()
    return seconds
