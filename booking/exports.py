"""What booking adds to a salon's export for people with a spreadsheet."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Count, Max

from booking.models import Appointment, AppointmentItem, ClassSession
from booking.queries import booked
from foundation.money import table_amount
from salons.models import Resource, SalonProfile
from tenants.domain.exports.tables import Spreadsheet, wall_clock

CHUNK = 1000
APPOINTMENT = (
    *("reference", "status", "starts_at", "ends_at", "customer_name", "customer_phone"),
    *("total", "vat", "currency", "customer_note", "created_at", "id"),
)
ITEM = (
    *("reference", "position", "service_ar", "service_en", "staff_ar", "staff_en"),
    *("price", "duration_minutes", "starts_at", "ends_at"),
    *("guest", "add_ons_ar", "add_ons_en", "resource", "class_id"),
)
CLASS = (
    *("id", "service_ar", "service_en", "staff_ar", "staff_en", "starts_at", "ends_at"),
    *("capacity", "places_taken"),
)
CUSTOMER = ("name", "phone", "appointments", "last_visit")


def on_spreadsheets_asked(sender: Any, **kwargs: Any) -> list[Spreadsheet]:
    """Contribute appointments, their items, classes and the people who booked."""
    return [
        Spreadsheet("appointments", APPOINTMENT, _appointments),
        Spreadsheet("appointment_items", ITEM, _items),
        Spreadsheet("classes", CLASS, _classes),
        Spreadsheet("customers", CUSTOMER, _customers),
    ]


def _appointments() -> Iterator[tuple[Any, ...]]:
    rows = booked(Appointment.objects.select_related("customer")).order_by("starts_at", "pk")
    clock = _clock()
    for each in rows.iterator(chunk_size=CHUNK):
        total, vat = (table_amount(n, each.currency) for n in (each.total_minor, each.vat_minor))
        yield (
            *(each.reference, each.status, clock(each.starts_at), clock(each.ends_at)),
            *(*_who(each), total, vat),
            *(each.currency, each.customer_note, clock(each.created_at), str(each.pk)),
        )


def _who(appointment: Appointment) -> tuple[str, str]:
    """Return name and number; of somebody who walked in without one, what she was called."""
    if appointment.customer is None:
        return appointment.guest_name, ""
    return appointment.customer.get_full_name(), appointment.customer.phone_number


def _items() -> Iterator[tuple[Any, ...]]:
    found = AppointmentItem.objects.filter(appointment__in=booked(Appointment.objects.all()))
    rows = found.order_by("starts_at", "pk").values_list(
        *("appointment__reference", "position", "service_name_ar", "service_name_en"),
        *("staff_name_ar", "staff_name_en", "price_minor", "duration_minutes"),
        *("starts_at", "ends_at", "guest", "add_ons", "resource_id", "session_id"),
    )
    clock, units = _clock(), dict(Resource.objects.values_list("pk", "name"))
    for *cells, price, minutes, starts_at, ends_at, guest, add_ons, unit, session in rows.iterator(
        chunk_size=CHUNK
    ):
        times = clock(starts_at), clock(ends_at)
        names = (", ".join(each[f"name_{code}"] for each in add_ons) for code in ("ar", "en"))
        place = units.get(unit, ""), session or ""
        # Guests of a party are counted from 1, as people count.
        yield (*cells, table_amount(price), minutes, *times, guest + 1, *names, *place)


def _classes() -> Iterator[tuple[Any, ...]]:
    rows = ClassSession.objects.order_by("starts_at", "pk").values_list(
        *("pk", "service__name_ar", "service__name_en", "staff__name_ar", "staff__name_en"),
        *("starts_at", "ends_at", "capacity", "places_taken"),
    )
    clock = _clock()
    for *cells, starts_at, ends_at, capacity, taken in rows.iterator(chunk_size=CHUNK):
        yield (*cells, clock(starts_at), clock(ends_at), capacity, taken)


def _customers() -> Iterator[tuple[Any, ...]]:
    """Yield everybody who booked here: nothing of their visits elsewhere."""
    people = (
        booked(Appointment.objects.filter(customer__isnull=False))
        .order_by("customer__phone_number")
        .values("customer__first_name", "customer__last_name", "customer__phone_number")
        .annotate(visits=Count("pk"), last=Max("starts_at"))
    )
    clock = _clock()
    for each in people.iterator(chunk_size=CHUNK):
        name = f"{each['customer__first_name']} {each['customer__last_name']}".strip()
        yield (name, each["customer__phone_number"], each["visits"], clock(each["last"]))


def _clock() -> Callable[[datetime], str]:
    return partial(wall_clock, zone=SalonProfile.load().zone)
