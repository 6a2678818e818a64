"""The single writer of an appointment's state."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from booking import jobs, outbox
from booking.domain.policy.amounts import By
from booking.domain.settling import settle_items
from booking.domain.taking import give_back, take_again
from booking.enums import BLOCKING, HOLDING, TRANSITIONS, AppointmentStatus, EventKind
from booking.errors import InvalidTransition
from booking.locks import bounded_transaction, lock_appointment, lock_taken_by
from booking.models import Appointment, AppointmentEvent
from foundation.writing import Write, changed, new, write_together

HOLD_JOB = "hold_expiry"
_S = AppointmentStatus
# States in which a payment has done its work already.
PAST_CONFIRMATION = frozenset({_S.CONFIRMED, _S.ARRIVED, _S.IN_PROGRESS, _S.COMPLETED, _S.NO_SHOW})


def transition_appointment(
    appointment: Appointment,
    to: AppointmentStatus,
    *,
    actor: Any = None,
    reason: str = "",
    policy: Mapping[str, Any] | None = None,
    data: Mapping[str, Any] | None = None,
    also: Sequence[str] = (),
    along: Sequence[Write] = (),
) -> AppointmentEvent:
    """Move a locked appointment; free or take its time; write the event; drop the hold's job.

    ``also``: fields of the appointment that were changed with it and are written with it, as is
    what goes ``along``. ``policy``: what was agreed and what the move comes to, where money
    follows from it. ``data``: what else the event keeps.
    Raises InvalidTransition where the table does not allow it, SlotTaken where an expired
    appointment's time has gone to somebody else.
    """
    before = AppointmentStatus(appointment.status)
    if to not in TRANSITIONS[before]:
        raise InvalidTransition
    if (to in BLOCKING) != (before in BLOCKING):
        if to in BLOCKING:
            take_again(appointment, is_late=before == _S.EXPIRED)
        else:
            give_back(appointment)
    appointment.status = to
    event = new_event(
        appointment,
        EventKind.MOVED,
        from_status=before,
        actor=actor,
        reason=reason,
        policy=dict(policy or {}),
        data=dict(data or {}),
    )
    dropped = []
    if to not in HOLDING:
        appointment.hold_expires_at = None
        dropped = [Write(jobs.dropping(HOLD_JOB, key=str(appointment.pk)))]
    written = changed(appointment, "status", "hold_expires_at", *also)
    write_together([*along, *dropped, written, new([event])])
    return event


def write_event(appointment: Appointment, kind: EventKind, **details: Any) -> AppointmentEvent:
    """Write what happened to a locked appointment and publish it after commit.

    ``details``: further fields of the event. ``to_status`` is the state that it has now.
    """
    event = new_event(appointment, kind, **details)
    event.save(force_insert=True)
    return event


def new_event(appointment: Appointment, kind: EventKind, **details: Any) -> AppointmentEvent:
    """Return an event to be written in the current transaction; it is published after commit."""
    event = AppointmentEvent(
        appointment=appointment, kind=kind, to_status=appointment.status, **details
    )
    outbox.publish(event)
    return event


def confirm_appointment(
    appointment_id: UUID | str, *, actor: Any = None, reason: str = ""
) -> Appointment:
    """Confirm a held or unpaid appointment; an expired one takes its time back if it is free.

    A second call changes nothing. Raises SlotTaken, InvalidTransition, AppointmentNotFound.
    """
    try:
        return _confirm(appointment_id, actor=actor, reason=reason)
    except _RanOut:
        # It stays so: this time its people are locked before it.
        return _confirm(appointment_id, actor=actor, reason=reason)


class _RanOut(Exception):
    """The hold ran out between our look and our lock."""


def _confirm(appointment_id: UUID | str, *, actor: Any, reason: str) -> Appointment:
    with bounded_transaction():
        was_expired = _is_expired(appointment_id)
        if was_expired:
            lock_taken_by(appointment_id)
        appointment = lock_appointment(appointment_id)
        if appointment.status == _S.EXPIRED and not was_expired:
            raise _RanOut
        if appointment.status not in PAST_CONFIRMATION:
            transition_appointment(appointment, _S.CONFIRMED, actor=actor, reason=reason)
    return appointment


def cancel_appointment(
    appointment_id: UUID | str, *, actor: Any, by_salon: bool, reason: str = ""
) -> Appointment:
    """Cancel and free the time; what goes back is settled in the same transaction.

    The limits of customers are those of ``changing.cancelling``. Raises InvalidTransition,
    AppointmentNotFound.
    """
    to = _S.CANCELLED_BY_SALON if by_salon else _S.CANCELLED_BY_CUSTOMER
    by = By.SALON if by_salon else By.CUSTOMER
    with bounded_transaction():
        appointment = lock_appointment(appointment_id)
        policy = settle_items(appointment, appointment.items.all(), by=by).policy
        transition_appointment(appointment, to, actor=actor, reason=reason, policy=policy)
    return appointment


@jobs.job(HOLD_JOB)
def expire_hold(appointment_id: str) -> datetime | None:
    """Free the time of an appointment that nobody paid for; return when to look again."""
    with bounded_transaction():
        appointment = lock_appointment(appointment_id)
        expires_at = appointment.hold_expires_at
        if appointment.status not in HOLDING or expires_at is None:
            return None
        if expires_at > timezone.now():
            return expires_at
        transition_appointment(appointment, _S.EXPIRED)
    return None


def _is_expired(appointment_id: UUID | str) -> bool:
    found = Appointment.objects.filter(pk=appointment_id, status=_S.EXPIRED)
    return bool(found.exists())
