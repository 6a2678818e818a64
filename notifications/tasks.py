"""Celery's doors to the messages."""

from celery import shared_task

from foundation.tasks import SalonTask
from notifications.domain import credit, direct, messages


@shared_task(base=SalonTask, name=messages.SEND_TASK)
def send_message(message_id: int) -> None:
    """Send one message of the salon that the task was sent for."""
    messages.send_message(message_id)


@shared_task(base=SalonTask, name="notifications.sweep")
def sweep() -> None:
    """Queue again what has not left, of any salon and of the platform."""
    messages.sweep_messages()
    direct.sweep_direct()


@shared_task(base=SalonTask, name=direct.SEND_TASK)
def send_direct(message_id: int) -> None:
    """Send one message of the platform."""
    direct.send_direct(message_id)


@shared_task(base=SalonTask, name="notifications.watch_balance")
def watch_balance() -> None:
    """Look after the provider's account. Every hour."""
    credit.watch_balance()
