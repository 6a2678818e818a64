"""The locking reads of booking.

Order everywhere: request, entry of the waiting list, customer, staff, services, rooms, the rules
where they cap a day, customers' records,
Waits are bounded: running out is ``Busy`` (409 with Retry-After), never a hanging request.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import OperationalError, connection, transaction
from django.db.models import Q
from psycopg.errors import DeadlockDetected, LockNotAvailable

from booking.enums import SELF_MADE, AppointmentStatus
from booking.errors import AppointmentNotFound, RequestInFlight, UnknownService
from booking.models import (
    Appointment,
    AppointmentItem,
    ClassSession,
    CustomerRecord,
    TimeBlock,
    WaitlistEntry,
)
from foundation.errors import Busy
from foundation.tenancy.models import current_schema_name
from salons.models import BookingRules, Resource, StaffMember

LOCK_TIMEOUT_MS = 4000
# Advisory, until the end of the transaction. The seed keeps them apart from others' keys.
SEED = 7301
BOUND_SQL = "SELECT set_config('lock_timeout', %s, true)"
CUSTOMER_SQL = "SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))"
REQUEST_SQL = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, %s))"
SHARE_SERVICES_SQL = """
    SELECT id, resource_type_id, capacity FROM salons_service
     WHERE id = ANY(%s) AND NOT is_archived
     ORDER BY id FOR KEY SHARE
"""


@contextmanager
def bounded_transaction(*, is_bound_later: bool = False) -> Iterator[None]:
    """Open a transaction whose lock waits end after LOCK_TIMEOUT_MS with Busy.

    ``is_bound_later``: the bound is sent with the first statements (``visit_locks.bound_waits``).
    """
    try:
        with transaction.atomic():
            if not is_bound_later:
                bound_waits()
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
            raise Busy(retry_after=1) from error
        raise


def bound_waits() -> None:
    """Bound every wait of the rest of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(BOUND_SQL, [f"{LOCK_TIMEOUT_MS}ms"])


def lock_request(customer_id: object, *, scope: str, key: str) -> None:
    """Lock an idempotency key, first of all and without waiting: only one of twins goes on.

    ``scope``: what the key is good for. Raises RequestInFlight while the twin is at work.
    """
    name = f"request/{current_schema_name()}/{customer_id}/{scope}/{key}"
    with connection.cursor() as cursor:
        cursor.execute(REQUEST_SQL, [name, SEED])
        row = cursor.fetchone()
    if not row or not row[0]:
        raise RequestInFlight(retry_after=1)


def lock_sheet(key: str) -> None:
    """Wait for whoever writes down the same sheet of the desk, until its commit; first of all.

    Advisory: a button that was pressed twice finds what the first press wrote.
    """
    name = f"sheet/{current_schema_name()}/{key}"
    with connection.cursor() as cursor:
        cursor.execute(CUSTOMER_SQL, [name, SEED])


def lock_waiting_customer(customer_id: int) -> None:
    """Wait for whoever puts the same customer on this salon's waiting list, until its commit.

    Her entries are counted, and there may be none yet whose row could be locked.
    """
    key = f"{current_schema_name()}:{customer_id}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 11))", [key])


def lock_waiting(entry_id: UUID | str) -> WaitlistEntry | None:
    """Lock and return an entry of the waiting list, None where there is none.

    Before everything else: what is offered to it takes people, rooms and an appointment.
    """
    found: WaitlistEntry | None = (
        WaitlistEntry.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk=entry_id)
        .first()
    )
    return found


def lock_waiting_of(customer_id: int) -> list[WaitlistEntry]:
    """Lock every waiting entry of a person at the current salon, by id: they change hands.

    Before her appointments: who answers an offer locks the entry first.
    """
    entries = WaitlistEntry.objects.select_for_update(of=("self",), no_key=True)
    return list(entries.filter(customer=customer_id).order_by("pk"))


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

    @classmethod
    def of(
        cls, rows: Iterable[tuple[int, int | None, int]], service_ids: Iterable[int]
    ) -> "SharedServices":
        """Return what the locked rows need. Raises UnknownService where one is not among them."""
        found = list(rows)
        if [service_id for service_id, *_rest in found] != sorted(set(service_ids)):
            raise UnknownService(param="service")
        return cls(
            tuple(sorted({type_id for _id, type_id, _places in found if type_id is not None})),
            tuple(service_id for service_id, _type_id, places in found if places > 1),
        )


def share_services(service_ids: Iterable[int]) -> SharedServices:
    """Keep the services from being deleted until the booking that names them is there.

    FOR KEY SHARE, which Django has no word for: bookings of one service do not wait for each
    other, only its removal waits for them. Raises UnknownService where one is gone or archived.
    """
    with connection.cursor() as cursor:
        cursor.execute(SHARE_SERVICES_SQL, [sorted(set(service_ids))])
        return SharedServices.of(cursor.fetchall(), service_ids)


def lock_resources(type_ids: Collection[int], *, and_units: Collection[int] = ()) -> None:
    """Lock every room or device of the kinds, and those that a visit would leave, in id order.

    Two visits with different people, both after the last free room, wait for each other.
    """
    if type_ids or and_units:
        units = Resource.objects.select_for_update(of=("self",), no_key=True)
        list(units.filter(Q(type__in=type_ids) | Q(pk__in=and_units)).order_by("pk"))


def lock_units(unit_ids: Collection[int]) -> list[Resource]:
    """Lock rooms or devices by themselves, in id order."""
    units = Resource.objects.select_for_update(of=("self",), no_key=True)
    return list(units.filter(pk__in=set(unit_ids)).order_by("pk"))


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


def lock_own_holds(customer_id: object) -> list[Appointment]:
    """Lock the times that a customer keeps without having confirmed one, under her own lock.

    One at most, save for those that ran out and whose job has not come yet.
    """
    held = Appointment.objects.select_for_update(of=("self",), no_key=True).filter(
        customer_id=customer_id, status=AppointmentStatus.HELD, source__in=SELF_MADE
    )
    return list(held.order_by("pk"))


def lock_classes_between(
    service_ids: Collection[int],
    since: datetime,
    until: datetime,
    *,
    left: Collection[Appointment] = (),
) -> list[ClassSession]:
    """Lock the classes that a visit may join: what a plan finds in them stays as it is.

    And those of the appointments that are ``left`` for it, all in one order.
    """
    found = ClassSession.objects.filter(
        service__in=service_ids, starts_at__gte=since, starts_at__lt=until
    )
    ids = set(found.values_list("pk", flat=True)) if service_ids else set()
    if left:
        places = AppointmentItem.objects.filter(appointment__in=left, session__isnull=False)
        ids |= set(places.order_by().values_list("session", flat=True))
    return lock_class_sessions(sorted(ids))


def lock_classes_of_change(
    appointment_id: UUID, service_ids: Collection[int], since: datetime, until: datetime
) -> None:
    """Lock the classes that a visit leaves and those that it may join, all at once.

    After the appointment: which it leaves is known only then.
    """
    left = AppointmentItem.objects.filter(appointment_id=appointment_id, session__isnull=False)
    found = set(left.order_by().values_list("session_id", flat=True))
    if service_ids:
        joined = ClassSession.objects.filter(
            service__in=service_ids, starts_at__gte=since, starts_at__lt=until
        )
        found |= set(joined.values_list("pk", flat=True))
    lock_class_sessions(found)


def lock_class_sessions(session_ids: Collection[int]) -> list[ClassSession]:
    """Lock classes in id order, before their places are counted."""
    if not session_ids:
        return []
    locked = ClassSession.objects.select_for_update(of=("self",), no_key=True)
    return list(locked.filter(pk__in=session_ids).order_by("pk"))


def lock_blocks(block_ids: Collection[int]) -> list[TimeBlock]:
    """Lock blocked times in id order, after whom or what they keep."""
    blocks = TimeBlock.objects.select_for_update(of=("self",), no_key=True)
    return list(blocks.filter(pk__in=block_ids).order_by("pk"))


def lock_following(series_id: int, since: datetime) -> list[Appointment]:
    """Lock the visits of a series from an instant on, in id order."""
    locked = Appointment.objects.select_for_update(of=("self",), no_key=True)
    return list(locked.filter(series=series_id, starts_at__gte=since).order_by("pk"))


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
