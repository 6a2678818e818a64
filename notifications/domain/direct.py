"""Messages of the platform itself to a person: news of her account. They belong to no salon."""

from django.utils import timezone

from foundation.tasks import enqueue
from notifications.domain.sending import LEASE, deliver
from notifications.enums import MessageStatus
from notifications.models import DirectMessage

SEND_TASK = "notifications.send_direct"
SWEEP_LIMIT = 200
# Tasks of no salon run in this schema.
PUBLIC = "public"


def queue_direct(
    *, key: str, phone_number: str, template: str, language: str, text: str
) -> DirectMessage:
    """Write a message of the platform and send it after commit, on whatever host this runs.

    ``key`` names what it tells of: a second call with the same key returns the first message.
    """
    message, created = DirectMessage.objects.get_or_create(
        deduplication_key=key,
        defaults={
            "phone_number": phone_number,
            "template": template,
            "language": language,
            "text": text,
        },
    )
    if created:
        enqueue(SEND_TASK, message.pk, schema_name=PUBLIC)
    return message


def send_direct(message_id: int) -> None:
    """Send one queued message of the platform. A second call, also at once, does nothing."""
    deliver(DirectMessage, message_id)


def sweep_direct() -> int:
    """Queue again what has not left; return how many. Public schema."""
    waiting = list(
        DirectMessage.objects.filter(
            # A fresh message's own task comes first.
            status=MessageStatus.QUEUED,
            next_attempt_at__lte=timezone.now() - LEASE / 2,
        )
        .order_by("next_attempt_at")
        .values_list("pk", flat=True)[:SWEEP_LIMIT]
    )
    for message_id in waiting:
        enqueue(SEND_TASK, message_id, schema_name=PUBLIC)
    return len(waiting)
