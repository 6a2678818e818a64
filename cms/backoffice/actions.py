"""What the salon does with an appointment. Each action leaves an audit entry with its reason."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
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
from booking.domain.availability import VisitRequest
from booking.domain.changing.cancelling import cancel
from booking.domain.changing.planning import Change
from booking.domain.changing.rescheduling import reschedule
from booking.enums import TRANSITIONS, AppointmentStatus
from booking.models import Appointment, AppointmentItem

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


def possible_actions(appointment: Appointment, *, grace: int | None = None) -> list[Action]:
    """Return the buttons that the appointment's state and the clock have room for.

    ``grace``: the salon's for who is late, where it was read already.
    """
    moves = attendance_moves(appointment, grace=grace)
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


def cancel_for_salon(
    appointment_id: UUID, *, items: Collection[int] = (), actor: Any, reason: str
) -> Appointment:
    """Cancel, or only some services, and audit, both or neither.

    What was paid goes back by itself: all of it, or what is not for what stays. Raises
    InvalidTransition, NotChangeable, UnknownItem, AppointmentNotFound, Busy.
    """
    with transaction.atomic():
        before = _status(appointment_id)
        found = cancel(appointment_id, items=items, actor=actor, by_salon=True, reason=reason)
        if found.is_whole:
            _audit(found.appointment, before, verb="cancel", reason=reason)
        else:
            gone = ", ".join(str(item.service_name) for item in found.ended)
            changes = {"items": [gone, ""]}
            record(
                found.appointment, changes=changes, verb="appointment_cancel_part", reason=reason
            )
    return found.appointment


def change_for_salon(
    appointment_id: UUID, *, start: datetime, visit: VisitRequest, actor: Any, reason: str
) -> Change:
    """Move the visit, change its people or services, and audit, both or neither.

    Raises what ``reschedule`` raises.
    """
    with transaction.atomic():
        change = reschedule(
            appointment_id, start=start, visit=visit, actor=actor, by_salon=True, reason=reason
        )
        record(
            change.appointment,
            changes={
                "visit": [
                    _told(change.items),
                    _told(change.appointment.items.order_by("position")),
                ],
            },
            verb=f"appointment_{change.kind}",
            reason=reason,
        )
    return change


def _told(items: Iterable[AppointmentItem]) -> str:
    """Return what is booked in one line of the log."""
    return ", ".join(
        f"{item.starts_at:%Y-%m-%d %H:%M} {item.service_name} ({item.staff_name})" for item in items
    )


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
