"""The locks of a new visit as statements, to be sent together: one round trip for all of them.

The same as in ``booking.locks``, in the same order: customer, staff, services, rooms, the rules of
a salon that caps its days, what the customer holds. Each waits for its own rows before the next
one looks.
"""

from collections.abc import Collection

from booking import locks
from booking.domain.availability import VisitRequest
from booking.enums import SELF_MADE, AppointmentStatus
from booking.locks import BOUND_SQL, CUSTOMER_SQL, SEED
from booking.models import Appointment
from foundation.prepared import PreparedStatement
from foundation.reading import Reading
from foundation.tenancy.models import current_schema_name
from foundation.together import Statement

STAFF = PreparedStatement(
    "booking_lock_staff",
    """
    SELECT id FROM salons_staffmember
     WHERE id = ANY(%(staff)s) OR id IN (
           SELECT staff_id FROM salons_staffskill WHERE service_id = ANY(%(services)s))
     ORDER BY id FOR NO KEY UPDATE OF salons_staffmember
    """,
    {"staff": "bigint[]", "services": "bigint[]"},
)
SERVICES = PreparedStatement(
    "booking_share_services",
    """
    SELECT id, resource_type_id, capacity FROM salons_service
     WHERE id = ANY(%(services)s) AND NOT is_archived
     ORDER BY id FOR KEY SHARE
    """,
    {"services": "bigint[]"},
)
RESOURCES = PreparedStatement(
    "booking_lock_resources",
    """
    SELECT id FROM salons_resource
     WHERE type_id IN (SELECT resource_type_id FROM salons_service WHERE id = ANY(%(services)s))
     ORDER BY id FOR NO KEY UPDATE OF salons_resource
    """,
    {"services": "bigint[]"},
)
DAY_CAP = PreparedStatement(
    "booking_lock_day_cap",
    """
    SELECT id FROM salons_bookingrules WHERE salon_daily_cap IS NOT NULL
     ORDER BY id FOR NO KEY UPDATE
    """,
    {},
)
OWN_HOLDS = PreparedStatement(
    "booking_lock_own_holds",
    """
    SELECT id FROM public.booking_appointment
     WHERE schema_name = %(salon)s AND customer_id = %(customer)s AND status = %(held)s
       AND source = ANY(%(sources)s)
     ORDER BY id FOR NO KEY UPDATE
    """,
    {"salon": "text", "customer": "bigint", "held": "text", "sources": "text[]"},
)
APPOINTMENT = Reading(
    "booking_lock_appointment",
    Appointment,
    "WHERE schema_name = %(salon)s AND id = %(appointment)s FOR NO KEY UPDATE",
    {"salon": "text", "appointment": "uuid"},
)
Statements = list[Statement]


def bound_waits() -> Statements:
    """Bound every wait of the transaction; the first of all."""
    return [Statement("bound", BOUND_SQL, [f"{locks.LOCK_TIMEOUT_MS}ms"])]


def lock_customer(customer_id: object) -> Statements:
    """Lock what one customer keeps at this salon: her requests come one after another.

    Advisory, because the person's own row is everybody's: signing in must not wait for a booking.
    """
    name = f"customer/{current_schema_name()}/{customer_id}"
    return [Statement("customer", CUSTOMER_SQL, [name, SEED])]


def lock_staff(visit: VisitRequest) -> Statements:
    """Lock everybody who could do a part of the visit, by id."""
    fixed = {part.staff_id for part in visit.parts if part.staff_id is not None}
    open_to_any = {part.service_id for part in visit.parts if part.staff_id is None or part.if_able}
    return [Statement.of("staff", STAFF, {"staff": sorted(fixed), "services": sorted(open_to_any)})]


def share_services(service_ids: Collection[int]) -> Statements:
    """Keep the services from being deleted until the booking that names them is there."""
    return [Statement.of("services", SERVICES, {"services": sorted(set(service_ids))})]


def lock_resources(service_ids: Collection[int]) -> Statements:
    """Lock every room or device of the kinds that the services need, by id.

    Two visits with different people, both after the last free room, wait for each other.
    """
    return [Statement.of("resources", RESOURCES, {"services": sorted(set(service_ids))})]


def lock_day_cap() -> Statements:
    """Lock the rules of a salon that caps its days: bookings there come one after another."""
    return [Statement.of("day_cap", DAY_CAP, {})]


def lock_own_holds(customer_id: object) -> Statements:
    """Lock the times that a customer keeps without having confirmed one, under her own lock."""
    parameters = {
        "salon": current_schema_name(),
        "customer": customer_id,
        "held": AppointmentStatus.HELD,
        "sources": sorted(SELF_MADE),
    }
    return [Statement.of("own_holds", OWN_HOLDS, parameters)]


def lock_appointment(appointment_id: object) -> Statements:
    """Lock one appointment of this salon: no row where there is none (``APPOINTMENT.rows``)."""
    parameters = {"salon": current_schema_name(), "appointment": str(appointment_id)}
    return [APPOINTMENT.of("appointment", parameters)]
