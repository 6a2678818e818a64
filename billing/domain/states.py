"""The single writers of payment and refund states. Both take locked rows."""

from typing import Any

from audit.log import record
from billing.enums import (
    PAYMENT_TRANSITIONS,
    REFUND_TRANSITIONS,
    PaymentStatus,
    RefundStatus,
)
from billing.errors import InvalidPaymentTransition
from billing.models import Payment, Refund


def transition_payment(payment: Payment, to: PaymentStatus) -> None:
    """Move a locked payment and leave an audit entry. Raises InvalidPaymentTransition."""
    before = PaymentStatus(payment.status)
    if to not in PAYMENT_TRANSITIONS[before]:
        raise InvalidPaymentTransition
    payment.status = to
    payment.save(update_fields=["status"])
    record(payment, changes={"status": [before.value, to.value]}, verb="payment_status")


def transition_refund(refund: Refund, to: RefundStatus, **changes: Any) -> None:
    """Move a locked refund, setting ``changes`` with it. Raises InvalidPaymentTransition."""
    before = RefundStatus(refund.status)
    if to not in REFUND_TRANSITIONS[before]:
        raise InvalidPaymentTransition
    refund.status = to
    for name, value in changes.items():
        setattr(refund, name, value)
    refund.save(update_fields=["status", *changes])
    record(refund, changes={"status": [before.value, to.value]}, verb="refund_status")
