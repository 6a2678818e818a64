"""The rate limit of sends; the vendor publishes no figure, so a mode sets it."""

from __future__ import annotations

from uuid import uuid4

from ..core import Sandbox
from .errors import no_credit, too_many

KIND = "authentica_send"
WINDOW_SECONDS = 60
# Documented: e-mail is free; other channels cost credit.
COSTS = {"sms": 1, "whatsapp": 1, "email": 0}


def take_turn(sandbox: Sandbox, channel: str) -> None:
    """Count one send and take its cost; raises 429 over the limit, 402 without credit."""
    limit = sandbox.modes.authentica_rate_limit
    with sandbox.store.transaction():
        now = sandbox.timestamp()
        for record in sandbox.store.newest_first(KIND):
            if now - float(record["at"]) >= WINDOW_SECONDS:
                sandbox.store.delete(KIND, str(record["id"]))
        if limit and len(sandbox.store.newest_first(KIND)) >= limit:
            raise too_many()
        if not sandbox.switchboard.spend_credit(COSTS[channel]):
            raise no_credit(sandbox.modes)
        key = str(uuid4())
        sandbox.store.insert(KIND, key, {"id": key, "at": now})
