"""Making an appointment: lock the people, check again with the engine, insert."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from psycopg.types.range import TimestamptzRange

from accounts.errors import PhoneNotVerified
from accounts.permissions import can_act
from booking import jobs, outbox
from booking.domain.availability import plan_or_refuse
from booking.domain.calendar import load_calendar_around
from booking.domain.planning import Plan, RequestedItem
from booking.domain.transitions import HOLD_JOB
from booking.enums import HOLDING, AppointmentStatus, EventKind, Source
from booking.errors import (
    IdempotencyMismatch,
    SlotTaken,
    TooManyHolds,
    UnknownService,
    UnknownStaff,
)
from booking.locks import bounded_transaction, lock_staff, share_services
from booking.models import (
    SERVICE_REFERENCE,
    STAFF_OVERLAP,
    STAFF_REFERENCE,
    Appointment,
    AppointmentEvent,
    AppointmentItem,
)
from foundation.errors import DomainError
from foundation.ids import reference_code
from foundation.money import vat_included
from salons.models import BookingRules, SalonProfile, StaffSkill

IDEMPOTENCY_CONSTRAINT = "booking_appointment_idempotency"
# What the payment provider refuses to charge is settled in the salon.
SMALLEST_CHARGE_MINOR = 100
# Unpaid times that one customer may keep from others at once.
MAX_OPEN_HOLDS = 5


@dataclass(frozen=True, kw_only=True)
class NewAppointment:
    """What a customer asks for. ``start`` is an aware instant."""

    customer: Any
    start: datetime
    items: Sequence[RequestedItem]
    source: str = Source.WEB
    language: str = "ar"
    note: str = ""
    idempotency_key: str | None = None
    fingerprint: str = ""


def create_appointment(details: NewAppointment, *, vat_rate_percent: int) -> Appointment:
    """Take the time for the customer: waiting for payment, or confirmed where nothing is due.

    Locks everybody who could do the items, then the services (each in id order), plans with the
    engine that offered the time, inserts, schedules the hold's end. A repeat with the same
    idempotency key, also at the same moment, returns the first one's appointment.

    Raises SlotTaken, NotBookable, UnknownService, UnknownStaff, PhoneNotVerified, TooManyHolds,
    IdempotencyMismatch, Busy.
    """
    if not can_act(details.customer):
        raise PhoneNotVerified
    earlier = _earlier(details)
    if earlier is not None:
        return earlier
    try:
        with bounded_transaction():
            lock_staff(_candidate_ids(details.items))
            share_services(item.service.pk for item in details.items)
            # A twin of this request may have come first while this one waited.
            twin = _earlier(details)
            if twin is not None:
                return twin
            _require_few_holds(details.customer)
            return _insert(details, vat_rate_percent)
    except IntegrityError as error:
        refusal = _refusal_of(str(error))
        if refusal is not None:
            raise refusal from error
        twin = _earlier(details) if IDEMPOTENCY_CONSTRAINT in str(error) else None
        if twin is None:
            raise
        return twin


def _refusal_of(message: str) -> DomainError | None:
    """Return what a constraint's refusal means to the customer, None for another one."""
    meanings = {
        STAFF_OVERLAP: SlotTaken(param="start"),
        SERVICE_REFERENCE: UnknownService(param="service"),
        STAFF_REFERENCE: UnknownStaff(param="staff"),
    }
    return next((meanings[name] for name in meanings if name in message), None)


def _earlier(details: NewAppointment) -> Appointment | None:
    if details.idempotency_key is None:
        return None
    found: Appointment | None = Appointment.objects.filter(
        customer=details.customer, idempotency_key=details.idempotency_key
    ).first()
    if found is not None and found.request_fingerprint != details.fingerprint:
        raise IdempotencyMismatch
    return found


def _require_few_holds(customer: Any) -> None:
    open_holds = Appointment.objects.filter(
        customer=customer, status__in=HOLDING, hold_expires_at__gt=timezone.now()
    )
    if open_holds.count() >= MAX_OPEN_HOLDS:
        raise TooManyHolds


def _candidate_ids(items: Sequence[RequestedItem]) -> set[int]:
    fixed = {item.staff_id for item in items if item.staff_id is not None}
    open_to_any = [item.service.pk for item in items if item.staff_id is None]
    able = StaffSkill.objects.filter(service__in=open_to_any) if open_to_any else None
    return fixed | set(able.values_list("staff_id", flat=True) if able is not None else ())


def _insert(details: NewAppointment, vat_rate_percent: int) -> Appointment:
    profile = SalonProfile.load()
    calendar = load_calendar_around(details.start, profile=profile)
    plan = plan_or_refuse(calendar, details.items, details.start, now=timezone.now())
    rate = vat_rate_percent if profile.is_vat_registered else 0
    appointment = _new_row(details, plan, calendar.rules, vat_rate_percent=rate)
    with transaction.atomic():
        appointment.save(force_insert=True)
        AppointmentItem.objects.bulk_create(
            _item(appointment, position, planned) for position, planned in enumerate(plan)
        )
    if appointment.hold_expires_at is not None:
        jobs.schedule(HOLD_JOB, key=str(appointment.pk), due_at=appointment.hold_expires_at)
    event = AppointmentEvent.objects.create(
        appointment=appointment,
        kind=EventKind.CREATED,
        to_status=appointment.status,
        actor=details.customer,
    )
    outbox.publish(event)
    return appointment


def _new_row(
    details: NewAppointment, plan: Plan, rules: BookingRules, *, vat_rate_percent: int
) -> Appointment:
    """Return the unsaved row; ``vat_rate_percent`` is 0 for a salon that is not registered."""
    total = sum(planned.request.service.price_minor for planned in plan)
    due_now = total if total >= SMALLEST_CHARGE_MINOR else 0
    hold = timedelta(minutes=rules.hold_minutes)
    return Appointment(
        reference=reference_code(),
        customer=details.customer,
        status=AppointmentStatus.PENDING_PAYMENT if due_now else AppointmentStatus.CONFIRMED,
        source=details.source,
        starts_at=plan[0].visit.start,
        ends_at=plan[-1].visit.end,
        total_minor=total,
        vat_minor=vat_included(total, rate_percent=vat_rate_percent),
        due_now_minor=due_now,
        hold_expires_at=timezone.now() + hold if due_now else None,
        language=details.language,
        customer_note=details.note,
        idempotency_key=details.idempotency_key,
        request_fingerprint=details.fingerprint,
    )


def _item(appointment: Appointment, position: int, planned: Any) -> AppointmentItem:
    service, person = planned.request.service, planned.person
    return AppointmentItem(
        appointment=appointment,
        position=position,
        service=service,
        staff_id=person.id,
        service_name_ar=service.name_ar,
        service_name_en=service.name_en,
        staff_name_ar=person.name_ar,
        staff_name_en=person.name_en,
        price_minor=service.price_minor,
        duration_minutes=service.duration_minutes,
        starts_at=planned.visit.start,
        ends_at=planned.visit.end,
        occupied=TimestamptzRange(planned.occupied.start, planned.occupied.end),
    )
