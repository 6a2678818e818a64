"""What a customer asks for, and the row that it becomes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from booking.domain.availability import Availability, Slot, VisitRequest
from booking.domain.customers.family import bookable_member
from booking.domain.holding import held_until
from booking.domain.policy.accepting import Acceptance
from booking.enums import HOLDING, AppointmentStatus, Source
from booking.models import Appointment
from foundation.ids import reference_code
from foundation.money import vat_included


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


def new_row(
    details: NewAppointment,
    slot: Slot,
    availability: Availability,
    *,
    due_now: int,
    vat_rate_percent: int,
) -> Appointment:
    """Return the appointment of a planned visit, to be written. Raises UnknownMember."""
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
