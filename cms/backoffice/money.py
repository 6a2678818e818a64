"""Payments of an appointment as the salon's people see them."""

from billing.enums import REFUND_OPEN, PaymentStatus
from billing.models import Payment
from booking.models import Appointment
from foundation.money import Money

# Attempts in which no card was ever sent tell the salon nothing.
SILENT = (PaymentStatus.CREATED, PaymentStatus.ABANDONED)


def payments_of(appointment: Appointment) -> list[Payment]:
    """Return the attempts that reached the bank, latest first, with their refunds."""
    return list(
        Payment.objects.filter(appointment=appointment)
        .exclude(status__in=SILENT)
        .prefetch_related("refunds__requested_by")
    )


def can_be_refunded(payment: Payment) -> bool:
    """Return whether something is left to give back and no refund is on its way."""
    is_open = any(refund.status in REFUND_OPEN for refund in payment.refunds.all())
    return payment.refundable_minor > 0 and not is_open


def left_of(payment: Payment) -> Money:
    """Return what can still be given back."""
    return Money(payment.refundable_minor, payment.currency)
