"""Making an appointment: lock the people, check again with the engine, insert."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import IntegrityError
from django.db.models import Model
from django.utils import translation

from accounts.permissions import require_verified
from booking import jobs, locks
from booking.domain.admission import standing
from booking.domain.availability import Availability, Slot, load_around
from booking.domain.availability.loading import Known, asked_around
from booking.domain.availability.reading import Asked, facts_in
from booking.domain.holding import CHOSE_ANOTHER, end_holds, is_kept
from booking.domain.new_appointment import NewAppointment, new_row
from booking.domain.policy.accepting import agreement, require_same
from booking.domain.policy.errors import BookingBlocked
from booking.domain.policy.reading import Policy, policy_in, policy_statement
from booking.domain.policy.shown import PolicyShown, policy_of_plan
from booking.domain.taking import take
from booking.domain.transitions import HOLD_JOB, new_event
from booking.enums import BY_SALON, EventKind
from booking.errors import (
    CustomerBlocked,
    IdempotencyMismatch,
    SlotTaken,
    TooManyHolds,
    UnknownService,
    UnknownStaff,
)
from booking.locks import (
    SharedServices,
    bounded_transaction,
    lock_classes_between,
    lock_request,
)
from booking.models import (
    LONGEST,
    ONE_HOLD,
    RESOURCE_REFERENCE,
    SERVICE_REFERENCE,
    STAFF_REFERENCE,
    Appointment,
    AppointmentItem,
)
from booking.visit_locks import (
    bound_waits,
    lock_customer,
    lock_day_cap,
    lock_own_holds,
    lock_resources,
    lock_staff,
    share_services,
)
from foundation.errors import Busy, DomainError
from foundation.together import Rows, Statement, send_together
from salons.models import SalonProfile

__all__ = ["Booked", "NewAppointment", "book", "create_appointment"]

# Unpaid times that one customer may keep from others at once.
MAX_OPEN_HOLDS = 5


@dataclass(frozen=True)
class Booked:
    """An appointment with what was known of it when it was made; None where it was there before."""

    appointment: Appointment
    items: list[AppointmentItem] | None = None
    zone: ZoneInfo | None = None


def create_appointment(details: NewAppointment, *, vat_rate_percent: int) -> Appointment:
    """Take the time for the customer, as :func:`book` does; return the appointment alone."""
    return book(details, vat_rate_percent=vat_rate_percent).appointment


def book(details: NewAppointment, *, vat_rate_percent: int) -> Booked:
    """Take the time for the customer: held, waiting for payment, or confirmed if nothing is due.

    What is due now follows from the policy, which is kept with the appointment; who holds a time
    accepts the policy under which it was taken when she confirms it.

    Locks the request's key and the customer, everybody who could do the visit, then its services
    and the rooms that they need (each in id order), the rules of a salon that caps its days, the
    time that she held so far, the classes that it may join or leave; asks the engine that offered
    the time, inserts, schedules the hold's end. Locks and questions are one round trip, what is
    written is another. What she held so far is freed in the same transaction: a refusal leaves it
    to her. A repeat with the same idempotency key returns the first one's appointment; so does
    holding again, without a key, what she holds already.

    Raises SlotTaken, NotBookable, UnknownService, UnknownStaff, UnknownAddOn, PhoneNotVerified,
    TooManyHolds, CustomerBlocked, UnknownMember, IdempotencyMismatch, RequestInFlight,
    BookingBlocked, PolicyChanged, DateOutOfRange, Busy.
    """
    require_verified(details.customer)
    asked = asked_around(details.visit, details.start)
    try:
        with bounded_transaction(is_bound_later=True):
            earlier = _earlier(details)
            if earlier is not None:
                return Booked(earlier)
            found = send_together([*_locks(details), *_questions(details, asked)])
            before = _also_lock(details, found)
            held = _held_already(details, before)
            if held is not None:
                return Booked(held)
            if before:
                end_holds(before, actor=details.customer, why=CHOSE_ANOTHER)
                found = send_together(_questions(details, asked))
            _require_welcome(details, found["standing"])
            # None of a salon without profile or rules yet: they are made then, and read anew.
            facts, policy = facts_in(found["facts"]), policy_in(found["policy"])
            salon = Known(asked, facts) if facts else None
            return _insert(details, salon, policy, vat_rate_percent)
    except IntegrityError as error:
        refusal = _refusal_of(str(error))
        if refusal is None:
            raise
        raise refusal from error


def _locks(details: NewAppointment) -> Iterator[Statement]:
    """Yield the locks of what the visit may take, in the order of ``docs/locking.md``."""
    services = details.visit.service_ids
    yield from bound_waits()
    yield from lock_customer(details.customer.pk)
    yield from lock_staff(details.visit)
    yield from share_services(services)
    yield from lock_resources(services)
    yield from lock_day_cap()
    if details.hold:
        yield from lock_own_holds(details.customer.pk)


def _questions(details: NewAppointment, asked: Asked) -> list[Statement]:
    """Return what is read once everything is locked: of her, of the salon, of its policy."""
    return [standing(details.customer), asked.statement(), policy_statement(details.customer)]


def _also_lock(details: NewAppointment, found: Mapping[str, Rows]) -> list[Appointment]:
    """Lock the classes; return what the customer held so far. Raises UnknownService."""
    services = SharedServices.of(found["services"], details.visit.service_ids)
    before = locks.lock_own_holds(details.customer.pk) if found.get("own_holds") else []
    if services.class_ids or before:
        until = details.start + LONGEST * len(details.visit.parts)
        lock_classes_between(services.class_ids, details.start, until, left=before)
    return before


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


def _require_welcome(details: NewAppointment, rows: Rows) -> None:
    """Raise TooManyHolds, CustomerBlocked."""
    [(open_holds, is_blocked)] = rows
    if open_holds >= MAX_OPEN_HOLDS:
        raise TooManyHolds
    if is_blocked and details.source not in BY_SALON:
        raise CustomerBlocked(phone=SalonProfile.load().phone)


def _insert(
    details: NewAppointment, salon: Known | None, policy: Policy | None, vat_rate_percent: int
) -> Booked:
    availability = load_around(details.visit, details.start, salon)
    slot = availability.slot_or_refuse(details.start)
    shown = _policy(details, slot, availability, policy)
    appointment = new_row(
        details, slot, availability, due_now=shown.due_now.amount, vat_rate_percent=vat_rate_percent
    )
    along: list[Model] = [agreement(appointment, shown, acceptance=details.acceptance)]
    until = appointment.hold_expires_at
    if until is not None:
        along.append(jobs.new_job(HOLD_JOB, key=str(appointment.pk), due_at=until))
    along.append(new_event(appointment, EventKind.CREATED, actor=details.customer))
    items = take(appointment, slot, along)
    return Booked(appointment, items, availability.facts.place.zone)


def _policy(
    details: NewAppointment, slot: Slot, availability: Availability, known: Policy | None
) -> PolicyShown:
    """Return the policy that holds, in the customer's words."""
    by_salon = details.source in BY_SALON
    day = slot.start.astimezone(availability.facts.place.zone).date()
    with translation.override(details.language):
        shown = policy_of_plan(
            slot.parts, customer=details.customer, on=day, by_salon=by_salon, known=known
        )
    if shown.is_blocked and not by_salon:
        raise BookingBlocked(phone=SalonProfile.load().phone)
    require_same(shown, details.acceptance)
    return shown
