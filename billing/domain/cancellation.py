"""What goes back by itself when a visit is cancelled."""

from datetime import datetime, timedelta

from billing.domain.refunds import open_refund
from billing.enums import HOLDING_MONEY, REFUND_OPEN, AutomaticReason
from billing.locks import lock_payment
from billing.models import Payment
from booking.enums import AppointmentStatus
from booking.locks import bounded_transaction
from booking.models import AppointmentEvent
from salons.models import BookingRules


def amount_to_refund(
    *,
    left_minor: int,
    by_salon: bool,
    starts_at: datetime,
    cancelled_at: datetime,
    free_hours: int,
) -> int:
    """Return the minor units to give back of the ``left_minor`` that the salon still holds.

    All of it when the salon cancels, or the customer does so at least ``free_hours`` before the
    visit; otherwise nothing.
    """
    is_in_time = starts_at - cancelled_at >= timedelta(hours=free_hours)
    return left_minor if by_salon or is_in_time else 0


def refund_cancelled(event: AppointmentEvent) -> None:
    """Give back what a cancelled visit's payments owe; a second call finds nothing to do.

    Raises RefundInProgress while another refund of a payment has not ended: ask again later.
    """
    held = Payment.objects.filter(appointment_id=event.appointment_id, status__in=[*HOLDING_MONEY])
    for payment_id in list(held.order_by("pk").values_list("pk", flat=True)):
        with bounded_transaction():
            _refund_one(lock_payment(payment_id), event)


def _refund_one(payment: Payment, event: AppointmentEvent) -> None:
    by_salon = event.to_status == AppointmentStatus.CANCELLED_BY_SALON
    reason = (
        AutomaticReason.CANCELLED_BY_SALON if by_salon else AutomaticReason.CANCELLED_BY_CUSTOMER
    )
    if payment.refunds.filter(reason=reason).exists():
        return
    amount = amount_to_refund(
        left_minor=_unclaimed_minor(payment),
        by_salon=by_salon,
        starts_at=event.appointment.starts_at,
        cancelled_at=event.at,
        free_hours=BookingRules.load().free_cancellation_hours,
    )
    if amount:
        open_refund(payment, amount_minor=amount, reason=reason.value, actor=event.actor)


def _unclaimed_minor(payment: Payment) -> int:
    """Return what is left once the open refund, if there is one, has ended well."""
    open_amounts = payment.refunds.filter(status__in=[*REFUND_OPEN])
    return payment.refundable_minor - sum(open_amounts.values_list("amount_minor", flat=True))
