"""What a demo salon is described by."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time
from importlib.resources import files
from io import BytesIO
from typing import Any

from cms.seeding.demo.portraits import Look

Shift = tuple[int, time, time]


@dataclass(frozen=True)
class Text:
    """The same in Arabic and in English."""

    ar: str
    en: str

    def fields(self, name: str) -> dict[str, str]:
        """Return ``{name_ar: …, name_en: …}``."""
        return {f"{name}_ar": self.ar, f"{name}_en": self.en}


@dataclass(frozen=True)
class Picture:
    """A drawing and what it shows."""

    draw: Callable[[str], BytesIO]
    alt: Text


@dataclass(frozen=True)
class DemoService:
    """One service; ``facts`` are fields of the model by its own names, ``room`` is a key."""

    key: str
    name: Text
    about: Text
    minutes: int
    riyals: int
    cleanup: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)
    room: str = ""
    picture: Picture | None = None


@dataclass(frozen=True)
class DemoAddOn:
    """Something that lengthens the services of the keys."""

    name: Text
    minutes: int
    riyals: int
    services: tuple[str, ...]


@dataclass(frozen=True)
class DemoRoom:
    """A kind of room or device, with the name of each."""

    key: str
    name: Text
    units: tuple[str, ...]


@dataclass(frozen=True)
class DemoSeason:
    """Hours of a part of every Hijri year, from (month, day) to (month, day)."""

    name: Text
    first: tuple[int, int]
    last: tuple[int, int]
    hours: tuple[Shift, ...] = ()


@dataclass(frozen=True)
class DemoHoliday:
    """The next day of that Hijri date, closed where it has no hours."""

    name: Text
    month: int
    day: int
    hours: tuple[tuple[time, time], ...] = ()


@dataclass(frozen=True)
class DemoCategory:
    name: Text
    services: tuple[DemoService, ...]


@dataclass(frozen=True)
class DemoStaff:
    name: Text
    title: Text
    about: Text
    look: Look
    skills: tuple[str, ...]
    shifts: tuple[Shift, ...]
    # Service -> her own minutes and riyals, None for those of the price list.
    own: Mapping[str, tuple[int | None, int | None]] = field(default_factory=dict)
    breaks: tuple[Shift, ...] = ()


@dataclass(frozen=True)
class DemoSalon:
    """Everything that a demo salon is filled with."""

    subdomain: str
    owner_phone: str
    name: Text
    city: Text
    profile: dict[str, Any]
    hours: tuple[Shift, ...]
    categories: tuple[DemoCategory, ...]
    staff: tuple[DemoStaff, ...]
    hero: Picture
    about: Picture
    gallery: tuple[Picture, ...]
    # File beside this module: language -> fields and sections of the home page.
    pages: str
    rooms: tuple[DemoRoom, ...] = ()
    add_ons: tuple[DemoAddOn, ...] = ()
    seasons: tuple[DemoSeason, ...] = ()
    holidays: tuple[DemoHoliday, ...] = ()

    def home_pages(self) -> dict[str, dict[str, Any]]:
        """Return the fields of the home page by language; names stand for pictures, services."""
        text = files("cms.seeding.demo").joinpath(self.pages).read_text(encoding="utf-8")
        pages: dict[str, dict[str, Any]] = json.loads(text)
        return pages


def at(weekdays: tuple[int, ...], *intervals: tuple[str, str]) -> tuple[Shift, ...]:
    """Return the same intervals on several days; times are written ``HH:MM``."""
    return tuple(
        (day, time.fromisoformat(starts), time.fromisoformat(ends))
        for day in weekdays
        for starts, ends in intervals
    )
