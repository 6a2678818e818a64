"""What a fetched payment says about ours: the state it leads to, and what does not fit."""

import logging
from datetime import timedelta

from django.utils import timezone

from billing.domain.states import transition_payment
from billing.enums import HOLDING_MONEY, PAYMENT_TRANSITIONS, UNDECIDED, PaymentStatus
from billing.models import Payment
from billing.moyasar.parsing import ProviderPayment

logger = logging.getLogger(__name__)

_P = PaymentStatus
# Moyasar's statuses. One that is not here counts as "not paid". ``authorized`` only reserves the
# money; ``verified`` is a card check of 1 SAR and never the answer to a payment of ours.
BY_PROVIDER_STATUS = {
    "initiated": _P.PENDING,
    "authorized": _P.PENDING,
    "paid": _P.PAID,
    "captured": _P.PAID,
    "refunded": _P.REFUNDED,
    "voided": _P.VOIDED,
    "failed": _P.FAILED,
}
# A card that was not sent by then will hardly come: holds last an hour at most.
ABANDONED_AFTER = timedelta(hours=2)


def expected_metadata(payment: Payment) -> dict[str, str]:
    """Return what the provider must repeat: whose money it is and what for."""
    return {"salon": payment.schema_name, "appointment": str(payment.appointment_id)}


def derived_status(seen: ProviderPayment) -> PaymentStatus | None:
    """Return our state for a fetched payment; None for a status that we do not know.

    Moyasar calls a partly refunded payment ``refunded`` as well (in some accounts still
    ``paid``): the running total decides.
    """
    status = BY_PROVIDER_STATUS.get(seen.status)
    if status not in (_P.PAID, _P.REFUNDED):
        return status
    if seen.refunded >= seen.amount:
        return _P.REFUNDED
    return _P.PARTLY_REFUNDED if seen.refunded else _P.PAID


def mismatches(payment: Payment, seen: ProviderPayment) -> list[str]:
    """Return the names of what differs from what we asked for: the browser sent the request."""
    differs = {
        "id": seen.id != payment.pk,
        "amount": seen.amount != payment.amount_minor,
        "currency": seen.currency != payment.currency,
        "captured": seen.status == "captured" and seen.captured not in (0, payment.amount_minor),
        "metadata": any(
            str(seen.metadata.get(name)) != value
            for name, value in expected_metadata(payment).items()
        ),
    }
    return [name for name, is_different in differs.items() if is_different]


def next_status(payment: Payment, seen: ProviderPayment | None) -> PaymentStatus:
    """Return the state that the answer leads to; the present one where it leads nowhere.

    ``None`` is Moyasar's 404: the payer has not sent a card yet. An answer that was overtaken by
    a later one (``initiated`` after ``paid``) leads nowhere by the table of transitions.
    """
    present = PaymentStatus(payment.status)
    if seen is None:
        too_old = timezone.now() - payment.created_at > ABANDONED_AFTER
        return _P.ABANDONED if present is _P.CREATED and too_old else present
    derived = derived_status(seen)
    if derived is None:
        return present
    if derived is not _P.FAILED and present in UNDECIDED and mismatches(payment, seen):
        return _P.QUARANTINED
    return derived if derived in PAYMENT_TRANSITIONS[present] else present


def note_answer(payment: Payment, seen: ProviderPayment | None) -> None:
    """Write an answer onto a locked payment, state included. The running total only grows."""
    to = next_status(payment, seen)
    payment.checked_at = timezone.now()
    if seen is not None:
        payment.refunded_minor = max(
            payment.refunded_minor, min(seen.refunded, payment.amount_minor)
        )
        _copy_source(payment, seen)
        _sound_alarm(payment, seen, to)
    if to in HOLDING_MONEY and payment.paid_at is None:
        payment.paid_at = payment.checked_at
    payment.save(update_fields=NOTED_FIELDS)
    if to != payment.status:
        transition_payment(payment, to)


NOTED_FIELDS = [
    "checked_at",
    "refunded_minor",
    "card_company",
    "card_last_four",
    "provider_message",
    "response_code",
    "paid_at",
]


def _copy_source(payment: Payment, seen: ProviderPayment) -> None:
    payment.card_company = seen.source.company[:12]
    payment.card_last_four = seen.source.last_four
    payment.provider_message = seen.source.message[:255]
    payment.response_code = seen.source.response_code[:4]


def _sound_alarm(payment: Payment, seen: ProviderPayment, to: PaymentStatus) -> None:
    """Log what a person has to look at."""
    if to is _P.QUARANTINED and payment.status != to:
        wrong = ", ".join(mismatches(payment, seen))
        logger.error("payment %s: %s differ, quarantined", payment.pk, wrong)
    elif derived_status(seen) is None:
        logger.warning("payment %s: unknown provider status %r", payment.pk, seen.status)
