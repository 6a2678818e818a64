"""Messages to people: queued with the change that they tell of, sent after its commit."""

from django.utils import timezone

from foundation.tasks import enqueue
from foundation.tenancy.resting import resting_schemas
from foundation.tenancy.scope import platform_scope
from notifications.domain.sending import LEASE, deliver, lease
from notifications.enums import MessageStatus
from notifications.models import Message

SEND_TASK = "notifications.send_message"
SWEEP_LIMIT = 200


def queue_message(
    *, key: str, phone_number: str, template: str, language: str, text: str
) -> Message:
    """Write a message of the current salon and send it after commit.

    ``key`` names what it tells of: a second call with the same key returns the first message.
    """
    message, created = Message.objects.get_or_create(
        deduplication_key=key,
        defaults={
            "phone_number": phone_number,
            "template": template,
            "language": language,
            "text": text,
        },
    )
    if created:
        enqueue(SEND_TASK, message.pk)
    return message


def send_message(message_id: int) -> None:
    """Send one queued message of the current salon. A second call, also at once, does nothing.

    A refusal that may pass leaves it queued for a later sweep; an unclear outcome counts as sent,
    because a second SMS about the same thing is worse than none.
    """
    deliver(Message, message_id)


def sweep_messages() -> int:
    """Queue again what has not left; return how many. Public schema."""
    resting = resting_schemas()
    with platform_scope("sweep of queued messages"):
        waiting = list(
            Message.objects.filter(
                # A fresh message's own task comes first.
                status=MessageStatus.QUEUED,
                next_attempt_at__lte=timezone.now() - LEASE / 2,
            )
            .exclude(schema_name__in=resting)
            .order_by("next_attempt_at")
            .values_list("schema_name", "pk")[:SWEEP_LIMIT]
        )
    for schema_name, message_id in waiting:
        enqueue(SEND_TASK, message_id, schema_name=schema_name)
    return len(waiting)


def messages_being_sent() -> int:
    """Return how many messages of the current salon a sender has in its hands.

    A claim is one for as long as a first lease; later it is a wait between two attempts.
    """
    now = timezone.now()
    claimed = Message.objects.filter(
        status=MessageStatus.QUEUED, attempts__gt=0, next_attempt_at__gt=now
    )
    return sum(
        next_attempt_at - lease(attempts - 1) > now - LEASE
        for next_attempt_at, attempts in claimed.values_list("next_attempt_at", "attempts")
    )
