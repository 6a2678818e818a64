"""Asking for money to go back: the row that is committed before the provider is asked."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from audit.log import record
from audit.models import AuditEntry
from billing.enums import REFUND_OPEN
from billing.errors import (
    InvalidAmount,
    NotRefundable,
    PaymentNotFound,
    RefundInProgress,
    RefundTooMuch,
)
from billing.locks import lock_payment
from billing.models import Payment, Refund
from booking import jobs
from booking.domain.transitions import cancel_appointment
from booking.locks import bounded_transaction
from foundation.money import Money
from foundation.tasks import enqueue

REFUND_JOB = "refund_check"
SEND_TASK = "billing.send_refund"
# The job is the net under the task that is sent at commit.
JOB_AFTER = timedelta(seconds=20)


def request_refund(
    payment_id: UUID | str, *, amount_minor: int | None = None, reason: str, actor: Any
) -> Refund:
    """Open a refund of ``amount_minor``, or of all that is left; it is sent after commit.

    Who may do it is checked by the caller. Cancels nothing: see :func:`refund_and_cancel`.
    Raises PaymentNotFound, InvalidAmount, RefundInProgress, NotRefundable, RefundTooMuch, Busy.
    """
    with bounded_transaction():
        payment = lock_payment(payment_id)
        return open_refund(payment, amount_minor=amount_minor, reason=reason, actor=actor)


def refund_and_cancel(payment_id: UUID | str, *, reason: str, actor: Any) -> Refund:
    """Cancel the visit for the salon and give back all that is left; both or neither.

    Raises what :func:`request_refund` raises, and InvalidTransition for a visit that has begun.
    """
    with bounded_transaction():
        # A look without a lock: the appointment is locked before the payment.
        glance = Payment.objects.filter(pk=payment_id).first()
        if glance is None:
            raise PaymentNotFound
        appointment = cancel_appointment(
            glance.appointment_id, actor=actor, by_salon=True, reason=reason
        )
        # The cancellation's message tells of this money.
        event = appointment.events.filter(to_status=appointment.status).latest("at", "id")
        payment = lock_payment(payment_id)
        return open_refund(payment, reason=reason, actor=actor, cause=event.pk)


def open_refund(
    payment: Payment,
    *,
    amount_minor: int | None = None,
    reason: str,
    actor: Any = None,
    cause: UUID | None = None,
) -> Refund:
    """Add the refund of a locked payment and plan its sending; ``cause``: the event behind it."""
    amount = _checked_amount(payment, amount_minor)
    refund: Refund = Refund.objects.create(
        payment=payment, amount_minor=amount, reason=reason, requested_by=actor, cause=cause
    )
    record(refund, action=AuditEntry.Action.CREATE, reason=reason, verb="refund_requested")
    jobs.schedule(REFUND_JOB, key=str(refund.pk), due_at=timezone.now() + JOB_AFTER)
    enqueue(SEND_TASK, str(refund.pk))
    return refund


def _checked_amount(payment: Payment, amount_minor: int | None) -> int:
    if payment.refunds.filter(status__in=REFUND_OPEN).exists():
        raise RefundInProgress
    left = payment.refundable_minor
    if not left:
        raise NotRefundable
    amount = left if amount_minor is None else amount_minor
    if amount < 1:
        raise InvalidAmount(param="amount")
    if amount > left:
        raise RefundTooMuch(param="amount", refundable=Money(left, payment.currency).as_json())
    return amount
