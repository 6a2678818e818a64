"""The thread that sends webhooks and lets unfinished payments expire."""

from __future__ import annotations

import logging
import sqlite3
import threading
from typing import Any
from uuid import uuid4

from ..core import Sandbox
from ..store import Json
from .events import DELIVERY
from .payments import expire_late_payments
from .transmission import Outcome, send
from .webhook import KIND, Webhook

logger = logging.getLogger("sandbox")

ATTEMPT = "webhook_attempt"
# Documented: after the first try five more, with these waits in seconds.
RETRY_WAITS = (60, 600, 1800, 3600, 7200)
IDLE_SECONDS = 0.5


class Sender(threading.Thread):
    """Delivers due webhooks one after the other until the sandbox stops."""

    def __init__(self, sandbox: Sandbox) -> None:
        super().__init__(name="sandbox-webhooks", daemon=True)
        self.sandbox = sandbox

    def run(self) -> None:
        while not self.sandbox.stopping.is_set():
            self.sandbox.wake.clear()
            try:
                self._round()
                pause = self._pause()
            except sqlite3.ProgrammingError:
                # The store was closed under us: the sandbox is ending.
                return
            self.sandbox.wake.wait(pause)

    def _round(self) -> None:
        expire_late_payments(self.sandbox)
        for delivery in due_deliveries(self.sandbox):
            if self.sandbox.stopping.is_set():
                return
            deliver(self.sandbox, delivery)

    def _pause(self) -> float:
        """Return the seconds until the next delivery is due, at most the idle time."""
        now = self.sandbox.timestamp()
        waits = [float(item["due_at"]) - now for item in pending_deliveries(self.sandbox)]
        return max(0.01, min([IDLE_SECONDS, *waits]))


def pending_deliveries(sandbox: Sandbox) -> list[Json]:
    """Return queued deliveries that are not held, oldest first."""
    records = reversed(sandbox.store.newest_first(DELIVERY))
    return [item for item in records if not item["held"]]


def due_deliveries(sandbox: Sandbox) -> list[Json]:
    """Return what to send now; out of order gathers events and turns them round."""
    now = sandbox.timestamp()
    pending = pending_deliveries(sandbox)
    due = [item for item in pending if item["due_at"] <= now]
    if not sandbox.modes.webhook_out_of_order:
        return due
    newest = max((item["queued_at"] for item in pending), default=now)
    return due[::-1] if now - newest >= sandbox.modes.webhook_gather_seconds else []


def release(sandbox: Sandbox) -> int:
    """Let held deliveries go; returns how many there were."""
    with sandbox.store.transaction():
        held = [item for item in sandbox.store.newest_first(DELIVERY) if item["held"]]
        for item in held:
            sandbox.store.save(DELIVERY, item["id"], {**item, "held": False})
    sandbox.wake.set()
    return len(held)


def deliver(sandbox: Sandbox, delivery: Json) -> None:
    """Send once (twice in duplicate mode); success is 2xx, anything else is tried again."""
    body = _with_secret(sandbox, delivery)
    outcome = send(delivery["url"], delivery["method"], body)
    _note_attempt(sandbox, delivery, outcome)
    if sandbox.modes.webhook_duplicate:
        _note_attempt(sandbox, delivery, send(delivery["url"], delivery["method"], body))
    if outcome.ok or delivery["retry"] >= len(RETRY_WAITS):
        sandbox.store.delete(DELIVERY, delivery["id"])
        return
    wait = RETRY_WAITS[delivery["retry"]] * sandbox.modes.webhook_retry_scale
    logger.info("webhook not accepted (%s), next try in %.1f s", outcome.code, wait)
    later = {"retry": delivery["retry"] + 1, "due_at": sandbox.timestamp() + wait}
    if sandbox.store.get(DELIVERY, delivery["id"]) is not None:
        sandbox.store.save(DELIVERY, delivery["id"], {**delivery, **later})


def _with_secret(sandbox: Sandbox, delivery: Json) -> Json:
    """Documented: the shared secret travels in the body as `secret_token`."""
    body: dict[str, Any] = dict(delivery["body"])
    record = sandbox.store.get(KIND, delivery["webhook_id"] or "")
    if record is not None:
        secret = Webhook(**record).shared_secret
        wrong = sandbox.modes.webhook_wrong_secret
        body["secret_token"] = f"wrong-{uuid4().hex}" if wrong else secret
    return body


def _note_attempt(sandbox: Sandbox, delivery: Json, outcome: Outcome) -> None:
    """Keep the documented fields of an attempt."""
    attempt: Json = {
        "id": str(uuid4()),
        "webhook_id": delivery["webhook_id"],
        "event_id": delivery["body"].get("id"),
        "event_type": delivery["body"].get("type"),
        "retry_number": delivery["retry"],
        "result": "success" if outcome.ok else "failed",
        "message": outcome.message,
        "response_code": outcome.code,
        "response_headers": outcome.headers,
        "response_body": outcome.text,
        "created_at": sandbox.now_text(),
    }
    sandbox.store.insert(ATTEMPT, attempt["id"], attempt)
