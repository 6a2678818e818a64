"""Sending refunds. Moyasar gives them no id and no idempotency key, so the running total decides.

Claim the row (committed), ask once, compare. Where the outcome is unknown the payment is fetched
until the total tells; only when the total has not moved for GRACE is the refund sent again.
"""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from billing.domain.observation import note_answer
from billing.domain.states import transition_refund
from billing.enums import REFUND_OPEN, RefundStatus
from billing.locks import lock_refund
from billing.messages import tell_refund
from billing.models import Refund
from billing.moyasar.client import moyasar_client
from billing.moyasar.errors import MoyasarError, NotFound, Refused
from billing.moyasar.parsing import ProviderPayment
from booking.locks import bounded_transaction

logger = logging.getLogger(__name__)

_R = RefundStatus
# Longer than our longest wait for an answer, repeats after edge blocks included.
GRACE = timedelta(minutes=2)


def send_refund(refund_id: UUID | str) -> Refund:
    """Send a requested refund and note its end, outside any transaction.

    A refund that was sent before is left alone, whoever calls: :func:`check_refund` decides it.
    Raises MoyasarError where the payment cannot be read; nothing was sent then.
    """
    refund = _get(refund_id)
    if refund.status != _R.REQUESTED:
        return refund
    seen = moyasar_client().fetch_payment(refund.payment_id)
    return _send(refund_id, seen)


def check_refund(refund_id: UUID | str) -> Refund:
    """Fetch the payment of a refund whose end we do not know; settle it or send it again.

    Raises MoyasarError where the payment cannot be read.
    """
    refund = _get(refund_id)
    if not _is_in_doubt(refund):
        return refund
    seen = moyasar_client().fetch_payment(refund.payment_id)
    refund = _settle(refund_id, seen)
    return _send(refund_id, seen) if _may_send(refund) else refund


def pursue_refund(refund_id: UUID | str) -> datetime | None:
    """Bring a refund one step on; return when to look again, None once its end is known."""
    try:
        refund = send_refund(refund_id)
        refund = check_refund(refund_id) if refund.status in REFUND_OPEN else refund
    except MoyasarError as error:
        logger.warning("refund %s cannot be settled yet: %s", refund_id, error)
        refund = _get(refund_id)
    return _next_look(refund) if refund.status in REFUND_OPEN else None


def _get(refund_id: UUID | str) -> Refund:
    found: Refund = Refund.objects.get(pk=refund_id)
    return found


def _send(refund_id: UUID | str, seen: ProviderPayment) -> Refund:
    if not _claim(refund_id, seen):
        return _get(refund_id)
    refund, client, refusal = _get(refund_id), moyasar_client(), ""
    try:
        seen = client.refund_payment(refund.payment_id, amount_minor=refund.amount_minor)
    except (Refused, NotFound) as error:
        refusal = error.message or "refused"
    except MoyasarError as error:
        return _doubt(refund_id, error)
    if refusal:
        # Perhaps an earlier sending took effect after all: the total tells.
        try:
            seen = client.fetch_payment(refund.payment_id)
        except MoyasarError as error:
            return _doubt(refund_id, error)
    return _settle(refund_id, seen, refusal=refusal)


def _claim(refund_id: UUID | str, seen: ProviderPayment) -> bool:
    """Commit that this process sends the refund now; False where it must not."""
    with bounded_transaction():
        refund = lock_refund(refund_id)
        if not _may_send(refund):
            return False
        note_answer(refund.payment, seen)
        if refund.amount_minor > seen.amount - seen.refunded:
            _fail(refund, "not enough is left of the payment")
            return False
        transition_refund(
            refund, _R.SENT, refunded_before_minor=seen.refunded, sent_at=timezone.now()
        )
        return True


def _may_send(refund: Refund) -> bool:
    """Return whether the refund was never sent, or in vain long enough ago."""
    return refund.status == _R.REQUESTED or (refund.status == _R.UNKNOWN and _is_past_grace(refund))


def _is_in_doubt(refund: Refund) -> bool:
    """Return whether the end is unknown: no answer came, or its sender died on the way."""
    return refund.status == _R.UNKNOWN or (refund.status == _R.SENT and _is_past_grace(refund))


def _is_past_grace(refund: Refund) -> bool:
    return refund.sent_at is not None and timezone.now() - refund.sent_at > GRACE


def _settle(refund_id: UUID | str, seen: ProviderPayment, *, refusal: str = "") -> Refund:
    """Compare the running total with the one before the sending.

    The customer has got at least this refund when it grew by its amount. A refund takes effect
    whole or not at all, so a smaller growth is somebody else's refund.
    """
    with bounded_transaction():
        refund = lock_refund(refund_id)
        if refund.status not in (_R.SENT, _R.UNKNOWN):
            return refund
        note_answer(refund.payment, seen)
        if seen.refunded - (refund.refunded_before_minor or 0) >= refund.amount_minor:
            transition_refund(refund, _R.DONE, finished_at=timezone.now(), error_message="")
            tell_refund(refund)
        elif refusal:
            _fail(refund, refusal)
        elif refund.status == _R.SENT:
            transition_refund(refund, _R.UNKNOWN)
        return refund


def _doubt(refund_id: UUID | str, error: MoyasarError) -> Refund:
    with bounded_transaction():
        refund = lock_refund(refund_id)
        if refund.status == _R.SENT:
            transition_refund(refund, _R.UNKNOWN, error_message=str(error)[:255])
        return refund


def _fail(refund: Refund, message: str) -> None:
    logger.error("refund %s failed: %s", refund.pk, message)
    transition_refund(refund, _R.FAILED, finished_at=timezone.now(), error_message=message[:255])


def _next_look(refund: Refund) -> datetime:
    now = timezone.now()
    age = now - refund.created_at
    if age > timedelta(hours=2):
        logger.error("refund %s is not settled after %s", refund.pk, age)
        return now + timedelta(hours=1)
    return now + timedelta(seconds=30 if age < timedelta(minutes=10) else 300)
