"""Runs the real sandbox inside a test process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from . import config
from .config import Settings
from .control import DATA_KINDS
from .dns.records import Record, add_record, remove_record
from .messages import Message, kept_messages
from .moyasar.delivery import pending_deliveries, release
from .moyasar.payment import Payment
from .moyasar.payments import all_payments, get_payment
from .moyasar.settlement import AUTHENTICATED, settle
from .moyasar.webhook import configure_webhook
from .server import Server, bind

# Retries of failed webhooks follow within milliseconds unless a test says otherwise.
TEST_RETRY_SCALE = 0.0001


class RunningSandbox:
    """A served sandbox, with short ways to steer it and to look inside."""

    def __init__(self, server: Server) -> None:
        self.sandbox = server.sandbox
        self.settings = server.sandbox.settings
        self.url = self.settings.base_url
        self.dns_port = server.names.port if server.names else 0
        self.moyasar_url = self.url + config.MOYASAR_PREFIX
        self.authentica_url = self.url + config.AUTHENTICA_PREFIX
        self.oidc_url = f"{self.url}/oidc"

    def set_modes(self, **changes: Any) -> None:
        """Set modes by name; raises ModeError for a wrong name or value."""
        self.sandbox.switchboard.change(changes)
        self.sandbox.wake.set()

    def fail_next(self, kind: str, action: str, count: int | None = 1) -> None:
        """Let the next calls of a kind fail, e.g. ("moyasar.payments.create", "503")."""
        self.sandbox.switchboard.fail_next(kind=kind, action=action, count=count)

    def reset(self) -> None:
        """Bring back default modes (with fast retries) and empty all records."""
        self.sandbox.switchboard.reset()
        self.set_modes(webhook_retry_scale=TEST_RETRY_SCALE)
        self.sandbox.store.clear(*DATA_KINDS)
        self.set_webhook_url(self.settings.webhook_url)

    def add_record(self, name: str, value: str, type: str = "TXT") -> Record:
        """Let the name server answer with this from now on; type FAULT makes it misbehave."""
        return add_record(self.sandbox, name=name, type=type, value=value)

    def remove_record(self, record: Record) -> None:
        """Take a record away again."""
        remove_record(self.sandbox, record.id)

    def advance_clock(self, seconds: float) -> None:
        """Move the sandbox's clock forward."""
        self.set_modes(clock_offset_seconds=self.sandbox.modes.clock_offset_seconds + seconds)

    def inbox(self, phone: str = "") -> list[Message]:
        """Return the messages, newest first."""
        return kept_messages(self.sandbox, phone)

    def latest_code(self, phone: str) -> str:
        """Return the newest code sent to a phone; raises LookupError without one."""
        for message in self.inbox(phone):
            if message.code is not None:
                return message.code
        raise LookupError(f"no code was sent to {phone}")

    def payments(self) -> list[Payment]:
        """Return all payments, newest first."""
        return all_payments(self.sandbox)

    def settle(self, payment_id: str, auth_result: str = AUTHENTICATED) -> Payment:
        """Answer the bank page of a payment without a browser."""
        with self.sandbox.store.transaction():
            payment = get_payment(self.sandbox, payment_id)
            settle(self.sandbox, payment, auth_result)
        return payment

    def set_webhook_url(self, url: str) -> None:
        """Send payment events to this address from now on; empty for nowhere."""
        configure_webhook(self.sandbox, url)

    def release_webhooks(self) -> int:
        """Let events on hold go; returns how many there were."""
        return release(self.sandbox)

    def wait_for_webhooks(self, timeout: float = 5) -> None:
        """Wait until no delivery is left to make; raises TimeoutError."""
        deadline = time.monotonic() + timeout
        while pending_deliveries(self.sandbox):
            if time.monotonic() > deadline:
                raise TimeoutError("webhooks are still waiting to be delivered")
            time.sleep(0.01)


@contextmanager
def running_sandbox(
    *,
    host: str = config.DEFAULT_HOST,
    port: int = 0,
    state: str = config.MEMORY,
    webhook_url: str = "",
    publishable_key: str = config.PUBLISHABLE_KEY,
    secret_key: str = config.SECRET_KEY,
    webhook_secret: str = config.WEBHOOK_SECRET,
    authentica_key: str = config.AUTHENTICA_KEY,
    modes: dict[str, Any] | None = None,
) -> Iterator[RunningSandbox]:
    """Serve a sandbox on a free port until the block ends; records are its own."""
    listener = bind(host, port)
    bound = int(listener.getsockname()[1])
    settings = Settings(
        host=host,
        port=bound,
        public_url=f"http://{host}:{bound}",
        state=state,
        dns_port=0,
        webhook_url=webhook_url,
        publishable_key=publishable_key,
        secret_key=secret_key,
        webhook_secret=webhook_secret,
        authentica_key=authentica_key,
    )
    server = Server(settings, listener)
    running = RunningSandbox(server)
    running.set_modes(**{"webhook_retry_scale": TEST_RETRY_SCALE, **(modes or {})})
    server.start()
    try:
        yield running
    finally:
        server.stop()
