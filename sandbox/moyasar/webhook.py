"""Webhook registrations."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from ..core import Sandbox
from ..store import Json

KIND = "webhook"
# The registration that comes from the sandbox's own configuration.
CONFIGURED_ID = "00000000-0000-4000-8000-000000000001"
ALL_EVENTS = [
    "payment_paid",
    "payment_failed",
    "payment_voided",
    "payment_authorized",
    "payment_captured",
    "payment_refunded",
    "payment_abandoned",
    "payment_verified",
    "payment_canceled",
    "payment_expired",
    "card_auth_authenticated",
    "card_auth_failed",
    "balance_transferred",
    "payout_initiated",
    "payout_paid",
    "payout_failed",
    "payout_canceled",
    "payout_returned",
]


@dataclass(kw_only=True)
class Webhook:
    """Documented fields; `events` empty means all, present and future."""

    id: str
    url: str
    http_method: str
    shared_secret: str
    events: list[str]
    created_at: str

    def save(self, sandbox: Sandbox) -> None:
        sandbox.store.save(KIND, self.id, asdict(self))


def webhook_object(webhook: Webhook) -> Json:
    """Return the documented object; the secret is never shown."""
    body = asdict(webhook)
    del body["shared_secret"]
    body["events"] = webhook.events or ALL_EVENTS
    return body


def configure_webhook(sandbox: Sandbox, url: str) -> None:
    """Register the configured address, or take it away when it is empty."""
    if not url:
        sandbox.store.delete(KIND, CONFIGURED_ID)
        return
    Webhook(
        id=CONFIGURED_ID,
        url=url,
        http_method="post",
        shared_secret=sandbox.settings.webhook_secret,
        events=[],
        created_at=sandbox.now_text(),
    ).save(sandbox)
