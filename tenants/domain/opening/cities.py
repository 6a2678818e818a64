"""Cities of the Gulf to choose from: ``tenants/data/cities.json``."""

import json
from dataclasses import dataclass
from functools import cache

from foundation.localized import pick
from tenants.domain.subdomains.words import DATA


@dataclass(frozen=True)
class City:
    """A city in both languages, with its country and clock."""

    key: str
    ar: str
    en: str
    country_ar: str
    country_en: str
    time_zone: str

    @property
    def name(self) -> str:
        return pick(self.ar, self.en)

    @property
    def country(self) -> str:
        return pick(self.country_ar, self.country_en)


@cache
def cities() -> tuple[City, ...]:
    """Return the cities, country by country, Saudi Arabia first."""
    groups = json.loads((DATA / "cities.json").read_text(encoding="utf-8"))
    return tuple(
        City(
            key=city["key"],
            ar=city["ar"],
            en=city["en"],
            country_ar=group["country"]["ar"],
            country_en=group["country"]["en"],
            time_zone=group["time_zone"],
        )
        for group in groups
        for city in group["cities"]
    )


def city_of(key: str) -> City | None:
    """Return the city of a key, or None."""
    return next((city for city in cities() if city.key == key), None)
