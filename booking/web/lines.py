"""One chosen service of one guest: what it costs and how long it takes, by whom."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from booking.domain.availability import PartRequest
from booking.web.choice import suffix_of
from foundation.money import Money
from salons.domain.prices import ShownPrice, shown_price
from salons.models import AddOn, Service


@dataclass(frozen=True)
class Length:
    """Minutes, from and to: people of different pace do the same in different time."""

    least: int
    most: int

    @classmethod
    def of_sequence(cls, lengths: Iterable["Length"]) -> "Length":
        """Return how long it takes one after the other."""
        lengths = list(lengths)
        return cls(sum(each.least for each in lengths), sum(each.most for each in lengths))


@dataclass(frozen=True)
class Line:
    """A service with its add-ons; ``staff_id`` is who was asked for, None for anybody."""

    guest: int
    service: Service
    add_ons: tuple[AddOn, ...] = ()
    staff_id: int | None = None

    @property
    def add_on_ids(self) -> tuple[int, ...]:
        return tuple(add_on.pk for add_on in self.add_ons)

    @property
    def field_name(self) -> str:
        """Return the name under which the address has the person for this service."""
        return f"by{suffix_of(self.guest)}"

    @property
    def price(self) -> ShownPrice:
        """Return the price of whoever may do it, with the add-ons."""
        shown = shown_price(self.service, [skill.price_minor for skill in self._able])
        return replace(shown, lowest=shown.lowest + self.price_of_add_ons)

    @property
    def price_of_add_ons(self) -> Money:
        return Money(sum(add_on.price_minor for add_on in self.add_ons))

    @property
    def length(self) -> Length:
        """Return how long the customer is there."""
        lengths = [visit_minutes(self.service, skill.duration_minutes) for skill in self._able]
        lengths = lengths or [self.service.visit_minutes]
        longer = sum(add_on.minutes for add_on in self.add_ons)
        return Length(min(lengths) + longer, max(lengths) + longer)

    @property
    def part(self) -> PartRequest:
        return PartRequest(self.service.pk, self.staff_id, self.add_on_ids)

    def by(self, staff_id: int | None) -> "Line":
        """Return the same done by somebody."""
        return replace(self, staff_id=staff_id)

    def is_done_by(self, staff_id: int | None) -> bool:
        return any(skill.staff_id == staff_id for skill in self.service.doers)

    @property
    def _able(self) -> list[Any]:
        skills = self.service.doers
        return [each for each in skills if self.staff_id in (None, each.staff_id)]


def visit_minutes(service: Service, own_duration: int | None) -> int:
    """Return how long a customer is there with somebody of this pace."""
    own = service.duration_minutes if own_duration is None else own_duration
    return own + service.processing_minutes + service.finishing_minutes
