"""A salon whose next 60 days are half booked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.utils import timezone
from django_tenants.utils import tenant_context
from psycopg.types.range import TimestamptzRange

from accounts.models import User
from booking.enums import AppointmentStatus
from booking.models import Appointment, AppointmentItem, Occupancy
from salons.models import (
    BookingRules,
    OpeningHours,
    Service,
    ServiceCategory,
    StaffMember,
    StaffShift,
    StaffSkill,
    Weekday,
)
from tenants.models import Tenant

DAYS = 60
# The phone number of who has booked.
CUSTOMER = "+966599999999"
SERVICES = 8
HOUR = timedelta(hours=1)
# Riyadh is three hours ahead: 10:00 to 22:00 there, two hours booked, two hours free.
OPENS, HOURS = 7, 12


@dataclass(frozen=True)
class Booked:
    """One visit of the filled calendar."""

    staff: StaffMember
    start: datetime


def fill_calendar(tenant: Tenant, *, staff: int) -> None:
    """Give the salon ``staff`` people who do eight services, half booked for 60 days."""
    with tenant_context(tenant):
        services, people = _catalogue(staff)
        customer = _customer()
        visits = list(_visits(people))
        rows = Appointment.objects.bulk_create(_appointment(v, customer) for v in visits)
        pairs = list(zip(rows, visits, strict=True))
        AppointmentItem.objects.bulk_create(_item(row, v, services[0]) for row, v in pairs)
        Occupancy.objects.bulk_create(
            Occupancy(
                appointment=row,
                staff=v.staff,
                starts_at=v.start,
                during=TimestamptzRange(v.start, v.start + HOUR),
            )
            for row, v in pairs
        )
        with connection.cursor() as cursor:
            cursor.execute(
                "ANALYZE booking_occupancy, booking_appointment, booking_appointmentitem"
            )
    connection.set_schema_to_public()


def _catalogue(staff: int) -> tuple[list[Service], list[StaffMember]]:
    category = ServiceCategory.objects.create(name_ar="الشعر", name_en="Hair")
    services = [
        Service.objects.create(
            category=category,
            name_ar=f"خدمة {number}",
            name_en=f"Service {number}",
            duration_minutes=30 + 15 * (number % 4),
            cleanup_minutes=0,
            price_minor=11_500,
        )
        for number in range(SERVICES)
    ]
    people = [
        StaffMember.objects.create(
            name_ar=f"موظفة {number}",
            name_en=f"Stylist {number}",
            gender="women",
            sort_order=number,
        )
        for number in range(staff)
    ]
    StaffSkill.objects.bulk_create(
        StaffSkill(staff=person, service=service) for person in people for service in services
    )
    opens, closes = datetime(2000, 1, 1, 10).time(), datetime(2000, 1, 1, 22).time()
    OpeningHours.objects.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(weekday=day, starts=opens, ends=closes) for day in Weekday
    )
    StaffShift.objects.bulk_create(
        StaffShift(staff=person, weekday=day, starts=opens, ends=closes)
        for person in people
        for day in Weekday
    )
    BookingRules.objects.update(horizon_days=DAYS + 10)
    return services, people


def _customer() -> User:
    found: User = User.objects.get_or_create(
        phone_number=CUSTOMER,
        defaults={"is_phone_verified": True, "phone_verified_at": timezone.now()},
    )[0]
    return found


def _visits(people: list[StaffMember]) -> Iterator[Booked]:
    """Yield two hours of every four of each person's days, one person two hours after the other."""
    today = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    for number, person in enumerate(people):
        for day in range(DAYS):
            for hour in (h for h in range(HOURS) if (h // 2 + number) % 2):
                start = today + timedelta(days=day, hours=OPENS + hour)
                yield Booked(person, start)


def _appointment(visit: Booked, customer: User) -> Appointment:
    return Appointment(
        reference=f"B{visit.staff.pk:04}{visit.start:%j%H}",
        customer=customer,
        status=AppointmentStatus.CONFIRMED,
        starts_at=visit.start,
        ends_at=visit.start + HOUR,
        total_minor=11_500,
        vat_minor=1_500,
        due_now_minor=0,
    )


def _item(row: Appointment, visit: Booked, service: Service) -> AppointmentItem:
    return AppointmentItem(
        appointment=row,
        position=0,
        service=service,
        staff=visit.staff,
        service_name_ar=service.name_ar,
        service_name_en=service.name_en,
        staff_name_ar=visit.staff.name_ar,
        staff_name_en=visit.staff.name_en,
        price_minor=service.price_minor,
        duration_minutes=60,
        starts_at=visit.start,
        ends_at=visit.start + HOUR,
    )
