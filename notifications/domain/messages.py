"""Messages to people: queued with the change that they tell of, sent after its commit."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from foundation.tasks import enqueue
from foundation.tenancy.resting import resting_schemas
from foundation.tenancy.scope import platform_scope
from notifications.delivery import DeliveryError
from notifications.enums import MessageStatus
from notifications.gateways import send_text
from notifications.models import Message

SEND_TASK = "notifications.send_message"
# Between two attempts; doubled with each.
LEASE = timedelta(seconds=30)
MAX_LEASE = timedelta(hours=1)
# News of an appointment is worthless later.
GIVE_UP_AFTER = timedelta(hours=12)
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
    message = _claim(message_id)
    if message is None:
        return
    try:
        send_text(phone_number=message.phone_number, text=message.text)
    except DeliveryError as failure:
        _note_failure(message, failure)
    else:
        _finish(message, MessageStatus.SENT)


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
        next_attempt_at - _lease(attempts - 1) > now - LEASE
        for next_attempt_at, attempts in claimed.values_list("next_attempt_at", "attempts")
    )


def _lease(attempts: int) -> timedelta:
    """Return how long a message is kept from other senders after so many earlier attempts."""
    return min(LEASE * 2 ** min(attempts, 10), MAX_LEASE)


def _claim(message_id: int) -> Message | None:
    """Take the message for one attempt; None where somebody else has it or it is done."""
    message = Message.objects.filter(pk=message_id, status=MessageStatus.QUEUED).first()
    if message is None:
        return None
    now = timezone.now()
    # The condition is the lock: of two senders one finds the row unchanged.
    claimed = Message.objects.filter(
        pk=message_id,
        status=MessageStatus.QUEUED,
        attempts=message.attempts,
        next_attempt_at__lte=now,
    ).update(attempts=F("attempts") + 1, next_attempt_at=now + _lease(message.attempts))
    return Message.objects.get(pk=message_id) if claimed else None


def _note_failure(message: Message, failure: DeliveryError) -> None:
    if failure.maybe_sent:
        _finish(message, MessageStatus.SENT)
    elif failure.permanent or timezone.now() > message.created_at + GIVE_UP_AFTER:
        _finish(message, MessageStatus.FAILED, failure.code)


def _finish(message: Message, status: MessageStatus, error_code: str = "") -> None:
    message.status, message.error_code = status, error_code
    message.sent_at = timezone.now() if status == MessageStatus.SENT else None
    message.save(update_fields=["status", "error_code", "sent_at"])
