"""What the salon does with an appointment. Each action leaves an audit entry with its reason."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit.log import record
from booking.domain.attendance import (
    attendance_moves,
    begin_visit,
    complete_visit,
    mark_arrived,
    mark_no_show,
    undo_attendance,
)
from booking.domain.transitions import cancel_appointment
from booking.enums import TRANSITIONS, AppointmentStatus
from booking.models import Appointment

_S = AppointmentStatus


@dataclass(frozen=True)
class Action:
    """A button: its verb in the address, its words, what it leads to and what it runs."""

    verb: str
    label: str | Promise
    icon: str
    to: AppointmentStatus
    run: Callable[..., Appointment]
    style: str = "button-secondary"


ATTENDANCE = {
    action.verb: action
    for action in (
        Action("arrived", _("Arrived"), "user", _S.ARRIVED, mark_arrived, ""),
        Action("start", _("Start the visit"), "time", _S.IN_PROGRESS, begin_visit),
        Action("complete", _("Completed"), "check", _S.COMPLETED, complete_visit),
        Action("no-show", _("Did not come"), "cross", _S.NO_SHOW, mark_no_show),
        Action("undo", _("Undo"), "rotate", _S.CONFIRMED, undo_attendance),
    )
}


def possible_actions(appointment: Appointment) -> list[Action]:
    """Return the buttons that the appointment's state has room for."""
    moves = attendance_moves(appointment)
    return [action for action in ATTENDANCE.values() if action.to in moves]


def can_be_cancelled(appointment: Appointment) -> bool:
    """Return whether the salon may still cancel."""
    return _S.CANCELLED_BY_SALON in TRANSITIONS[AppointmentStatus(appointment.status)]


def perform(action: Action, appointment_id: UUID, *, actor: Any) -> Appointment:
    """Run an action and audit it, both or neither. Raises what the action raises."""
    with transaction.atomic():
        before = _status(appointment_id)
        appointment = action.run(appointment_id, actor=actor)
        _audit(appointment, before, verb=action.verb)
    return appointment


def cancel_for_salon(appointment_id: UUID, *, actor: Any, reason: str) -> Appointment:
    """Cancel and audit, both or neither. What was paid goes back by itself, all of it.

    Raises InvalidTransition, AppointmentNotFound, Busy.
    """
    with transaction.atomic():
        before = _status(appointment_id)
        appointment = cancel_appointment(appointment_id, actor=actor, by_salon=True, reason=reason)
        _audit(appointment, before, verb="cancel", reason=reason)
    return appointment


def _status(appointment_id: UUID) -> str:
    found = Appointment.objects.filter(pk=appointment_id).values_list("status", flat=True).first()
    return str(found or "")


def _audit(appointment: Appointment, before: str, *, verb: str, reason: str = "") -> None:
    record(
        appointment,
        changes={"status": [before, str(appointment.status)]},
        verb=f"appointment_{verb.replace('-', '_')}",
        reason=reason,
    )
