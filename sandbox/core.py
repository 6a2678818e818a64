"""The running sandbox: what every request handler gets."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime

from .config import Settings
from .modes import Modes
from .store import Store
from .switchboard import Switchboard


class Sandbox:
    """Settings, records, switchboard, clock, and the two signals between threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store = Store(settings.state)
        self.switchboard = Switchboard()
        # Set when there may be a webhook to send, and when the sandbox is ending.
        self.wake = threading.Event()
        self.stopping = threading.Event()

    @property
    def modes(self) -> Modes:
        return self.switchboard.modes

    def timestamp(self) -> float:
        """Seconds since the epoch, moved by the clock mode."""
        return time.time() + self.modes.clock_offset_seconds

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.timestamp(), UTC)

    def now_text(self) -> str:
        """Documented form of payment times: ISO 8601, milliseconds, Z."""
        return self.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_time(text: str) -> datetime | None:
    """Read an ISO 8601 date or date and time, UTC when it names no zone."""
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        return None
    return value if value.tzinfo else value.replace(tzinfo=UTC)
