"""Cancelling by the customer: whether she still can, and until when it is free."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from booking.domain.changing.cancelling import cancel
from booking.domain.changing.limits import cancellable_until
from booking.domain.history import history_of
from booking.domain.policy.agreed import terms_agreed
from booking.domain.policy.amounts import last_free_moment
from booking.enums import HOLDING, TRANSITIONS, AppointmentStatus
from booking.models import Appointment


@dataclass(frozen=True)
class CancellationTerms:
    """What cancelling now would mean. ``free_until`` is the last free moment."""

    is_possible: bool
    is_free: bool
    free_until: datetime


def cancellation_terms(
    appointment: Appointment, *, now: datetime | None = None
) -> CancellationTerms:
    """Return what cancelling means at ``now``, by what was agreed when it was booked.

    What nobody has paid for is free to cancel; a visit that has begun cannot be cancelled, nor one
    within the salon's notice.
    """
    now = now or timezone.now()
    starts_at, given_up = appointment.starts_at, history_of(appointment).given_up
    charged = [each for each in terms_agreed(appointment).values() if each.cancellation_fee_percent]
    until = min(
        (last_free_moment(each, starts_at=starts_at, given_up=given_up) for each in charged),
        default=starts_at,
    )
    status = AppointmentStatus(appointment.status)
    is_held = status in HOLDING
    in_time = is_held or now <= cancellable_until(appointment.starts_at)
    return CancellationTerms(
        is_possible=AppointmentStatus.CANCELLED_BY_CUSTOMER in TRANSITIONS[status]
        and now < appointment.starts_at
        and in_time,
        is_free=is_held or now <= until,
        free_until=until,
    )


def free_until(starts_at: datetime, *, hours: int) -> datetime:
    """Return the last moment of free cancellation of a visit at ``starts_at``."""
    return starts_at - timedelta(hours=hours)


def cancel_own_appointment(
    appointment_id: UUID | str, *, customer: Any, reason: str = ""
) -> Appointment:
    """Cancel the customer's own appointment and free its time.

    Raises AppointmentNotFound for somebody else's, InvalidTransition, TooLateToCancel.
    """
    return cancel(appointment_id, actor=customer, by_salon=False, reason=reason).appointment
