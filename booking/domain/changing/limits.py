"""Until when and how often a visit may be changed, and by whom."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from booking.domain.changing.errors import (
    NoMovesLeft,
    NotChangeable,
    TooLateToCancel,
    TooLateToMove,
)
from booking.domain.changing.welcome import require_may_book
from booking.domain.policy.amounts import By
from booking.domain.policy.terms import Terms
from booking.enums import HOLDING, TRANSITIONS, AppointmentStatus, EventKind
from booking.errors import AppointmentNotFound, InvalidTransition
from booking.models import Appointment, AppointmentEvent
from foundation.errors import DomainError
from salons.models import BookingRules

_S = AppointmentStatus
CHANGEABLE = HOLDING | {_S.CONFIRMED}
# Somebody who is there already can be given to another person.
CHANGEABLE_BY_SALON = CHANGEABLE | {_S.ARRIVED}
CHANGES = (EventKind.RESCHEDULED, EventKind.EDITED)


def require_own(appointment: Appointment, customer: Any) -> None:
    """Raise AppointmentNotFound for somebody else's appointment."""
    if customer is None or appointment.customer_id != customer.pk:
        raise AppointmentNotFound


def require_changeable(appointment: Appointment, *, by_salon: bool) -> None:
    """Raise NotChangeable by the state, or for a customer's visit that has begun; TooLateToMove.

    For a customer who books by phone only CustomerBlocked or BookingBlocked.
    """
    if appointment.status not in (CHANGEABLE_BY_SALON if by_salon else CHANGEABLE):
        raise NotChangeable
    now, expires_at = timezone.now(), appointment.hold_expires_at
    if appointment.status in HOLDING and (expires_at is None or expires_at <= now):
        raise NotChangeable
    if by_salon:
        return
    if now >= appointment.starts_at:
        raise NotChangeable
    if now > movable_until(appointment.starts_at):
        raise TooLateToMove
    require_may_book(appointment.customer)


def why_not_changed(appointment: Appointment) -> DomainError | None:
    """Return what keeps the customer from changing the visit now, however often she moved it."""
    try:
        require_changeable(appointment, by_salon=False)
    except DomainError as refusal:
        return refusal
    return None


def movable_until(starts_at: datetime) -> datetime:
    """Return the last moment at which a customer may change a visit at ``starts_at``."""
    return starts_at - timedelta(minutes=BookingRules.load().move_notice_minutes)


def cancellable_until(starts_at: datetime) -> datetime:
    """Return the last moment at which a customer may cancel a visit at ``starts_at``."""
    return starts_at - timedelta(minutes=BookingRules.load().cancel_notice_minutes)


def moves_left(appointment: Appointment, terms: Mapping[int, Terms]) -> int:
    """Return how often the customer may still move the visit: the least of her services' terms."""
    allowed = min(
        (terms[item.service_id].moves_allowed for item in appointment.items.all()), default=0
    )
    made = AppointmentEvent.objects.filter(
        appointment=appointment,
        kind__in=CHANGES,
        policy__by=By.CUSTOMER.value,
        data__is_move=True,
    )
    return max(allowed - made.count(), 0)


def require_moves_left(left: int) -> None:
    """Raise NoMovesLeft."""
    if left < 1:
        raise NoMovesLeft


def require_cancellable(appointment: Appointment, *, by_salon: bool) -> None:
    """Raise InvalidTransition by the state or for a customer's visit that began; TooLateToCancel.

    What nobody has paid for can be given back at any time.
    """
    to = _S.CANCELLED_BY_SALON if by_salon else _S.CANCELLED_BY_CUSTOMER
    if to not in TRANSITIONS[AppointmentStatus(appointment.status)]:
        raise InvalidTransition
    if by_salon:
        return
    now = timezone.now()
    if now >= appointment.starts_at:
        raise InvalidTransition
    if appointment.status not in HOLDING and now > cancellable_until(appointment.starts_at):
        raise TooLateToCancel
