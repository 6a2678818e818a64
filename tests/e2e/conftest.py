"""The running stack, exactly as `make run` starts it, on a database and ports of its own."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import requests

from tests.database import DATABASES, ROOT
from tests.e2e.authenticator import App
from tests.e2e.browser import CHROMIUM, chromium

SCREENSHOTS = ROOT / ".local" / "screenshots"
STARTUP_SECONDS = 120


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Keep browser tests in one process; leave them out where there is no browser."""
    for item in items:
        if "/e2e/" in str(item.path):
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.xdist_group("e2e"))
            if not CHROMIUM.exists():
                item.add_marker(pytest.mark.skip(reason=f"no browser at {CHROMIUM}"))


@dataclass
class Stack:
    """Addresses of the running platform and its stand-ins."""

    port: int
    sandbox_port: int
    lines: list[str] = field(default_factory=list)
    # The authenticator apps of people, by phone.
    apps: dict[str, App] = field(default_factory=dict)

    @property
    def platform(self) -> str:
        return f"http://localhost:{self.port}"

    def salon(self, name: str) -> str:
        return f"http://{name}.localhost:{self.port}"

    @property
    def sandbox(self) -> str:
        return f"http://localhost:{self.sandbox_port}"

    def latest_code(self, phone: str) -> str:
        """Return the newest code in the sandbox's inbox."""
        answer = requests.get(f"{self.sandbox}/inbox.json", params={"phone": phone}, timeout=10)
        return next(m["code"] for m in answer.json()["messages"] if m["code"])

    def messages(self, phone: str) -> list[dict[str, Any]]:
        """Return the messages to a phone, newest first."""
        answer = requests.get(f"{self.sandbox}/inbox.json", params={"phone": phone}, timeout=10)
        found: list[dict[str, Any]] = answer.json()["messages"]
        return found


@pytest.fixture(scope="package")
def stack(tmp_path_factory: Any) -> Iterator[Stack]:
    """Start everything with the command behind `make run`; stop it with Ctrl-C."""
    name = f"salon_copy_{os.getpid()}_e2e"
    running = Stack(_free_port(), _free_port())
    folder = tmp_path_factory.mktemp("stack")
    environment = os.environ | {
        "DATABASE_URL": DATABASES.copy(name),
        "DATABASE_OWNER_URL": DATABASES.owner_url(name),
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "PORT": str(running.port),
        "SANDBOX_PORT": str(running.sandbox_port),
        "SANDBOX_DNS_PORT": str(_free_port()),
        "SANDBOX_STATE": str(folder / "sandbox.sqlite3"),
        "MEDIA_ROOT": str(folder / "media"),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "config.services.run"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    ready = threading.Event()
    reader = threading.Thread(target=_read, args=(process, running.lines, ready), daemon=True)
    reader.start()
    try:
        assert ready.wait(STARTUP_SECONDS), "\n".join(running.lines)
        yield running
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
        reader.join(timeout=10)
        process.stdout.close()
        DATABASES.drop(name)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser for one module: while it runs, Django refuses its database to this thread."""
    with chromium() as running:
        yield running


def _read(process: Any, lines: list[str], ready: threading.Event) -> None:
    for line in process.stdout:
        lines.append(line.rstrip())
        if line.startswith("Ready: "):
            ready.set()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
