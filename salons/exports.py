"""What the catalogue adds to a salon's export for people with a spreadsheet."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Model

from foundation.money import table_amount
from salons.models import AddOn, Resource, Service, StaffMember, StaffSkill
from tenants.domain.export_tables import Spreadsheet

Rows = Iterator[tuple[Any, ...]]
BATCH = 500
SERVICE = (
    *("id", "category__name_ar", "category__name_en", "name_ar", "name_en"),
    *("price_kind", "price_minor", "buffer_before_minutes", "duration_minutes"),
    *("processing_minutes", "finishing_minutes", "cleanup_minutes", "clientele"),
    *("women_staff_only", "resource_type__name_ar", "resource_type__name_en", "capacity"),
    *("needs_patch_test", "minimum_notice_minutes", "horizon_days"),
    *("is_bookable_online", "is_archived"),
)
ADD_ON = ("id", "name_ar", "name_en", "price_minor", "minutes", "is_archived")
STAFF = (
    *("id", "name_ar", "name_en", "title_ar", "title_en", "gender", "daily_cap"),
    *("is_bookable_online", "is_archived"),
)
SKILL = (
    *("staff_id", "staff__name_ar", "staff__name_en"),
    *("service_id", "service__name_ar", "service__name_en", "duration_minutes", "price_minor"),
)
RESOURCE = ("id", "type__name_ar", "type__name_en", "name", "is_archived")


def on_spreadsheets_asked(sender: Any, **kwargs: Any) -> list[Spreadsheet]:
    """Contribute services, add-ons, staff with what they do, rooms and devices."""
    return [
        Spreadsheet("services", _headings(SERVICE), _rows(Service, SERVICE)),
        Spreadsheet("add_ons", (*_headings(ADD_ON), "services"), _add_ons),
        Spreadsheet("staff", STAFF, _rows(StaffMember, STAFF)),
        Spreadsheet("staff_services", _headings(SKILL), _rows(StaffSkill, SKILL)),
        Spreadsheet("rooms_and_devices", _headings(RESOURCE), _rows(Resource, RESOURCE)),
    ]


def _headings(fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.replace("__name", "").removesuffix("_minor") for name in fields)


def _rows(model: type[Model], fields: tuple[str, ...]) -> Callable[[], Rows]:
    """Return the reader of a model's rows, with the price as a spreadsheet adds it up."""

    def read() -> Rows:
        rows = model._default_manager.order_by("pk").values_list(*fields).iterator()
        return (_with_price(row, fields) for row in rows)

    return read


def _with_price(row: tuple[Any, ...], fields: tuple[str, ...]) -> tuple[Any, ...]:
    if "price_minor" not in fields:
        return row
    at = fields.index("price_minor")
    price = "" if row[at] is None else table_amount(row[at])
    return (*row[:at], price, *row[at + 1 :])


def _add_ons() -> Rows:
    """Yield the add-ons, each with the ids of the services that it goes with."""
    for add_on in AddOn.objects.order_by("pk").prefetch_related("services").iterator(BATCH):
        row = tuple(getattr(add_on, name) for name in ADD_ON)
        services = " ".join(str(service.pk) for service in add_on.services.all())
        yield (*_with_price(row, ADD_ON), services)
