"""What booking asks of billing: how much of a customer's money is held for an appointment."""

from uuid import UUID

from billing.enums import HOLDING_MONEY, REFUND_OPEN
from billing.models import Payment, Refund
from booking.domain.paid import Paid, register_ledger


@register_ledger
def held_for(appointment_id: UUID) -> Paid:
    """Return what was paid less what went back or is on its way. Two statements."""
    payments = list(
        Payment.objects.filter(appointment_id=appointment_id, status__in=[*HOLDING_MONEY]).order_by(
            "created_at"
        )
    )
    if not payments:
        return Paid()
    leaving = Refund.objects.filter(payment__in=payments, status__in=[*REFUND_OPEN])
    held = sum(payment.refundable_minor for payment in payments)
    held -= sum(leaving.values_list("amount_minor", flat=True))
    first = payments[0]
    card = f"{first.card_company} •••• {first.card_last_four}" if first.card_last_four else ""
    return Paid(max(held, 0), card.strip())
