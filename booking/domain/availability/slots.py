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
    # With add-ons, VAT included; her own where she has one.
    price_minor: int
    # Whether the customer named the person, rather than taking anybody.
    is_asked_for: bool
    # Places of a class before this visit takes any; None where the service is for one.
    seats_left: int | None = None

    @property
    def price(self) -> Money:
        return Money(self.price_minor)

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


class SlotMaker:
    """Turns offers of the engine into the salon's names, instants and prices.

    What the slots of a day share is looked up once. ``sessions``: the classes of the window, for
    the places that they have left.
    """

    def __init__(
        self,
        request: VisitRequest,
        facts: Facts,
        window: Window,
        sessions: Sequence[Session] = (),
    ) -> None:
        self.facts, self.window, self.sessions = facts, window, sessions
        self.add_ons = [[add_ons_of(part, facts) for part in parts] for parts in request.guests]
        self.units = {unit.id: unit for unit in facts.units}
        self.prices: dict[tuple[object, ...], int] = {}

    def slot_of(self, offer: Offer) -> Slot:
        """Return an offer as a slot, its parts in the order of guests and of their services."""
        # The plan keeps each guest's services in the order in which they were asked for.
        add_ons = [iter(each) for each in self.add_ons]
        parts = tuple(self._part(placed, next(add_ons[placed.guest])) for placed in offer.plan)
        instant = self.window.instant
        return Slot(instant(offer.start), instant(offer.end), parts, offer.is_tight)

    def _part(self, placed: Placed, add_ons: tuple[AddOnFacts, ...]) -> PlannedPart:
        part, instant = placed.part, self.window.instant
        service, staff = self.facts.services[part.service_id], self.facts.staff[placed.staff_id]
        return PlannedPart(
            guest=placed.guest,
            service=service,
            add_ons=add_ons,
            staff=staff,
            start=instant(placed.start),
            end=instant(placed.end),
            work=tuple(self._stretch(span) for span in placed.work),
            unit=self.units.get(placed.unit_id) if placed.unit_id is not None else None,
            room=self._stretch(placed.room) if placed.room else None,
            joins=placed.joins,
            is_asked_for=part.staff_id is not None,
            seats_left=_seats_left(placed, self.sessions) if part.capacity > 1 else None,
            price_minor=self._price(service, add_ons, staff),
        )

    def _stretch(self, span: Span) -> Stretch:
        return self.window.instant(span[0]), self.window.instant(span[1])

    def _price(
        self, service: ServiceFacts, add_ons: tuple[AddOnFacts, ...], staff: StaffFacts
    ) -> int:
        key = service.id, staff.id, *(add_on.id for add_on in add_ons)
        if key not in self.prices:
            own = price_of(service, own_minor=staff.skills[service.id].price_minor)
            self.prices[key] = own.amount + sum(add_on.price_minor for add_on in add_ons)
        return self.prices[key]


def _seats_left(placed: Placed, sessions: Sequence[Session]) -> int:
    """Return the places of a class before this visit takes any."""
    key = placed.part.service_id, placed.staff_id, placed.start
    found = (s.seats_left for s in sessions if (s.service_id, s.staff_id, s.start) == key)
    return next(found, placed.part.capacity)
