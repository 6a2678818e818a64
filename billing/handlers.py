"""What billing does when an appointment moved."""

from django.utils import timezone

from billing.domain.cancellation import refund_cancelled
from billing.errors import RefundInProgress
from billing.jobs import ASK_AGAIN_AFTER, CANCELLATION_JOB
from booking import jobs
from booking.enums import AppointmentStatus
from booking.models import AppointmentEvent
from booking.outbox import on_move


@on_move(AppointmentStatus.CANCELLED_BY_CUSTOMER, AppointmentStatus.CANCELLED_BY_SALON)
def refund_after_cancelling(event: AppointmentEvent) -> None:
    """Give back what the cancellation owes; behind another refund it waits as a job."""
    try:
        refund_cancelled(event)
    except RefundInProgress:
        due_at = timezone.now() + ASK_AGAIN_AFTER
        jobs.schedule(CANCELLATION_JOB, key=str(event.pk), due_at=due_at)
