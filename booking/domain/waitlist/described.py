"""What people wait for, in the names of the catalogue of today."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from booking.models import WaitlistEntry
from salons.models import Service, StaffMember


@dataclass(frozen=True)
class Described:
    """An entry with the names of the wanted services and people, each once."""

    entry: WaitlistEntry
    services: tuple[str, ...]
    people: tuple[str, ...]
    guests: int

    @property
    def is_one_day(self) -> bool:
        return self.entry.first_day == self.entry.last_day


def describe(entries: Iterable[WaitlistEntry]) -> list[Described]:
    """Return the entries with names, in their order: two queries, none for no entries.

    What the salon has deleted since is left out.
    """
    entries = list(entries)
    items = [item for entry in entries for item in items_of(entry)]
    services = _names(Service, (item.get("service") for item in items))
    people = _names(StaffMember, (item.get("staff") for item in items))
    return [
        Described(
            entry,
            services=_found(services, (item.get("service") for item in items_of(entry))),
            people=_found(people, (item.get("staff") for item in items_of(entry))),
            guests=1 + len(entry.visit.get("guests", ())),
        )
        for entry in entries
    ]


def items_of(entry: WaitlistEntry) -> Iterator[dict[str, Any]]:
    """Yield the wanted services of all guests, as they are kept."""
    for guest in (entry.visit, *entry.visit.get("guests", ())):
        yield from guest.get("items", ())


def _names(model: Any, ids: Iterable[int | None]) -> dict[int, str]:
    wanted = {pk for pk in ids if pk is not None}
    rows = model.objects.filter(pk__in=wanted).only("pk", "name_ar", "name_en") if wanted else ()
    return {row.pk: str(row.name) for row in rows}


def _found(names: dict[int, str], ids: Iterable[int | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names[pk] for pk in ids if pk in names))
