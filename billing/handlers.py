"""What billing does when an appointment moved."""

from typing import Any

from django.utils import timezone

from billing.domain.cancellation import give_back
from billing.enums import OPEN, REFUND_OPEN, PaymentStatus
from billing.errors import RefundInProgress
from billing.jobs import ASK_AGAIN_AFTER, CANCELLATION_JOB
from billing.models import Payment, Refund
from booking import jobs
from booking.enums import AppointmentStatus, EventKind
from booking.models import AppointmentEvent
from booking.outbox import on_kind, on_move


@on_move(AppointmentStatus.CANCELLED_BY_CUSTOMER, AppointmentStatus.CANCELLED_BY_SALON)
@on_kind(EventKind.EDITED, EventKind.RESCHEDULED)
def refund_after_change(event: AppointmentEvent) -> None:
    """Give back what the event says; behind another refund it waits as a job."""
    try:
        give_back(event)
    except RefundInProgress:
        due_at = timezone.now() + ASK_AGAIN_AFTER
        jobs.schedule(CANCELLATION_JOB, key=str(event.pk), due_at=due_at)


def on_erasure_asked(sender: Any, **kwargs: Any) -> str:
    """Keep a salon while money is on its way or a person has to look at a payment."""
    if Refund.objects.filter(status__in=REFUND_OPEN).exists():
        return "refund_open"
    unclear = Payment.objects.filter(status__in=[*OPEN, PaymentStatus.QUARANTINED])
    return "payment_open" if unclear.exists() else ""
