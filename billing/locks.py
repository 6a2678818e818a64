"""The locking reads of billing. Order everywhere: staff, appointment, payment, refund.

Inside :func:`booking.locks.bounded_transaction`, which bounds the waits.
"""

from uuid import UUID

from billing.errors import PaymentNotFound
from billing.models import Payment, Refund


def lock_payment(payment_id: UUID | str) -> Payment:
    """Lock and return one payment of this salon; raise PaymentNotFound."""
    found: Payment | None = (
        Payment.objects.select_for_update(of=("self",), no_key=True).filter(pk=payment_id).first()
    )
    if found is None:
        raise PaymentNotFound
    return found


def lock_refund(refund_id: UUID | str) -> Refund:
    """Lock a refund with its payment, the payment first; raise PaymentNotFound."""
    payment_id = Refund.objects.filter(pk=refund_id).values_list("payment_id", flat=True).first()
    if payment_id is None:
        raise PaymentNotFound
    payment = lock_payment(payment_id)
    refund: Refund = Refund.objects.select_for_update(of=("self",), no_key=True).get(pk=refund_id)
    refund.payment = payment
    return refund
