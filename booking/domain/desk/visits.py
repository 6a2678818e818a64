"""Writing down a visit for somebody: who calls, who is here, who comes again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from audit.log import record
from booking import jobs
from booking.domain.availability import Availability, Slot
from booking.domain.desk.details import DeskVisit
from booking.domain.desk.errors import NobodyToTell, PersonNeeded
from booking.domain.desk.free_hand import is_beside_others, overbooked_slot, read_around
from booking.domain.desk.once import written_before
from booking.domain.policy.accepting import keep_agreement
from booking.domain.policy.shown import PolicyShown, policy_of_plan
from booking.domain.reserving import reserve
from booking.domain.taking import take
from booking.domain.transitions import HOLD_JOB, write_event
from booking.enums import AppointmentStatus, EventKind
from booking.errors import SlotTaken, UnknownService, UnknownStaff
from booking.locks import bounded_transaction
from booking.models import (
    RESOURCE_REFERENCE,
    SERVICE_REFERENCE,
    STAFF_REFERENCE,
    Appointment,
)
from booking.permissions import can_overbook
from foundation.errors import DomainError, NotAllowed
from foundation.ids import reference_code
from foundation.money import vat_included

_S = AppointmentStatus


@dataclass(frozen=True)
class Found:
    """A time in a calendar that was read under the locks."""

    read: Availability
    slot: Slot
    is_overbooked: bool = False


def book_for_customer(details: DeskVisit, start: datetime) -> Appointment:
    """Book for somebody with a number; the confirmation, or the request to pay, goes to her.

    Locks as a customer's booking does and asks the same engine, without the limits that are for
    booking online. Beside other visits only with a reason and the right to. The same sheet once
    more returns what it made.

    Raises NobodyToTell, NotAllowed, PersonNeeded, SlotTaken, NotBookable, UnknownService,
    UnknownStaff, UnknownAddOn, DateOutOfRange, Busy.
    """
    if details.guest.customer is None:
        raise NobodyToTell(param="phone")
    require_right_to(details)
    with refusing_what_is_gone(), bounded_transaction():
        before = written_before(details)
        if before is not None:
            return before
        reserve(details.visit, [start])
        return write_down(details, find(details, start))


def require_right_to(details: DeskVisit) -> None:
    """Raise NotAllowed, or PersonNeeded, where the visit may not be put beside others."""
    if not details.overbooking_reason:
        return
    if not can_overbook(details.by):
        raise NotAllowed
    if any(part.staff_id is None or part.if_able for part in details.visit.parts):
        raise PersonNeeded(param="staff")


def find(details: DeskVisit, start: datetime) -> Found:
    """Return the time as it is free, else as it can be overbooked. The locks are held.

    Raises SlotTaken, NotBookable.
    """
    read = read_around(details.visit, start)
    slot = read.slot_at(start)
    if slot is None and details.overbooking_reason:
        slot = overbooked_slot(read, start)
        if slot is not None:
            return Found(read, slot, is_overbooked=True)
    return Found(read, slot or read.slot_or_refuse(start))


def write_down(details: DeskVisit, found: Found) -> Appointment:
    """Insert the visit with its event; audit it where it was put beside others."""
    policy = _policy(details, found.slot, found.read.facts.place.zone)
    # The whole price where the terms ask nothing of her who is sent to pay.
    due = (policy.due_now.amount or found.slot.total_minor) if details.pay_within else 0
    appointment = _new_row(details, found, due)
    is_beside = found.is_overbooked and is_beside_others(found.read, found.slot)
    with transaction.atomic():
        appointment.save(force_insert=True)
        take(appointment, found.slot, is_overbooked=is_beside)
    keep_agreement(appointment, policy, acceptance=None)
    if appointment.hold_expires_at is not None:
        jobs.schedule(HOLD_JOB, key=str(appointment.pk), due_at=appointment.hold_expires_at)
    reason = appointment.overbooking_reason
    data = {"overbooked": True} if reason else {}
    write_event(appointment, EventKind.CREATED, actor=details.by, reason=reason, data=data)
    if reason:
        record(appointment, verb="appointment_overbooked", reason=reason, actor=details.by)
    return appointment


def _new_row(details: DeskVisit, found: Found, due_minor: int) -> Appointment:
    slot, facts = found.slot, found.read.facts
    rate = details.vat_rate_percent if facts.place.is_vat_registered else 0
    return Appointment(
        reference=reference_code(),
        customer=details.guest.customer,
        guest_name=details.guest.name,
        status=_S.PENDING_PAYMENT if due_minor else details.status,
        source=details.source,
        starts_at=slot.start,
        ends_at=slot.end,
        total_minor=slot.total_minor,
        vat_minor=vat_included(slot.total_minor, rate_percent=rate),
        due_now_minor=due_minor,
        hold_expires_at=_hold_until(details, slot) if due_minor else None,
        created_by=details.by,
        overbooking_reason=details.overbooking_reason if found.is_overbooked else "",
        language=details.guest.language,
        customer_note=details.note,
        series=details.series,
        idempotency_key=details.key,
    )


def _hold_until(details: DeskVisit, slot: Slot) -> datetime:
    """Return until when she can pay; not beyond the beginning of a visit that is still to come."""
    return min(timezone.now() + (details.pay_within or timedelta(0)), slot.start)


def _policy(details: DeskVisit, slot: Slot, zone: ZoneInfo) -> PolicyShown:
    """Return the policy that holds for her, in her language."""
    with translation.override(details.guest.language):
        return policy_of_plan(
            slot.parts,
            customer=details.guest.customer,
            on=slot.start.astimezone(zone).date(),
            by_salon=details.pay_within is None,
        )


@contextmanager
def refusing_what_is_gone() -> Iterator[None]:
    """Say in words that a service, person or room went away between the offer and the write."""
    try:
        yield
    except IntegrityError as error:
        refusal = _refusal_of(str(error))
        if refusal is None:
            raise
        raise refusal from error


def _refusal_of(message: str) -> DomainError | None:
    meanings: dict[str, DomainError] = {
        SERVICE_REFERENCE: UnknownService(param="service"),
        STAFF_REFERENCE: UnknownStaff(param="staff"),
        RESOURCE_REFERENCE: SlotTaken(param="start"),
    }
    return next((meanings[name] for name in meanings if name in message), None)
