"""What happens in the salon on the day: arrived, in progress, completed, did not come."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from booking import jobs
from booking.domain.policy.amounts import By
from booking.domain.settling import settle_items
from booking.domain.transitions import transition_appointment
from booking.enums import TRANSITIONS, AppointmentStatus
from booking.errors import InvalidTransition
from booking.locks import bounded_transaction, lock_appointment, lock_taken_by
from booking.models import Appointment

_S = AppointmentStatus
# What reception records, and the step back after a slip of the finger.
ATTENDANCE = (_S.ARRIVED, _S.IN_PROGRESS, _S.COMPLETED, _S.NO_SHOW)
UNDOABLE = frozenset({_S.ARRIVED, _S.IN_PROGRESS, _S.COMPLETED, _S.NO_SHOW})
# Billing's job that gives back what the fee for not coming leaves; by appointment.
NO_SHOW_JOB = "no_show_refund"
# A slip of the finger is noticed by the end of the day, and taken back by then, not weeks later.
UNDO_TIME = timedelta(hours=12)


def attendance_moves(
    appointment: Appointment, *, now: datetime | None = None
) -> tuple[AppointmentStatus, ...]:
    """Return what reception can record now: the table's moves; no-show only after the start."""
    now = now or timezone.now()
    status = AppointmentStatus(appointment.status)
    moves = [to for to in ATTENDANCE if to in TRANSITIONS[status]]
    if now < appointment.starts_at:
        moves = [to for to in moves if to is not _S.NO_SHOW]
    if status in UNDOABLE and not (status is _S.COMPLETED and _is_long_over(appointment, now)):
        moves.append(_S.CONFIRMED)
    return tuple(moves)


def mark_arrived(appointment_id: UUID | str, *, actor: Any) -> Appointment:
    """Record that the customer is here. Raises InvalidTransition, AppointmentNotFound."""
    return _record(appointment_id, _S.ARRIVED, actor=actor)


def begin_visit(appointment_id: UUID | str, *, actor: Any) -> Appointment:
    """Record that the work has begun. Raises InvalidTransition, AppointmentNotFound."""
    return _record(appointment_id, _S.IN_PROGRESS, actor=actor)


def complete_visit(appointment_id: UUID | str, *, actor: Any) -> Appointment:
    """Record that the visit is over. Raises InvalidTransition, AppointmentNotFound."""
    return _record(appointment_id, _S.COMPLETED, actor=actor)


def mark_no_show(appointment_id: UUID | str, *, actor: Any) -> Appointment:
    """Record that nobody came; the rest of the time is free.

    What was paid beyond the fee goes back, but not before UNDO_TIME: the step can be taken back.
    Raises InvalidTransition (also before the visit's start), AppointmentNotFound.
    """
    with bounded_transaction():
        appointment = lock_appointment(appointment_id)
        policy = settle_items(appointment, appointment.items.all(), by=By.NO_SHOW).policy
        appointment = _record(appointment_id, _S.NO_SHOW, actor=actor, policy=policy)
        if policy["refund_minor"]:
            due_at = timezone.now() + UNDO_TIME
            jobs.schedule(NO_SHOW_JOB, key=str(appointment.pk), due_at=due_at)
    return appointment


def undo_attendance(appointment_id: UUID | str, *, actor: Any) -> Appointment:
    """Take back what was recorded by a slip: the appointment is confirmed again.

    Money that was to go back stays; what has gone back already is due at the salon.

    Raises InvalidTransition, AppointmentNotFound, SlotTaken where the time was given away.
    """
    with bounded_transaction():
        # Who did not come has lost her time: it is taken again as a new booking takes it.
        lock_taken_by(appointment_id)
        appointment = _record(appointment_id, _S.CONFIRMED, actor=actor, reason=str(_("undone")))
        jobs.cancel(NO_SHOW_JOB, key=str(appointment.pk))
    return appointment


def _is_long_over(appointment: Appointment, now: datetime) -> bool:
    return now > appointment.ends_at + UNDO_TIME


def _record(
    appointment_id: UUID | str,
    to: AppointmentStatus,
    *,
    actor: Any,
    reason: str = "",
    policy: Mapping[str, Any] | None = None,
) -> Appointment:
    with bounded_transaction():
        appointment = lock_appointment(appointment_id)
        if to not in attendance_moves(appointment):
            raise InvalidTransition
        transition_appointment(appointment, to, actor=actor, reason=reason, policy=policy)
    return appointment
