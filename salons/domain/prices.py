"""What a service costs: by whom, and as the price list says it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from foundation.money import Money
from salons.models import PriceKind, Service


class Priced(Protocol):
    """A service, or what somebody knows of one."""

    @property
    def price_minor(self) -> int: ...


@dataclass(frozen=True)
class ShownPrice:
    """The lowest price. ``is_from``: it may be more; ``by_person``: that depends on who does it."""

    lowest: Money
    is_from: bool
    by_person: bool

    def __str__(self) -> str:
        return _("from %(price)s") % {"price": self.lowest} if self.is_from else str(self.lowest)


def price_of(service: Priced, *, own_minor: int | None) -> Money:
    """Return the price by somebody: her own for it, if she has one."""
    return Money(service.price_minor if own_minor is None else own_minor)


def shown_price(service: Service, own_prices: Iterable[int | None]) -> ShownPrice:
    """Return the price for the list; ``own_prices`` of everybody who does it, None for the list's.

    A price by the person is "from" only where people do differ: one person's is simply the price.
    """
    amounts = [price_of(service, own_minor=own).amount for own in own_prices]
    lowest, highest = (min(amounts), max(amounts)) if amounts else (service.price_minor,) * 2
    by_person = lowest != highest
    return ShownPrice(
        lowest=Money(lowest),
        is_from=by_person or service.price_kind == PriceKind.FROM,
        by_person=by_person,
    )
