"""What Moyasar tells us unasked. It is stored and answered at once, then the payment is fetched.

The webhook's body is only a hint: the state comes from the fetched payment.
"""

import hmac
import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tenants.utils import tenant_context

from billing.domain.payments import PAYMENT_JOB, follow_up
from billing.errors import InvalidWebhookSecret
from billing.models import Payment, ProviderEvent
from booking import jobs
from foundation.tasks import enqueue
from foundation.tenancy.scope import platform_scope
from tenants.models import Tenant

logger = logging.getLogger(__name__)

EVENT_TASK = "billing.handle_provider_event"
# The job is the net under the task that is sent at commit.
JOB_AFTER = timedelta(seconds=20)
# Everything about payments; payouts, transfers and card checks are no business of ours.
KNOWN_EVENTS = frozenset(
    {
        "payment_paid",
        "payment_failed",
        # One table of Moyasar's documents spells it so.
        "payment_faild",
        "payment_voided",
        "payment_authorized",
        "payment_captured",
        "payment_refunded",
        "payment_abandoned",
        "payment_canceled",
        "payment_expired",
    }
)


def receive_event(payload: Any) -> None:
    """Store a delivery and have its payment looked at after commit; repeats change nothing.

    Unknown events and payments that are not ours are accepted and ignored: Moyasar would repeat
    them otherwise. Raises InvalidWebhookSecret.
    """
    body = payload if isinstance(payload, Mapping) else {}
    _require_secret(body)
    kind, event_id, payment_id = str(body.get("type")), str(body.get("id")), _payment_id(body)
    if kind not in KNOWN_EVENTS or payment_id is None:
        return
    schema_name = _salon_of(payment_id)
    if schema_name is None:
        logger.info("webhook %s is about no payment of ours", kind)
        return
    tenant = Tenant.objects.get(schema_name=schema_name)
    if tenant.is_gone:
        # Its payments stay for the tax office; somebody moves money by hand at the provider.
        logger.error("webhook %s is about payment %s of an erased salon", kind, payment_id)
        return
    with tenant_context(tenant):
        _store(event_id[:64], kind, payment_id)


def handle_event(event_pk: int) -> None:
    """Look after the payment that a stored delivery is about; a second call does nothing."""
    found = ProviderEvent.objects.filter(pk=event_pk, handled_at__isnull=True).first()
    if found is not None:
        follow_up(found.payment_id)


def _store(event_id: str, kind: str, payment_id: UUID) -> None:
    with transaction.atomic():
        event, is_new = ProviderEvent.objects.get_or_create(
            event_id=event_id, defaults={"kind": kind, "payment_id": payment_id}
        )
        if is_new:
            due_at = timezone.now() + JOB_AFTER
            jobs.schedule(PAYMENT_JOB, key=str(payment_id), due_at=due_at)
            enqueue(EVENT_TASK, event.pk)


def _require_secret(body: Mapping[str, Any]) -> None:
    """Compare in constant time; nobody passes where no secret is set."""
    expected = settings.MOYASAR_WEBHOOK_SECRET
    given = str(body.get("secret_token") or "")
    if not expected or not hmac.compare_digest(given.encode(), expected.encode()):
        raise InvalidWebhookSecret


def _payment_id(body: Mapping[str, Any]) -> UUID | None:
    data = body.get("data")
    try:
        return UUID(str(data.get("id"))) if isinstance(data, Mapping) else None
    except ValueError:
        return None


def _salon_of(payment_id: UUID) -> str | None:
    """Return the schema of the salon that the payment belongs to: one address serves all."""
    with platform_scope("webhook: whose payment is it"):
        found: str | None = (
            Payment.objects.filter(pk=payment_id).values_list("schema_name", flat=True).first()
        )
    return found
