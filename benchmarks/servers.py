"""Web servers of the benchmarks: gunicorn as ``make run`` starts it, and the floors'."""

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.world import World
from config.services.environment import BASE_DIR

WORKERS = 2
START_SECONDS = 30


@dataclass(frozen=True)
class Answer:
    """What came back, and the seconds that it took."""

    seconds: float
    body: bytes

    @property
    def id(self) -> Any:
        """Return what a document says of itself."""
        return json.loads(self.body)["id"]


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
        self.wait_for(lambda: self.get(path, host))

    def wait_for(self, ask: Callable[[], object]) -> None:
        """Return once ``ask`` finds the server listening."""
        for _attempt in range(START_SECONDS * 10):
            try:
                ask()
            except ConnectionError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError(f"nothing answers on port {self.port}")

    def get(self, path: str, host: str) -> float:
        """Ask for an address on a connection of its own; return the seconds that it took."""
        return self.ask("GET", path, host).seconds

    def post(self, path: str, host: str, body: object, **headers: str) -> "Answer":
        """Send ``body`` as JSON on a connection of its own."""
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        headers |= {"Content-Type": "application/json"}
        return self.ask("POST", path, host, body=json.dumps(body), headers=headers)

    def ask(
        self,
        method: str,
        path: str,
        host: str,
        *,
        body: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> "Answer":
        """Send a request and read its answer. Raises RuntimeError unless it is a success."""
        started = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, body=body, headers={"Host": host, **(headers or {})})
        response = connection.getresponse()
        answer = response.read()
        connection.close()
        seconds = time.perf_counter() - started
        if response.status not in (200, 201):
            raise RuntimeError(f"{host}{path} answered {response.status}: {answer[:300]!r}")
        return Answer(seconds, answer)

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
