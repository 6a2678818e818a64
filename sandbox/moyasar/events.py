"""Queues webhook events; the sender thread delivers them."""

from __future__ import annotations

from uuid import uuid4

from ..core import Sandbox
from ..store import Json
from .payment import Payment, payment_object
from .webhook import KIND, Webhook

DELIVERY = "delivery"
ACCOUNT_NAME = "Sandbox Salon"


def record_event(sandbox: Sandbox, event: str, payment: Payment) -> None:
    """Queue one delivery for every webhook that wants the event; none with webhooks off."""
    modes = sandbox.modes
    if modes.webhooks == "off":
        return
    faild = event == "payment_failed" and modes.webhook_faild_spelling
    envelope: Json = {
        "id": str(uuid4()),
        "type": "payment_faild" if faild else event,
        "created_at": sandbox.now().isoformat(timespec="seconds"),
        # The real secret is put in when the event is sent.
        "secret_token": None,
        "account_name": ACCOUNT_NAME,
        "live": False,
        "data": payment_object(payment, modes),
    }
    for record in sandbox.store.newest_first(KIND):
        webhook = Webhook(**record)
        if not webhook.events or event in webhook.events:
            queue_delivery(
                sandbox,
                url=webhook.url,
                method=webhook.http_method,
                body=envelope,
                webhook_id=webhook.id,
            )


def queue_delivery(
    sandbox: Sandbox, *, url: str, method: str, body: Json, webhook_id: str | None
) -> None:
    """Store a delivery and wake the sender; with webhooks on hold it waits for a release."""
    modes = sandbox.modes
    key = str(uuid4())
    delivery: Json = {
        "id": key,
        "url": url,
        "method": method,
        "body": body,
        "webhook_id": webhook_id,
        "retry": 0,
        "held": modes.webhooks == "hold",
        "queued_at": sandbox.timestamp(),
        "due_at": sandbox.timestamp() + modes.webhook_delay_seconds,
    }
    sandbox.store.insert(DELIVERY, key, delivery)
    sandbox.wake.set()
