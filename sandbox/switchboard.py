"""Holds the current modes and the faults waiting for their calls; thread-safe."""

from __future__ import annotations

import threading
from dataclasses import asdict, replace
from fnmatch import fnmatchcase
from typing import Any

from .modes import Fault, ModeError, Modes, checked_value
from .store import Json

ACTIONS = (
    "timeout_before_commit",
    "timeout_after_commit",
    "drop_after_commit",
    "delay",
    "500",
    "503",
    "429",
    "html_403",
    "html_502",
)


class Switchboard:
    """Modes live in memory only: a restart brings the documented behaviour back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._modes = Modes()
        self._faults: list[Fault] = []
        self._kinds: frozenset[str] = frozenset()

    @property
    def modes(self) -> Modes:
        return self._modes

    def know_kinds(self, kinds: frozenset[str]) -> None:
        """Name the kinds of calls that a fault may be set for."""
        self._kinds = kinds

    def change(self, changes: Json) -> None:
        """Set all the given modes, or none of them; raises ModeError."""
        checked = {name: checked_value(name, value) for name, value in changes.items()}
        with self._lock:
            self._modes = replace(self._modes, **checked)

    def fail_next(self, *, kind: str, action: str, count: int | None = 1) -> None:
        """Queue an action for the next calls of a kind; `kind` may hold wildcards."""
        if action not in ACTIONS:
            raise ModeError(f"action is one of: {', '.join(ACTIONS)}.")
        if not any(fnmatchcase(known, kind) for known in self._kinds):
            raise ModeError(f"No call is of kind {kind!r}; kinds: {', '.join(sorted(self._kinds))}")
        if count is not None and (isinstance(count, bool) or count < 1):
            raise ModeError("count is 1 or more, or null for 'until reset'.")
        with self._lock:
            self._faults.append(Fault(kind=kind, action=action, left=count))

    def take_fault(self, kind: str) -> str | None:
        """Return the action for this call, using up one of its turns."""
        with self._lock:
            for fault in self._faults:
                if fnmatchcase(kind, fault.kind):
                    self._use(fault)
                    return fault.action
        return None

    def spend_credit(self, cost: float) -> bool:
        """Take the cost off the message balance; False when too little is left."""
        with self._lock:
            left = self._modes.authentica_balance - cost
            if left < 0:
                return False
            self._modes = replace(self._modes, authentica_balance=left)
            return True

    def reset(self) -> None:
        with self._lock:
            self._modes = Modes()
            self._faults = []

    def as_json(self) -> dict[str, Any]:
        with self._lock:
            return {"modes": asdict(self._modes), "faults": [asdict(item) for item in self._faults]}

    def _use(self, fault: Fault) -> None:
        if fault.left is None:
            return
        fault.left -= 1
        if fault.left == 0:
            self._faults.remove(fault)
