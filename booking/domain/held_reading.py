"""A held time and all that its confirmation asks, locked and read in one round trip."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from booking.domain.policy.held import HeldUnder
from booking.domain.policy.reading import policy_in, policy_statement
from booking.errors import AppointmentNotFound
from booking.models import AgreedPolicy, Appointment, AppointmentItem
from booking.queries import know_items
from booking.visit_locks import APPOINTMENT, bound_waits, lock_appointment
from foundation.prepared import PreparedStatement
from foundation.reading import Reading
from foundation.tenancy.models import current_schema_name
from foundation.together import Statement, send_together

OF_APPOINTMENT = "WHERE schema_name = %(salon)s AND appointment_id = %(appointment)s"
TYPES = {"salon": "text", "appointment": "uuid"}
ITEMS = Reading(
    "booking_items_of", AppointmentItem, f"{OF_APPOINTMENT} ORDER BY position, id", TYPES
)
AGREED = Reading("booking_agreed_of", AgreedPolicy, OF_APPOINTMENT, TYPES)
ZONE = PreparedStatement(
    "booking_zone", "SELECT time_zone FROM salons_salonprofile ORDER BY id LIMIT 1", {}
)


@dataclass(frozen=True)
class HeldTime:
    """A locked appointment that knows its items; None for what a new salon has not written yet."""

    appointment: Appointment
    under: HeldUnder | None
    zone: ZoneInfo | None


def lock_held(appointment_id: UUID | str, customer: Any) -> HeldTime:
    """Bound the waits, lock the appointment, then read what its confirmation needs to know.

    Raises AppointmentNotFound.
    """
    which = {"salon": current_schema_name(), "appointment": str(appointment_id)}
    found = send_together(
        [
            *bound_waits(),
            *lock_appointment(appointment_id),
            ITEMS.of("items", which),
            AGREED.of("agreed", which),
            policy_statement(customer),
            Statement.of("zone", ZONE, {}),
        ]
    )
    appointment = next(iter(APPOINTMENT.rows(found["appointment"])), None)
    if appointment is None:
        raise AppointmentNotFound
    know_items(appointment, ITEMS.rows(found["items"]))
    policy = policy_in(found["policy"])
    agreed = next(iter(AGREED.rows(found["agreed"])), None)
    under = HeldUnder(policy, agreed) if policy is not None else None
    zone = next((ZoneInfo(name) for (name,) in found["zone"]), None)
    return HeldTime(appointment, under, zone)
