"""From a fetched payment to our rows: one transaction, the same end in any order of messages."""

from dataclasses import dataclass
from uuid import UUID

from billing.domain.observation import next_status, note_answer
from billing.domain.refunds import open_refund
from billing.enums import HOLDING_MONEY, UNDECIDED, AutomaticReason, PaymentStatus
from billing.errors import PaymentNotFound
from billing.locks import lock_payment
from billing.models import Payment
from billing.moyasar.parsing import ProviderPayment
from booking.domain.holding import extend_hold, note_returned
from booking.domain.transitions import confirm_appointment
from booking.errors import InvalidTransition, SlotTaken
from booking.locks import bounded_transaction
from foundation.errors import Busy

# Each round lost means that another answer was applied meanwhile; states do not go in circles.
ROUNDS = 4


@dataclass(frozen=True)
class _Useless:
    """Why money goes back at once, and the event that tells the customer of it."""

    reason: AutomaticReason
    cause: UUID | None = None


class _Overtaken(Exception):
    """Another answer changed the payment between our look and our lock."""


def apply_answer(payment_id: UUID, seen: ProviderPayment | None) -> Payment:
    """Write a fetched payment (None: Moyasar knows none yet) and do what follows from it.

    The first money for an appointment confirms it. Money for a time that is gone, for a
    cancelled visit or for one that is paid for opens its own refund. While the bank asks the payer
    the time is kept longer, once. Repeats change nothing.

    Raises PaymentNotFound, Busy.
    """
    for _round in range(ROUNDS):
        try:
            with bounded_transaction():
                return _apply(payment_id, seen)
        except _Overtaken:
            continue
    raise Busy(retry_after=1)


def _apply(payment_id: UUID, seen: ProviderPayment | None) -> Payment:
    """Look without a lock, because staff and appointment are locked before the payment."""
    glance = Payment.objects.filter(pk=payment_id).first()
    if glance is None:
        raise PaymentNotFound
    to = next_status(glance, seen)
    useless = None
    if glance.status in UNDECIDED and to in HOLDING_MONEY:
        useless = _use_for_appointment(glance)
    elif to is PaymentStatus.PENDING and glance.status != to:
        # The bank asks the payer (3-D Secure).
        extend_hold(glance.appointment_id)
    payment = lock_payment(payment_id)
    if payment.status != glance.status:
        raise _Overtaken
    note_answer(payment, seen)
    if useless is not None:
        open_refund(payment, reason=useless.reason.value, cause=useless.cause)
    return payment


def _use_for_appointment(payment: Payment) -> _Useless | None:
    """Confirm the appointment; return why to give the money back where it is no use."""
    try:
        confirm_appointment(payment.appointment_id, reason="paid")
    except SlotTaken:
        event = note_returned(payment.appointment_id, amount_minor=payment.amount_minor)
        return _Useless(AutomaticReason.SLOT_TAKEN, event.pk if event else None)
    except InvalidTransition:
        return _Useless(AutomaticReason.CLOSED)
    # The appointment is locked now: another payment of it waits behind us.
    others = Payment.objects.filter(
        appointment_id=payment.appointment_id, status__in=[*HOLDING_MONEY]
    )
    is_paid_for = others.exclude(pk=payment.pk).exists()
    return _Useless(AutomaticReason.DUPLICATE) if is_paid_for else None
