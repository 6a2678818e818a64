"""The locking reads of booking.

Order everywhere: staff, services, rooms, the rules where they cap a day, customers' records,
appointment, classes, payment, refund.

Waits are bounded: running out is ``Busy`` (409 with Retry-After), never a hanging request.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected, LockNotAvailable

from booking.errors import AppointmentNotFound, UnknownService
from booking.models import Appointment, AppointmentItem, ClassSession, CustomerRecord
from foundation.errors import Busy
from salons.models import BookingRules, Resource, StaffMember

LOCK_TIMEOUT_MS = 4000
SHARE_SERVICES_SQL = """
    SELECT id, resource_type_id, capacity FROM salons_service
     WHERE id = ANY(%s) AND NOT is_archived
     ORDER BY id FOR KEY SHARE
"""


@contextmanager
def bounded_transaction() -> Iterator[None]:
    """Open a transaction whose lock waits end after LOCK_TIMEOUT_MS with Busy."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT set_config('lock_timeout', %s, true)", [f"{LOCK_TIMEOUT_MS}ms"]
                )
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
            raise Busy(retry_after=1) from error
        raise


def lock_staff(staff_ids: Iterable[int]) -> list[StaffMember]:
    """Lock the people in id order; ids of another salon are not found. Once per transaction."""
    return list(
        StaffMember.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=set(staff_ids))
        .order_by("pk")
    )


@dataclass(frozen=True)
class SharedServices:
    """What the services of a visit need: kinds of rooms and devices; which of them are classes."""

    resource_type_ids: tuple[int, ...]
    class_ids: tuple[int, ...]


def share_services(service_ids: Iterable[int]) -> SharedServices:
    """Keep the services from being deleted until the booking that names them is there.

    FOR KEY SHARE, which Django has no word for: bookings of one service do not wait for each
    other, only its removal waits for them. Raises UnknownService where one is gone or archived.
    """
    wanted = sorted(set(service_ids))
    with connection.cursor() as cursor:
        cursor.execute(SHARE_SERVICES_SQL, [wanted])
        rows = cursor.fetchall()
    if [service_id for service_id, *_rest in rows] != wanted:
        raise UnknownService(param="service")
    return SharedServices(
        tuple(sorted({type_id for _id, type_id, _places in rows if type_id is not None})),
        tuple(service_id for service_id, _type_id, places in rows if places > 1),
    )


def lock_resources(type_ids: Collection[int]) -> None:
    """Lock every room or device of the kinds, in id order.

    Two visits with different people, both after the last free room, wait for each other.
    """
    if type_ids:
        units = Resource.objects.select_for_update(of=("self",), no_key=True)
        list(units.filter(type__in=type_ids).order_by("pk"))


def lock_day_cap() -> None:
    """Lock the rules of a salon that caps its days: bookings there come one after another.

    Two visits with different people and rooms share nothing else that could make one wait.
    """
    capped = BookingRules.objects.filter(salon_daily_cap__isnull=False)
    list(capped.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))


def lock_taken_by(appointment_id: UUID | str) -> None:
    """Lock the people and rooms of an appointment that takes its time again."""
    items = AppointmentItem.objects.filter(appointment_id=appointment_id)
    pairs = list(items.values_list("staff_id", "resource_id"))
    lock_staff(staff_id for staff_id, _unit in pairs)
    units = Resource.objects.select_for_update(of=("self",), no_key=True)
    list(units.filter(pk__in={unit for _staff, unit in pairs if unit}).order_by("pk"))


def lock_classes_between(
    service_ids: Collection[int], since: datetime, until: datetime
) -> list[ClassSession]:
    """Lock the classes that a visit may join: what a plan finds in them stays as it is."""
    found = ClassSession.objects.filter(
        service__in=service_ids, starts_at__gte=since, starts_at__lt=until
    )
    return lock_class_sessions(list(found.values_list("pk", flat=True)))


def lock_class_sessions(session_ids: Collection[int]) -> list[ClassSession]:
    """Lock classes in id order, before their places are counted."""
    if not session_ids:
        return []
    locked = ClassSession.objects.select_for_update(of=("self",), no_key=True)
    return list(locked.filter(pk__in=session_ids).order_by("pk"))


def lock_records(customer_ids: Iterable[int]) -> list[CustomerRecord]:
    """Lock the records of people, by id; before any appointment.

    At the current salon, or at every salon inside the platform's scope.
    """
    locked = CustomerRecord.objects.select_for_update(of=("self",), no_key=True)
    return list(locked.filter(customer__in=set(customer_ids)).order_by("pk"))


def lock_appointments_of(customer_id: int) -> list[Appointment]:
    """Lock every appointment of a person at the current salon, by id: they change hands."""
    locked = Appointment.objects.select_for_update(of=("self",), no_key=True)
    return list(locked.filter(customer=customer_id).order_by("pk"))


def lock_appointment(appointment_id: UUID | str) -> Appointment:
    """Lock and return one appointment of this salon; raise AppointmentNotFound."""
    found = (
        Appointment.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk=appointment_id)
        .first()
    )
    if found is None:
        raise AppointmentNotFound
    return found
