"""Celery's doors to billing."""

from celery import shared_task

from billing.domain import webhooks
from billing.domain.refund_sending import pursue_refund
from billing.domain.refunds import SEND_TASK
from foundation.tasks import SalonTask


@shared_task(base=SalonTask, name=webhooks.EVENT_TASK)
def handle_provider_event(event_pk: int) -> None:
    """Look after the payment that a webhook told of."""
    webhooks.handle_event(event_pk)


@shared_task(base=SalonTask, name=SEND_TASK)
def send_refund(refund_id: str) -> None:
    """Send a refund that was just requested."""
    pursue_refund(refund_id)
