"""What booking adds to a salon's export for people with a spreadsheet."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Count, Max, Q, Sum

from accounts.models import User
from booking.enums import AppointmentStatus
from booking.models import (
    Appointment,
    AppointmentItem,
    ClassSession,
    CustomerRecord,
    FamilyMember,
)
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
CUSTOMER = (
    *("name", "phone", "appointments", "last_visit", "visits", "no_shows", "spend"),
    *("tags", "notes", "is_blocked", "blocked_reason"),
)
FAMILY = (
    "customer_name",
    "customer_phone",
    "name",
    "relation",
    "birth_year",
    "notes",
    "is_archived",
)

# Of a person whom the salon noted down and who never booked.
NO_FIGURES: dict[str, Any] = {"booked": 0, "last": None, "visits": 0, "no_shows": 0, "spend": 0}


def on_spreadsheets_asked(sender: Any, **kwargs: Any) -> list[Spreadsheet]:
    """Contribute appointments, their items, classes, customers and their families.

    Health notes are no spreadsheet: sheets are passed on. They are among the archive's tables,
    which the owner alone is given.
    """
    return [
        Spreadsheet("appointments", APPOINTMENT, _appointments),
        Spreadsheet("appointment_items", ITEM, _items),
        Spreadsheet("classes", CLASS, _classes),
        Spreadsheet("customers", CUSTOMER, _customers),
        Spreadsheet("family", FAMILY, _family),
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
    """Yield everybody who booked here or has a record: nothing of their visits elsewhere."""
    clock = _clock()
    figures = {each["customer"]: each for each in _figures()}
    records = {each.customer_id: each for each in CustomerRecord.objects.all()}
    people = User.objects.filter(pk__in={*figures, *records}).order_by("phone_number")
    for person in people.iterator(chunk_size=CHUNK):
        each = figures.get(person.pk, NO_FIGURES)
        noted = records.get(person.pk, CustomerRecord())
        last = clock(each["last"]) if each["last"] else ""
        yield (
            *(person.get_full_name(), person.phone_number, each["booked"], last),
            *(each["visits"], each["no_shows"], table_amount(each["spend"] or 0)),
            *(", ".join(noted.tags), noted.notes, noted.is_blocked, noted.blocked_reason),
        )


def _figures() -> Any:
    completed = Q(status=AppointmentStatus.COMPLETED)
    return (
        booked(Appointment.objects.filter(customer__isnull=False))
        .order_by()
        .values("customer")
        .annotate(
            booked=Count("pk"),
            last=Max("starts_at"),
            visits=Count("pk", filter=completed),
            no_shows=Count("pk", filter=Q(status=AppointmentStatus.NO_SHOW)),
            spend=Sum("total_minor", filter=completed),
        )
    )


def _family() -> Iterator[tuple[Any, ...]]:
    rows = FamilyMember.objects.select_related("record__customer").order_by("record", "pk")
    for each in rows.iterator(chunk_size=CHUNK):
        person = each.record.customer
        yield (
            *(person.get_full_name(), person.phone_number, each.name, each.relation),
            *(each.birth_year or "", each.notes, each.is_archived),
        )


def _clock() -> Callable[[datetime], str]:
    return partial(wall_clock, zone=SalonProfile.load().zone)
