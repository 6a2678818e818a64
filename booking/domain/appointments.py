"""Making an appointment: lock the people, check again with the engine, insert."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from accounts.permissions import require_verified
from booking import jobs
from booking.domain.availability import Availability, Slot, VisitRequest, load_around
from booking.domain.customers.blocking import require_welcome
from booking.domain.customers.family import bookable_member
from booking.domain.holding import CHOSE_ANOTHER, end_holds, held_until, is_kept
from booking.domain.policy.accepting import Acceptance, keep_agreement, require_same
from booking.domain.policy.errors import BookingBlocked
from booking.domain.policy.shown import PolicyShown, policy_of_plan
from booking.domain.reserving import reserve
from booking.domain.taking import take
from booking.domain.transitions import HOLD_JOB, write_event
from booking.enums import BY_SALON, HOLDING, AppointmentStatus, EventKind, Source
from booking.errors import (
    IdempotencyMismatch,
    SlotTaken,
    TooManyHolds,
    UnknownService,
    UnknownStaff,
)
from booking.locks import bounded_transaction, lock_customer, lock_request
from booking.models import (
    ONE_HOLD,
    RESOURCE_REFERENCE,
    SERVICE_REFERENCE,
    STAFF_REFERENCE,
    Appointment,
)
from foundation.errors import Busy, DomainError
from foundation.ids import reference_code
from foundation.money import vat_included
from salons.models import SalonProfile

# Unpaid times that one customer may keep from others at once.
MAX_OPEN_HOLDS = 5


@dataclass(frozen=True, kw_only=True)
class NewAppointment:
    """What a customer asks for. ``start`` is an aware instant.

    ``hold``: keep the time while she looks it over; the only one that she keeps so.
    """

    customer: Any
    start: datetime
    visit: VisitRequest
    source: str = Source.WEB
    language: str = "ar"
    note: str = ""
    # Of her family, where it is not she who comes.
    member_id: int | None = None
    idempotency_key: str | None = None
    fingerprint: str = ""
    # Where the customer accepted the policy; None where the salon books for her.
    acceptance: Acceptance | None = None
    hold: bool = False
    # Held for so long for somebody who has not asked for just this time.
    hold_for: timedelta | None = None

    @property
    def is_held(self) -> bool:
        return self.hold or self.hold_for is not None


def create_appointment(details: NewAppointment, *, vat_rate_percent: int) -> Appointment:
    """Take the time for the customer: held, waiting for payment, or confirmed if nothing is due.

    What is due now follows from the policy, which is kept with the appointment; who holds a time
    accepts the policy under which it was taken when she confirms it.

    Locks the request's key and the customer, everybody who could do the visit, then its services
    and the rooms that they need (each in id order), the rules of a salon that caps its days, the
    time that she held so far, the classes that it may join or leave; asks the engine that offered
    the time, inserts, schedules the hold's end. What she held so far is freed in the same
    transaction: a refusal leaves it to her. A repeat with the same idempotency key returns the
    first one's appointment; so does holding again, without a key, what she holds already.

    Raises SlotTaken, NotBookable, UnknownService, UnknownStaff, UnknownAddOn, PhoneNotVerified,
    TooManyHolds, CustomerBlocked, UnknownMember, IdempotencyMismatch, RequestInFlight,
    BookingBlocked, PolicyChanged, Busy.
    """
    require_verified(details.customer)
    try:
        with bounded_transaction():
            earlier = _earlier(details)
            if earlier is not None:
                return earlier
            lock_customer(details.customer.pk)
            before = reserve(
                details.visit,
                [details.start],
                holder=details.customer if details.hold else None,
            )
            held = _held_already(details, before)
            if held is not None:
                return held
            end_holds(before, actor=details.customer, why=CHOSE_ANOTHER)
            _require_few_holds(details.customer)
            require_welcome(details.customer, source=details.source)
            return _insert(details, vat_rate_percent)
    except IntegrityError as error:
        refusal = _refusal_of(str(error))
        if refusal is None:
            raise
        raise refusal from error


def _refusal_of(message: str) -> DomainError | None:
    """Return what a constraint's refusal means to the customer, None for another one."""
    meanings = {
        SERVICE_REFERENCE: UnknownService(param="service"),
        STAFF_REFERENCE: UnknownStaff(param="staff"),
        # The room went away between the offer and the booking.
        RESOURCE_REFERENCE: SlotTaken(param="start"),
        # Held meanwhile by somebody who did not take the customer's lock.
        ONE_HOLD: Busy(retry_after=1),
    }
    return next((meanings[name] for name in meanings if name in message), None)


def _earlier(details: NewAppointment) -> Appointment | None:
    """Return what the first request with this key made; from here on no twin of it is at work."""
    if details.idempotency_key is None:
        return None
    lock_request(details.customer.pk, scope="create", key=details.idempotency_key)
    found: Appointment | None = Appointment.objects.filter(
        customer=details.customer, idempotency_key=details.idempotency_key
    ).first()
    if found is not None and found.request_fingerprint != details.fingerprint:
        raise IdempotencyMismatch
    return found


def _held_already(details: NewAppointment, before: list[Appointment]) -> Appointment | None:
    """Return the hold of the same visit: a second tap on its button. Its end stays as it is."""
    if details.idempotency_key is not None or not details.fingerprint:
        return None
    same = (each for each in before if each.request_fingerprint == details.fingerprint)
    return next((each for each in same if is_kept(each)), None)


def _require_few_holds(customer: Any) -> None:
    open_holds = Appointment.objects.filter(
        customer=customer, status__in=HOLDING, hold_expires_at__gt=timezone.now()
    )
    if open_holds.count() >= MAX_OPEN_HOLDS:
        raise TooManyHolds


def _insert(details: NewAppointment, vat_rate_percent: int) -> Appointment:
    availability = load_around(details.visit, details.start)
    slot = availability.slot_or_refuse(details.start)
    shown = _policy(details, slot, availability)
    appointment = _new_row(
        details, slot, availability, due_now=shown.due_now.amount, vat_rate_percent=vat_rate_percent
    )
    with transaction.atomic():
        appointment.save(force_insert=True)
        take(appointment, slot)
    keep_agreement(appointment, shown, acceptance=details.acceptance)
    if appointment.hold_expires_at is not None:
        jobs.schedule(HOLD_JOB, key=str(appointment.pk), due_at=appointment.hold_expires_at)
    write_event(appointment, EventKind.CREATED, actor=details.customer)
    return appointment


def _policy(details: NewAppointment, slot: Slot, availability: Availability) -> PolicyShown:
    """Return the policy that holds, in the customer's words."""
    by_salon = details.source in BY_SALON
    day = slot.start.astimezone(availability.facts.place.zone).date()
    with translation.override(details.language):
        shown = policy_of_plan(slot.parts, customer=details.customer, on=day, by_salon=by_salon)
    if shown.is_blocked and not by_salon:
        raise BookingBlocked(phone=SalonProfile.load().phone)
    require_same(shown, details.acceptance)
    return shown


def _new_row(
    details: NewAppointment,
    slot: Slot,
    availability: Availability,
    *,
    due_now: int,
    vat_rate_percent: int,
) -> Appointment:
    total = slot.total_minor
    status = AppointmentStatus.PENDING_PAYMENT if due_now else AppointmentStatus.CONFIRMED
    if details.is_held:
        status = AppointmentStatus.HELD
    keeps = held_until(details.hold_for, minutes=availability.facts.rules.hold_minutes)
    rate = vat_rate_percent if availability.facts.place.is_vat_registered else 0
    return Appointment(
        reference=reference_code(),
        customer=details.customer,
        member=bookable_member(details.customer, details.member_id),
        status=status,
        source=details.source,
        starts_at=slot.start,
        ends_at=slot.end,
        total_minor=total,
        vat_minor=vat_included(total, rate_percent=rate),
        due_now_minor=due_now,
        hold_expires_at=keeps if status in HOLDING else None,
        language=details.language,
        customer_note=details.note,
        idempotency_key=details.idempotency_key,
        request_fingerprint=details.fingerprint,
    )
