"""What happens in the salon on the day: arrived, in progress, completed, did not come."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from booking import jobs
from booking.domain.lateness import is_missed, waited_until
from booking.domain.policy.amounts import By
from booking.domain.settling import settle_items
from booking.domain.spoken_times import clock_time
from booking.domain.transitions import transition_appointment
from booking.enums import TRANSITIONS, AppointmentStatus
from booking.errors import InvalidTransition, TooEarly
from booking.locks import bounded_transaction, lock_appointment, lock_taken_by
from booking.models import Appointment
from salons.models import SalonProfile

_S = AppointmentStatus
# What reception records, and the step back after a slip of the finger.
ATTENDANCE = (_S.ARRIVED, _S.IN_PROGRESS, _S.COMPLETED, _S.NO_SHOW)
UNDOABLE = frozenset({_S.ARRIVED, _S.IN_PROGRESS, _S.COMPLETED, _S.NO_SHOW})
# Billing's job that gives back what the fee for not coming leaves; by appointment.
NO_SHOW_JOB = "no_show_refund"
# A slip of the finger is noticed by the end of the day, and taken back by then, not weeks later.
UNDO_TIME = timedelta(hours=12)
# Who is here earlier than this came for another day, or is moved to now: her time is kept then.
EARLIEST = timedelta(hours=6)


def attendance_moves(
    appointment: Appointment, *, now: datetime | None = None, grace: int | None = None
) -> tuple[AppointmentStatus, ...]:
    """Return what reception can record now: the table's moves, none too early.

    ``grace``: the salon's, where the caller has read it, for visits on which none was agreed.
    """
    now = now or timezone.now()
    status = AppointmentStatus(appointment.status)
    moves = [to for to in ATTENDANCE if to in TRANSITIONS[status]]
    moves = [to for to in moves if not _is_too_early(appointment, to, now, grace)]
    if status in UNDOABLE and not (status is _S.COMPLETED and _is_long_over(appointment, now)):
        moves.append(_S.CONFIRMED)
    return tuple(moves)


def mark_arrived(appointment_id: UUID | str, *, actor: Any) -> Appointment:
    """Record that the customer is here. Raises InvalidTransition, TooEarly, AppointmentNotFound."""
    return _record(appointment_id, _S.ARRIVED, actor=actor)


def begin_visit(appointment_id: UUID | str, *, actor: Any) -> Appointment:
    """Record that the work has begun. Raises InvalidTransition, TooEarly, AppointmentNotFound."""
    return _record(appointment_id, _S.IN_PROGRESS, actor=actor)


def complete_visit(appointment_id: UUID | str, *, actor: Any) -> Appointment:
    """Record that the visit is over. Raises InvalidTransition, TooEarly, AppointmentNotFound."""
    return _record(appointment_id, _S.COMPLETED, actor=actor)


def mark_no_show(appointment_id: UUID | str, *, actor: Any) -> Appointment:
    """Record that nobody came; the rest of the time is free.

    What was paid beyond the fee goes back, but not before UNDO_TIME: the step can be taken back.
    Raises InvalidTransition, TooEarly while the salon still waits, AppointmentNotFound.
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


def _is_too_early(
    appointment: Appointment, to: AppointmentStatus, now: datetime, grace: int | None
) -> bool:
    if to is _S.NO_SHOW:
        return not is_missed(appointment, now=now, usual=grace)
    return now < appointment.starts_at - EARLIEST


def _require_possible(appointment: Appointment, to: AppointmentStatus) -> None:
    """Raise TooEarly for what can be recorded later, InvalidTransition for what never can."""
    now, status = timezone.now(), AppointmentStatus(appointment.status)
    if to in attendance_moves(appointment, now=now):
        return
    if to is _S.CONFIRMED or to not in TRANSITIONS[status]:
        raise InvalidTransition
    if to is not _S.NO_SHOW:
        raise TooEarly
    until = waited_until(appointment)
    time = clock_time(until, SalonProfile.load().zone)
    raise TooEarly(
        _("The salon still waits for this visit: until %(time)s.") % {"time": time},
        until=until.isoformat(),
    )


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
        _require_possible(appointment, to)
        transition_appointment(appointment, to, actor=actor, reason=reason, policy=policy)
    return appointment
