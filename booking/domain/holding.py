"""A time that is kept for a customer: confirmed, let go, prolonged while her bank asks her."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.permissions import require_verified
from booking import jobs
from booking.domain.customers.family import bookable_member
from booking.domain.held_reading import lock_held
from booking.domain.policy.accepting import Acceptance
from booking.domain.policy.held import HeldUnder, accepting
from booking.domain.transitions import (
    HOLD_JOB,
    PAST_CONFIRMATION,
    transition_appointment,
    write_event,
)
from booking.enums import HOLDING, AppointmentStatus, EventKind
from booking.errors import (
    AppointmentNotFound,
    HoldOver,
    IdempotencyMismatch,
    InvalidTransition,
)
from booking.locks import bounded_transaction, lock_appointment, lock_request
from booking.models import Appointment, AppointmentEvent
from salons.models import BookingRules

_S = AppointmentStatus
# Why a hold ended before its time, in the event's data: for statistics, nobody is shown it.
CHOSE_ANOTHER, LET_GO = "chose_another", "let_go"


@dataclass(frozen=True)
class RequestKey:
    """A client's idempotency key with the hash of what it asked for."""

    key: str
    fingerprint: str

    @property
    def as_json(self) -> dict[str, str]:
        return {"idempotency_key": self.key, "fingerprint": self.fingerprint}


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """What the customer says when she confirms; ``language`` is hers now, if she switched it.

    ``member_id``: of her family, where it is not she who comes.
    """

    note: str = ""
    member_id: int | None = None
    language: str = ""
    acceptance: Acceptance | None = None


@dataclass(frozen=True)
class Confirmed:
    """An appointment that knows its items, and the salon's zone where that was read."""

    appointment: Appointment
    zone: ZoneInfo | None


def is_kept(appointment: Appointment, *, now: datetime | None = None) -> bool:
    """Return whether the time is kept and not confirmed: its job may come a moment late."""
    until = appointment.hold_expires_at
    return appointment.status == _S.HELD and until is not None and until > (now or timezone.now())


def held_until(duration: timedelta | None = None, *, minutes: int | None = None) -> datetime:
    """Return the end of a hold that begins now, by the salon's rules where nothing else is said."""
    if duration is not None:
        return timezone.now() + duration
    if minutes is None:
        minutes = BookingRules.load().hold_minutes
    return timezone.now() + timedelta(minutes=minutes)


def confirm_hold(
    appointment_id: UUID | str,
    *,
    customer: Any,
    said: Confirmation = Confirmation(),
    request: RequestKey | None = None,
) -> Appointment:
    """Confirm the customer's held time, as :func:`confirm` does; return the appointment alone."""
    return confirm(appointment_id, customer=customer, said=said, request=request).appointment


def confirm(
    appointment_id: UUID | str,
    *,
    customer: Any,
    said: Confirmation = Confirmation(),
    request: RequestKey | None = None,
) -> Confirmed:
    """Make the customer's held time an appointment: to be paid for in a new hold, or confirmed.

    A second call changes nothing and returns the appointment as it is. A key belongs to this
    appointment's confirmation: with another request it is IdempotencyMismatch, beside a twin that
    is at work RequestInFlight. Raises PhoneNotVerified, AppointmentNotFound (also for somebody
    else's), HoldOver, InvalidTransition, UnknownMember, PolicyChanged, Busy.
    """
    require_verified(customer)
    with bounded_transaction(is_bound_later=True):
        if request is not None:
            lock_request(customer.pk, scope=f"confirm/{appointment_id}", key=request.key)
        held = lock_held(appointment_id, customer)
        appointment = _of(held.appointment, customer)
        if not _is_done_before(appointment, request):
            _require_kept(appointment)
            appointment.customer_note = said.note
            appointment.member = bookable_member(customer, said.member_id)
            appointment.language = said.language or appointment.language
            confirm_locked(
                appointment,
                actor=customer,
                acceptance=said.acceptance,
                data=request.as_json if request is not None else {},
                also=("customer_note", "member", "language"),
                under=held.under,
            )
    return Confirmed(appointment, held.zone)


def confirm_locked(
    appointment: Appointment,
    *,
    actor: Any,
    acceptance: Acceptance | None = None,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    also: Sequence[str] = (),
    under: HeldUnder | None = None,
) -> None:
    """Make a locked hold an appointment under the policy under which the time was taken.

    To be paid for in a new hold, or confirmed where nothing is due. ``data``: for the event,
    ``also``: fields of the appointment that were changed before and are written now; ``under``:
    the policy, where it was read already.
    Raises PolicyChanged where she has read another policy.
    """
    accepted = accepting(appointment, acceptance=acceptance or Acceptance(), under=under)
    to = _S.PENDING_PAYMENT if appointment.due_now_minor else _S.CONFIRMED
    if to is _S.PENDING_PAYMENT:
        appointment.hold_expires_at = held_until()
        jobs.schedule(HOLD_JOB, key=str(appointment.pk), due_at=appointment.hold_expires_at)
    transition_appointment(
        appointment, to, actor=actor, reason=reason, data=data, also=also, along=[accepted]
    )


def release_hold(appointment_id: UUID | str, *, customer: Any) -> Appointment:
    """Let go of the customer's held time, before it runs out; a second call changes nothing.

    Raises AppointmentNotFound (also for somebody else's), InvalidTransition once it is confirmed.
    """
    with bounded_transaction():
        appointment = _own(appointment_id, customer)
        if appointment.status == _S.HELD:
            end_holds([appointment], actor=customer, why=LET_GO)
        elif appointment.status != _S.EXPIRED:
            raise InvalidTransition
    return appointment


def end_holds(held: Iterable[Appointment], *, actor: Any, why: str) -> None:
    """Free locked holds. Never confirmed, they end as those do that run out: nobody cancelled."""
    for appointment in held:
        transition_appointment(appointment, _S.EXPIRED, actor=actor, data={"why": why})


def extend_hold(appointment_id: UUID | str) -> bool:
    """Prolong a hold by the salon's minutes, once: her bank is asking the payer. Says whether.

    Later calls, and those after the hold's end, change nothing. Raises AppointmentNotFound, Busy.
    """
    with bounded_transaction():
        appointment = lock_appointment(appointment_id)
        until = appointment.hold_expires_at
        is_open = appointment.status in HOLDING and until is not None
        if not is_open or until is None or appointment.hold_extended_at is not None:
            return False
        until += timedelta(minutes=BookingRules.load().hold_minutes)
        appointment.hold_expires_at, appointment.hold_extended_at = until, timezone.now()
        appointment.save(update_fields=["hold_expires_at", "hold_extended_at"])
        jobs.schedule(HOLD_JOB, key=str(appointment.pk), due_at=until)
        write_event(appointment, EventKind.EXTENDED, data={"until": until.isoformat()})
    return True


def note_returned(appointment_id: UUID | str, *, amount_minor: int) -> AppointmentEvent | None:
    """Write that money for a time that was gone goes back: the customer is told of it.

    In the transaction that opens the refund, before the payment is locked. Says nothing where
    another payment has brought the time back meanwhile.
    """
    appointment = lock_appointment(appointment_id)
    if appointment.status in PAST_CONFIRMATION:
        return None
    return write_event(appointment, EventKind.RETURNED, data={"amount_minor": amount_minor})


def _own(appointment_id: UUID | str, customer: Any) -> Appointment:
    return _of(lock_appointment(appointment_id), customer)


def _of(appointment: Appointment, customer: Any) -> Appointment:
    if appointment.customer_id != customer.pk:
        raise AppointmentNotFound
    # She is known: nothing asks for her again.
    appointment.customer = customer
    return appointment


def _is_done_before(appointment: Appointment, request: RequestKey | None) -> bool:
    """Return whether the hold was confirmed; raise IdempotencyMismatch for a key used otherwise."""
    if request is not None:
        moves = appointment.events.filter(from_status=_S.HELD)
        for earlier in moves.values_list("data", flat=True):
            if earlier.get("idempotency_key") == request.key:
                if earlier["fingerprint"] != request.fingerprint:
                    raise IdempotencyMismatch
                return True
    return appointment.status in PAST_CONFIRMATION or appointment.status == _S.PENDING_PAYMENT


def _require_kept(appointment: Appointment) -> None:
    if appointment.status not in (_S.HELD, _S.EXPIRED):
        raise InvalidTransition
    if not is_kept(appointment):
        raise HoldOver
