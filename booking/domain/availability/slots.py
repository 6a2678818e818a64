"""Answers in the terms of the salon: instants, people, rooms, prices."""

from dataclasses import dataclass
from datetime import datetime

from booking.domain.availability.facts import (
    AddOnFacts,
    Facts,
    ServiceFacts,
    StaffFacts,
    UnitFacts,
)
from booking.domain.availability.resolving import add_ons_of
from booking.domain.availability.wanted import VisitRequest
from booking.domain.engine.plan import Placed
from booking.domain.engine.search import Offer
from booking.domain.engine.timeline import Span, Window
from foundation.money import Money

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, kw_only=True)
class PlannedPart:
    """One service of a visit with its person, room and times.

    ``work``: when the person is taken; ``room``: when the room is. Empty and None where the part
    ``joins`` a class that takes place anyway.
    """

    guest: int
    service: ServiceFacts
    add_ons: tuple[AddOnFacts, ...]
    staff: StaffFacts
    start: datetime
    end: datetime
    work: tuple[Stretch, ...]
    unit: UnitFacts | None
    room: Stretch | None
    joins: bool
    # Whether the customer named the person, rather than taking anybody.
    is_asked_for: bool

    @property
    def price(self) -> Money:
        return Money(self.price_minor)

    @property
    def price_minor(self) -> int:
        """Return the price with add-ons, VAT included; her own where she has one."""
        own = self.staff.skills[self.service.id].price_minor
        price = self.service.price_minor if own is None else own
        return price + sum(add_on.price_minor for add_on in self.add_ons)

    @property
    def minutes(self) -> int:
        """Return how long the customer is there."""
        return int((self.end - self.start).total_seconds()) // 60


@dataclass(frozen=True)
class Slot:
    """A time that can be booked, with the plan behind it, guest by guest.

    ``is_best``: it leaves no gap that is too short for anything, where the salon asks for that.
    """

    start: datetime
    end: datetime
    parts: tuple[PlannedPart, ...]
    is_best: bool

    @property
    def total(self) -> Money:
        return Money(self.total_minor)

    @property
    def total_minor(self) -> int:
        return sum(part.price_minor for part in self.parts)


def slot_of(offer: Offer, request: VisitRequest, facts: Facts, window: Window) -> Slot:
    """Return an offer of the engine with the salon's names, instants and prices."""
    wanted = {guest: iter(parts) for guest, parts in enumerate(request.guests)}
    units = {unit.id: unit for unit in facts.units}

    def stretch(span: Span) -> Stretch:
        return window.instant(span[0]), window.instant(span[1])

    def part_of(placed: Placed) -> PlannedPart:
        # The plan keeps each guest's services in the order in which they were asked for.
        asked = next(wanted[placed.guest])
        return PlannedPart(
            guest=placed.guest,
            service=facts.services[placed.part.service_id],
            add_ons=add_ons_of(asked, facts),
            staff=facts.staff[placed.staff_id],
            start=window.instant(placed.start),
            end=window.instant(placed.end),
            work=tuple(stretch(span) for span in placed.work),
            unit=units.get(placed.unit_id) if placed.unit_id is not None else None,
            room=stretch(placed.room) if placed.room else None,
            joins=placed.joins,
            is_asked_for=asked.staff_id is not None,
        )

    parts = tuple(part_of(placed) for placed in offer.plan)
    return Slot(window.instant(offer.start), window.instant(offer.end), parts, offer.is_tight)
