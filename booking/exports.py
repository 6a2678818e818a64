"""What booking adds to a salon's export for people with a spreadsheet."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Count, Max

from booking.models import Appointment, AppointmentItem
from foundation.money import table_amount
from salons.models import SalonProfile
from tenants.domain.exports.tables import Spreadsheet, wall_clock

CHUNK = 1000
APPOINTMENT = (
    *("reference", "status", "starts_at", "ends_at", "customer_name", "customer_phone"),
    *("total", "vat", "currency", "customer_note", "created_at", "id"),
)
ITEM = (
    *("reference", "position", "service_ar", "service_en", "staff_ar", "staff_en"),
    *("price", "duration_minutes", "starts_at", "ends_at"),
)
CUSTOMER = ("name", "phone", "appointments", "last_visit")


def on_spreadsheets_asked(sender: Any, **kwargs: Any) -> list[Spreadsheet]:
    """Contribute appointments, their items and the people who booked."""
    return [
        Spreadsheet("appointments", APPOINTMENT, _appointments),
        Spreadsheet("appointment_items", ITEM, _items),
        Spreadsheet("customers", CUSTOMER, _customers),
    ]


def _appointments() -> Iterator[tuple[Any, ...]]:
    rows = Appointment.objects.select_related("customer").order_by("starts_at", "pk")
    clock = _clock()
    for each in rows.iterator(chunk_size=CHUNK):
        person = each.customer
        total, vat = (table_amount(n, each.currency) for n in (each.total_minor, each.vat_minor))
        yield (
            *(each.reference, each.status, clock(each.starts_at), clock(each.ends_at)),
            *(person.get_full_name(), person.phone_number, total, vat),
            *(each.currency, each.customer_note, clock(each.created_at), str(each.pk)),
        )


def _items() -> Iterator[tuple[Any, ...]]:
    rows = AppointmentItem.objects.order_by("starts_at", "pk").values_list(
        *("appointment__reference", "position", "service_name_ar", "service_name_en"),
        *("staff_name_ar", "staff_name_en", "price_minor", "duration_minutes"),
        *("starts_at", "ends_at"),
    )
    clock = _clock()
    for *cells, price, minutes, starts_at, ends_at in rows.iterator(chunk_size=CHUNK):
        yield (*cells, table_amount(price), minutes, clock(starts_at), clock(ends_at))


def _customers() -> Iterator[tuple[Any, ...]]:
    """Yield everybody who booked here: nothing of their visits elsewhere."""
    people = (
        Appointment.objects.order_by("customer__phone_number")
        .values("customer__first_name", "customer__last_name", "customer__phone_number")
        .annotate(visits=Count("pk"), last=Max("starts_at"))
    )
    clock = _clock()
    for each in people.iterator(chunk_size=CHUNK):
        name = f"{each['customer__first_name']} {each['customer__last_name']}".strip()
        yield (name, each["customer__phone_number"], each["visits"], clock(each["last"]))


def _clock() -> Callable[[datetime], str]:
    return partial(wall_clock, zone=SalonProfile.load().zone)
