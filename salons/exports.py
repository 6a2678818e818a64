"""What the catalogue adds to a salon's export for people with a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from foundation.money import table_amount
from salons.models import Service, StaffMember
from tenants.domain.exports.tables import Spreadsheet

SERVICE = (
    *("id", "category__name_ar", "category__name_en", "name_ar", "name_en", "price_minor"),
    *("duration_minutes", "cleanup_minutes", "is_bookable_online", "is_archived"),
)
STAFF = ("id", "name_ar", "name_en", "title_ar", "title_en", "is_bookable_online", "is_archived")


def on_spreadsheets_asked(sender: Any, **kwargs: Any) -> list[Spreadsheet]:
    """Contribute services and staff."""
    headings = tuple(name.replace("__name", "").removesuffix("_minor") for name in SERVICE)
    return [
        Spreadsheet("services", headings, _services),
        Spreadsheet("staff", STAFF, _staff),
    ]


def _services() -> Iterator[tuple[Any, ...]]:
    price = SERVICE.index("price_minor")
    for row in Service.objects.order_by("pk").values_list(*SERVICE).iterator():
        yield (*row[:price], table_amount(row[price]), *row[price + 1 :])


def _staff() -> Iterator[tuple[Any, ...]]:
    return StaffMember.objects.order_by("pk").values_list(*STAFF).iterator()
