"""Answers in the terms of the salon: instants, people, rooms, prices."""

from collections.abc import Sequence
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
from booking.domain.engine.world import Session
from foundation.money import Money
from salons.domain.prices import price_of

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
    # Places of a class before this visit takes any; None where the service is for one.
    seats_left: int | None = None

    @property
    def price(self) -> Money:
        return Money(self.price_minor)

    @property
    def price_minor(self) -> int:
        """Return the price with add-ons, VAT included; her own where she has one."""
        own = self.staff.skills[self.service.id].price_minor
        price = price_of(self.service, own_minor=own).amount
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

    @property
    def minutes(self) -> int:
        """Return how long it is until the last guest is ready."""
        return int((self.end - self.start).total_seconds()) // 60

    @property
    def seats_left(self) -> int | None:
        """Return how many places the fullest class of the visit has left; None without one."""
        seats = [part.seats_left for part in self.parts if part.seats_left is not None]
        return min(seats, default=None)


def slot_of(
    offer: Offer,
    request: VisitRequest,
    facts: Facts,
    window: Window,
    *,
    sessions: Sequence[Session] = (),
) -> Slot:
    """Return an offer of the engine with the salon's names, instants and prices.

    ``sessions``: the classes of the window, for the places that they have left.
    """
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
            is_asked_for=placed.part.staff_id is not None,
            seats_left=_seats_left(placed, sessions),
        )

    parts = tuple(part_of(placed) for placed in offer.plan)
    return Slot(window.instant(offer.start), window.instant(offer.end), parts, offer.is_tight)


def _seats_left(placed: Placed, sessions: Sequence[Session]) -> int | None:
    part = placed.part
    if part.capacity == 1:
        return None
    key = part.service_id, placed.staff_id, placed.start
    found = (s.seats_left for s in sessions if (s.service_id, s.staff_id, s.start) == key)
    return next(found, part.capacity)
