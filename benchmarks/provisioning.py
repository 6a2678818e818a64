"""How long a new salon takes, from the template and by migrations."""

import json
import subprocess
import sys
import time
from statistics import median

from benchmarks.report import Row, ratio
from benchmarks.salons import add_salon, fill_salon
from benchmarks.world import World
from config.services.environment import BASE_DIR

# By migrations it takes so long that few are enough.
STOCK_REPEATS = 2


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

    def flatness(self, few: int) -> Row:
        """Compare the last salons with the first."""
        first, last = median(self.seconds[:few]), median(self.seconds[-few:])
        measured = f"first {few}: {first:.2f} s, last {few}: {last:.2f} s"
        return Row(
            "new salon, last to first", len(self.seconds), measured, ratio(last, first), "flat"
        )

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
