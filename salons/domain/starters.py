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
from salons.domain.starter_rows import both, suits, write_price_list
from salons.models import Service, StaffMember, StaffSkill, Weekday
from tenants.domain.provisioning import NewSalon
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
        return [row for row in rows if suits(row, audience)]


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

    As many statements however long the lists: the rows are new, so nobody follows them one by one.
    """
    chosen = chosen_starters(details.starters, audience=details.audience)
    services = write_price_list([each.data for each in chosen], audience=details.audience)
    if details.owner is not None and details.owner_name and services:
        _write_owner(details, details.owner, services, title=chosen[0].data["title"])


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
                **both("title", title),
            )
        ]
    )
    StaffSkill.objects.bulk_create(
        StaffSkill(staff=member, service=service) for service in services
    )


def _interval(pair: list[str]) -> tuple[time, time]:
    starts, ends = (time.fromisoformat(each) for each in pair)
    return starts, ends


def _texts(data: dict[str, str]) -> dict[str, str]:
    return {"arabic": data["ar"], "english": data["en"]}
