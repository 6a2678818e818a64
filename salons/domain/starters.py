"""What a salon begins with: services and hours of its trade, its owner as first on the team."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from functools import cache
from importlib.resources import files
from typing import Any

from accounts.models import User
from foundation.localized import pick
from salons.models import Service, ServiceCategory, StaffMember, StaffSkill, Weekday
from tenants.domain.opening.provisioning import NewSalon
from tenants.enums import Audience

Hours = dict[Weekday, tuple[time, time]]


@dataclass(frozen=True)
class Starter:
    """A price list to begin with, as ``salons/starters/<key>.json`` has it."""

    key: str
    data: dict[str, Any]

    @property
    def name(self) -> str:
        return pick(**_texts(self.data["name"]))

    @property
    def about(self) -> str:
        return pick(**_texts(self.data["about"]))

    @property
    def icon(self) -> str:
        return f"icons/{self.data['icon']}.html"

    @property
    def audiences(self) -> list[str]:
        return list(self.data["for"])

    @property
    def hours(self) -> Hours:
        """Return the hours of every day; Friday begins after the noon prayer."""
        hours = self.data["hours"]
        return {
            day: _interval(hours["friday" if day is Weekday.FRIDAY else "daily"]) for day in Weekday
        }

    def services_for(self, audience: str) -> list[dict[str, Any]]:
        """Return the services that suit whom the salon serves."""
        rows = [row for each in self.data["categories"] for row in each["services"]]
        return [row for row in rows if _suits(row, audience)]


@cache
def starters() -> tuple[Starter, ...]:
    """Return every starter, in the order in which they are offered."""
    folder = files("salons.starters")
    found = [
        Starter(path.name.removesuffix(".json"), json.loads(path.read_text(encoding="utf-8")))
        for path in folder.iterdir()
        if path.name.endswith(".json")
    ]
    return tuple(sorted(found, key=lambda starter: starter.data["order"]))


def chosen_starters(keys: Iterable[str], *, audience: str) -> list[Starter]:
    """Return the starters of the keys that suit the audience; unknown keys are passed over."""
    wanted = set(keys)
    return [each for each in starters() if each.key in wanted and audience in each.audiences]


def apply_starters(details: NewSalon) -> None:
    """Fill a new salon's price list and put its owner on the team, able to do all of it.

    Six statements however long the lists: the rows are new, so nobody follows them one by one.
    """
    chosen = chosen_starters(details.starters, audience=details.audience)
    services = _write_price_list(chosen, audience=details.audience)
    if details.owner is not None and details.owner_name and services:
        _write_owner(details, details.owner, services, title=chosen[0].data["title"])


def _write_price_list(chosen: list[Starter], *, audience: str) -> list[Service]:
    categories: list[ServiceCategory] = []
    services: list[Service] = []
    for data in (category for each in chosen for category in each.data["categories"]):
        rows = [row for row in data["services"] if _suits(row, audience)]
        if not rows:
            continue
        category = ServiceCategory(sort_order=len(categories), **_both("name", data["name"]))
        categories.append(category)
        services += [_service(row, category, order) for order, row in enumerate(rows)]
    ServiceCategory.objects.bulk_create(categories)
    return Service.objects.bulk_create(services)


def _service(row: dict[str, Any], category: ServiceCategory, order: int) -> Service:
    return Service(
        category=category,
        duration_minutes=row["minutes"],
        cleanup_minutes=row.get("cleanup_minutes", 0),
        price_minor=row["price_halalas"],
        sort_order=order,
        **_both("name", row["name"]),
    )


def _write_owner(
    details: NewSalon, owner: User, services: list[Service], *, title: dict[str, str]
) -> None:
    """Without shifts: she works whenever the salon is open."""
    [member] = StaffMember.objects.bulk_create(
        [
            StaffMember(
                user=owner,
                name_ar=details.owner_name,
                name_en=details.owner_name,
                gender=Audience.MEN if details.audience == Audience.MEN else Audience.WOMEN,
                **_both("title", title),
            )
        ]
    )
    StaffSkill.objects.bulk_create(
        StaffSkill(staff=member, service=service) for service in services
    )


def _suits(row: dict[str, Any], audience: str) -> bool:
    return audience == Audience.EVERYONE or row.get("for", audience) == audience


def _interval(pair: list[str]) -> tuple[time, time]:
    starts, ends = (time.fromisoformat(each) for each in pair)
    return starts, ends


def _texts(data: dict[str, str]) -> dict[str, str]:
    return {"arabic": data["ar"], "english": data["en"]}


def _both(name: str, data: dict[str, str]) -> dict[str, str]:
    return {f"{name}_ar": data["ar"], f"{name}_en": data["en"]}
