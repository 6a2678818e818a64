"""Due work of billing."""

from datetime import datetime, timedelta

from django.utils import timezone

from billing.domain.cancellation import give_back, give_back_missed
from billing.domain.payments import PAYMENT_JOB, follow_up
from billing.domain.refund_sending import pursue_refund
from billing.domain.refunds import REFUND_JOB
from billing.errors import RefundInProgress
from booking.domain.attendance import NO_SHOW_JOB
from booking.jobs import job
from booking.models import AppointmentEvent

CANCELLATION_JOB = "cancellation_refund"
ASK_AGAIN_AFTER = timedelta(minutes=1)


@job(PAYMENT_JOB)
def check_payment(payment_id: str) -> datetime | None:
    """Ask for a payment whose end we have not seen."""
    return follow_up(payment_id)


@job(REFUND_JOB)
def check_refund(refund_id: str) -> datetime | None:
    """Send a refund that was not sent, settle one whose end we do not know."""
    return pursue_refund(refund_id)


@job(CANCELLATION_JOB)
def refund_cancellation(event_id: str) -> datetime | None:
    """Give back what an event owes once another refund of the payment has ended."""
    try:
        give_back(AppointmentEvent.objects.get(pk=event_id))
    except RefundInProgress:
        return timezone.now() + ASK_AGAIN_AFTER
    return None


@job(NO_SHOW_JOB)
def refund_no_show(appointment_id: str) -> datetime | None:
    """Give back what the fee for not coming leaves, once nobody takes the step back any more."""
    try:
        give_back_missed(appointment_id)
    except RefundInProgress:
        return timezone.now() + ASK_AGAIN_AFTER
    return None
