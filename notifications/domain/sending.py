"""One attempt to send one message: claimed first, never sent twice for certain."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from notifications.delivery import DeliveryError
from notifications.enums import MessageStatus
from notifications.gateways import send_text
from notifications.models import OutgoingMessage

# Between two attempts; doubled with each.
LEASE = timedelta(seconds=30)
MAX_LEASE = timedelta(hours=1)
# Country code 999 is assigned to nobody: a person who lost her number (accounts.phone.RELEASED).
NOBODY = "+999"
# News of an appointment or of an account is worthless later.
GIVE_UP_AFTER = timedelta(hours=12)


def deliver(model: type[OutgoingMessage], message_id: int) -> None:
    """Send one queued message. A second call, also at once, does nothing.

    A refusal that may pass leaves it queued for a later sweep; an unclear outcome counts as sent,
    because a second SMS about the same thing is worse than none.
    """
    message = _claim(model, message_id)
    if message is None:
        return
    if message.phone_number.startswith(NOBODY):
        _finish(message, MessageStatus.FAILED, "number_released")
        return
    try:
        send_text(phone_number=message.phone_number, text=message.text)
    except DeliveryError as failure:
        _note_failure(message, failure)
    else:
        _finish(message, MessageStatus.SENT)


def lease(attempts: int) -> timedelta:
    """Return how long a message is kept from other senders after so many earlier attempts."""
    return min(LEASE * 2 ** min(attempts, 10), MAX_LEASE)


def _claim(model: type[OutgoingMessage], message_id: int) -> OutgoingMessage | None:
    """Take the message for one attempt; None where somebody else has it or it is done."""
    rows = model._default_manager
    message = rows.filter(pk=message_id, status=MessageStatus.QUEUED).first()
    if message is None:
        return None
    now = timezone.now()
    # The condition is the lock: of two senders one finds the row unchanged.
    claimed = rows.filter(
        pk=message_id,
        status=MessageStatus.QUEUED,
        attempts=message.attempts,
        next_attempt_at__lte=now,
    ).update(attempts=F("attempts") + 1, next_attempt_at=now + lease(message.attempts))
    return rows.get(pk=message_id) if claimed else None


def _note_failure(message: OutgoingMessage, failure: DeliveryError) -> None:
    if failure.maybe_sent:
        _finish(message, MessageStatus.SENT)
    elif failure.permanent or timezone.now() > message.created_at + GIVE_UP_AFTER:
        _finish(message, MessageStatus.FAILED, failure.code)


def _finish(message: OutgoingMessage, status: MessageStatus, error_code: str = "") -> None:
    message.status, message.error_code = status, error_code
    message.sent_at = timezone.now() if status == MessageStatus.SENT else None
    if not message.is_text_kept:
        message.text = ""
    message.save(update_fields=["status", "error_code", "sent_at", "text"])
