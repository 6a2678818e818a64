"""The price list that a guest ticks: services under their headings, add-ons under services."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from booking.web.lines import Line
from salons.models import AddOn, Service, ServiceCategory


@dataclass(frozen=True)
class Extra:
    """An add-on of a service; ``value`` is what the address says of it."""

    add_on: AddOn
    value: str
    is_chosen: bool


@dataclass(frozen=True)
class Pick:
    """A service of the list as anybody would do it, ticked or not."""

    line: Line
    extras: tuple[Extra, ...]
    is_chosen: bool

    @property
    def service(self) -> Service:
        return self.line.service


def price_list(
    services: Sequence[Service], chosen: Iterable[Line]
) -> list[tuple[ServiceCategory, list[Pick]]]:
    """Return what is offered, with what a guest has chosen of it."""
    by_service = {line.service.pk: line for line in chosen}
    return [
        (category, [_pick(service, by_service.get(service.pk)) for service in group])
        for category, group in groupby(services, key=lambda service: service.category)
    ]


def _pick(service: Service, chosen: Line | None) -> Pick:
    ticked = chosen.add_on_ids if chosen else ()
    extras = (Extra(each, f"{service.pk}-{each.pk}", each.pk in ticked) for each in service.extras)
    return Pick(Line(0, service), tuple(extras), is_chosen=chosen is not None)
