"""The price lists of starters as rows: categories, rooms, services and their add-ons."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from salons.models import AddOn, Clientele, Resource, ResourceType, Service, ServiceCategory
from tenants.enums import Audience

# A service of a starter may say these as the model calls them.
AS_THE_MODEL = (
    *("buffer_before_minutes", "processing_minutes", "finishing_minutes", "cleanup_minutes"),
    *("price_kind", "women_staff_only", "needs_patch_test"),
)
Row = dict[str, Any]


@dataclass
class PriceList:
    """Rows that are not written yet; two starters with a room of one name share it."""

    audience: str
    categories: list[ServiceCategory] = field(default_factory=list)
    kinds: dict[str, ResourceType] = field(default_factory=dict)
    units: list[Resource] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    add_ons: list[AddOn] = field(default_factory=list)
    offered_with: list[tuple[AddOn, Service]] = field(default_factory=list)

    def add(self, starter: Row) -> None:
        """Add the rows of one starter that suit whom the salon serves."""
        extras: dict[str, AddOn] = {}
        for data in starter["categories"]:
            rows = [row for row in data["services"] if suits(row, self.audience)]
            if not rows:
                continue
            category = ServiceCategory(
                sort_order=len(self.categories), **both("name", data["name"])
            )
            self.categories.append(category)
            for order, row in enumerate(rows):
                service = self._service(row, starter, category, order)
                self._offer(service, row, starter, extras)

    def _service(self, row: Row, starter: Row, category: ServiceCategory, order: int) -> Service:
        service = Service(
            category=category,
            duration_minutes=row["minutes"],
            price_minor=row["price_halalas"],
            clientele=_clientele(row, self.audience),
            resource_type=self._kind(starter["rooms"][row["room"]]) if "room" in row else None,
            sort_order=order,
            **{name: row[name] for name in AS_THE_MODEL if name in row},
            **both("name", row["name"]),
        )
        self.services.append(service)
        return service

    def _kind(self, room: Row) -> ResourceType:
        name = room["name"]["en"]
        if name not in self.kinds:
            kind = ResourceType(sort_order=len(self.kinds), **both("name", room["name"]))
            self.kinds[name] = kind
            self.units += [Resource(type=kind, name=unit) for unit in room["units"]]
        return self.kinds[name]

    def _offer(self, service: Service, row: Row, starter: Row, extras: dict[str, AddOn]) -> None:
        for key in row.get("add_ons", ()):
            data = starter["add_ons"][key]
            if not suits(data, self.audience):
                continue
            if key not in extras:
                extras[key] = AddOn(
                    minutes=data["minutes"],
                    price_minor=data["price_halalas"],
                    sort_order=len(self.add_ons),
                    **both("name", data["name"]),
                )
                self.add_ons.append(extras[key])
            self.offered_with.append((extras[key], service))

    def write(self) -> list[Service]:
        """Write everything in the order of its keys; return the services."""
        ServiceCategory.objects.bulk_create(self.categories)
        ResourceType.objects.bulk_create(self.kinds.values())
        Resource.objects.bulk_create(self.units)
        services = Service.objects.bulk_create(self.services)
        AddOn.objects.bulk_create(self.add_ons)
        pairs = AddOn.services.through
        pairs.objects.bulk_create(
            pairs(addon=add_on, service=service) for add_on, service in self.offered_with
        )
        return services


def write_price_list(starters: Iterable[Row], *, audience: str) -> list[Service]:
    """Write what suits of the starters' price lists; return the services."""
    price_list = PriceList(audience)
    for starter in starters:
        price_list.add(starter)
    return price_list.write()


def suits(row: Row, audience: str) -> bool:
    """Return whether a row of a starter is for whom the salon serves."""
    return bool(audience == Audience.EVERYONE or row.get("for", audience) == audience)


def both(name: str, data: dict[str, str]) -> dict[str, str]:
    """Return the fields of a text in both languages."""
    return {f"{name}_ar": data["ar"], f"{name}_en": data["en"]}


def _clientele(row: Row, audience: str) -> str:
    """Say for whom a service is where that is not plain from the salon itself."""
    if "clientele" in row:
        return str(row["clientele"])
    if audience == Audience.EVERYONE and "for" in row:
        return str(row["for"])
    return Clientele.EVERYONE
