"""Web servers of the benchmark: gunicorn as ``make run`` starts it, and the floor's."""

import http.client
import subprocess
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from benchmarks.world import World
from config.services.environment import BASE_DIR

WORKERS = 2
START_SECONDS = 30


class Server(AbstractContextManager["Server"]):
    """gunicorn with one application on a port of loopback."""

    def __init__(self, world: World, application: str, port: int, **settings: str) -> None:
        self.port = port
        command = [sys.executable, "-m", "gunicorn", application, "--log-level", "error"]
        self.process = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS)],
            cwd=BASE_DIR,
            env=world.environment(**settings),
        )

    def wait(self, path: str, host: str) -> None:
        """Return once the server answers."""
        for _attempt in range(START_SECONDS * 10):
            try:
                self.get(path, host)
            except ConnectionError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError(f"nothing answers on port {self.port}")

    def get(self, path: str, host: str) -> float:
        """Ask for an address on a connection of its own; return the seconds that it took."""
        started = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers={"Host": host})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        seconds = time.perf_counter() - started
        if response.status != 200:
            raise RuntimeError(f"{host}{path} answered {response.status}: {body[:200]!r}")
        return seconds

    def cpu_seconds(self) -> float:
        """Return the processor time of its workers so far."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return sum(_cpu_seconds(int(pid)) for pid in children.split())

    def __exit__(self, *args: Any) -> None:
        self.process.terminate()
        self.process.wait(30)


def _cpu_seconds(pid: int) -> float:
    """Return user and system time by the scheduler's own count, in nanoseconds there."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
