"""What booking does when a salon closes: nobody comes to a locked door, and nobody pays for it."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from booking import jobs
from booking.domain.transitions import cancel_appointment
from booking.enums import TRANSITIONS, AppointmentStatus
from booking.errors import InvalidTransition
from booking.models import Appointment, AppointmentEvent, DueJob
from foundation.tenancy.models import current_schema_name
from tenants.enums import TenantStatus
from tenants.models import Tenant

CLOSING_JOB = "salon_closed"
CLOSING_KEY = "visits"
REASON = "the salon has closed"
# At once; the job comes back for the rest.
BATCH = 50
_CANCELLABLE = [
    status.value for status, to in TRANSITIONS.items() if AppointmentStatus.CANCELLED_BY_SALON in to
]


def on_salon_moved(sender: Any, to: TenantStatus, **kwargs: Any) -> None:
    """Plan the end of the visits to come, in the transaction that closes the salon."""
    if to is TenantStatus.CLOSED:
        jobs.schedule(CLOSING_JOB, key=CLOSING_KEY, due_at=timezone.now())


def on_erasure_asked(sender: Any, **kwargs: Any) -> str:
    """Keep a salon whose events and jobs are not done: a refund may hang on one."""
    unhandled = AppointmentEvent.objects.filter(handled_at__isnull=True).exists()
    return "unfinished_work" if unhandled or DueJob.objects.exists() else ""


@jobs.job(CLOSING_JOB)
def cancel_coming_visits(key: str) -> datetime | None:
    """Cancel what is booked in a closed salon: customers are told, and what was paid goes back."""
    now = timezone.now()
    is_closed = Tenant.objects.filter(
        schema_name=current_schema_name(), status=TenantStatus.CLOSED
    ).exists()
    if not is_closed:
        return None
    coming = Appointment.objects.filter(starts_at__gt=now, status__in=_CANCELLABLE)
    batch = list(coming.order_by("starts_at").values_list("pk", flat=True)[:BATCH])
    for appointment_id in batch:
        try:
            cancel_appointment(appointment_id, actor=None, by_salon=True, reason=REASON)
        except InvalidTransition:
            # Moved on meanwhile.
            continue
    return now if len(batch) == BATCH else None
