"""The money of one appointment, computed in one place: paid, given back, on its way back, held."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from billing.domain.cancellation import outstanding, unclaimed_minor
from billing.enums import HOLDING_MONEY, REFUND_OPEN, PaymentStatus
from billing.models import Payment
from booking.enums import AppointmentStatus, EventKind
from booking.models import AppointmentEvent

_S = AppointmentStatus
# Money that came, whether or not it is still here. What was voided never left the card.
ARRIVED = HOLDING_MONEY | {PaymentStatus.REFUNDED}
# Events whose money moves at once; for who did not come it waits for the end of the time to undo.
PROMISING = Q(kind__in=[EventKind.EDITED, EventKind.RESCHEDULED]) | Q(
    kind=EventKind.MOVED, to_status__in=[_S.CANCELLED_BY_CUSTOMER, _S.CANCELLED_BY_SALON]
)


@dataclass(frozen=True)
class Ledger:
    """Minor units. ``returning_minor``: refunds that are open or promised by an event."""

    paid_minor: int = 0
    returned_minor: int = 0
    returning_minor: int = 0
    # The card that the money came from, such as "mada •••• 1234".
    source: str = ""

    @property
    def held_minor(self) -> int:
        return max(self.paid_minor - self.returned_minor - self.returning_minor, 0)


def ledger_of(appointment_id: UUID) -> Ledger:
    """Return the money of an appointment: three statements, one where nothing was paid."""
    found = Payment.objects.filter(appointment_id=appointment_id, status__in=[*ARRIVED])
    payments = list(found.order_by("created_at", "pk").prefetch_related("refunds"))
    if not payments:
        return Ledger()
    refunds = [refund for payment in payments for refund in payment.refunds.all()]
    events = AppointmentEvent.objects.filter(PROMISING, appointment_id=appointment_id)
    unclaimed = sum(unclaimed_minor(each, each.refunds.all()) for each in payments)
    leaving = sum(refund.amount_minor for refund in refunds if refund.status in REFUND_OPEN)
    return Ledger(
        paid_minor=sum(payment.amount_minor for payment in payments),
        returned_minor=sum(payment.refunded_minor for payment in payments),
        returning_minor=leaving + min(outstanding(events, refunds), unclaimed),
        source=card_of(payments),
    )


def card_of(payments: list[Payment]) -> str:
    """Return the card of the first payment that still holds money, else of the first."""
    holding = [payment for payment in payments if payment.status in HOLDING_MONEY]
    first = (holding or payments)[0]
    if not first.card_last_four:
        return ""
    return f"{first.card_company} •••• {first.card_last_four}".strip()
