"""What somebody wants to book, before anything is looked up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from booking.domain.engine.world import Alignment
from booking.errors import (
    DuplicateAddOn,
    EmptyVisit,
    TooManyAddOns,
    TooManyGuests,
    TooManyParts,
    TooManyServices,
)

# A visit of more is planned with the salon.
MAX_SERVICES = 5
MAX_GUESTS = 6
MAX_PARTS = 12
MAX_ADD_ONS = 5


@dataclass(frozen=True)
class PartRequest:
    """A service, by a certain person or by anybody who does it, with what lengthens it.

    ``if_able``: by anybody where that person does not do it.
    """

    service_id: int
    staff_id: int | None = None
    add_on_ids: tuple[int, ...] = ()
    if_able: bool = False


@dataclass(frozen=True)
class VisitRequest:
    """For each guest the services in their order.

    ``alignment``: guests begin, or are ready, at the same time. ``ready_by``: the latest end.
    ``instead_of``: the appointment that would be moved there, which is not in its own way.
    Raises EmptyVisit, TooManyGuests, TooManyServices, TooManyParts, TooManyAddOns, DuplicateAddOn.
    """

    guests: tuple[tuple[PartRequest, ...], ...]
    alignment: Alignment = Alignment.START
    ready_by: datetime | None = None
    instead_of: UUID | None = None

    def __post_init__(self) -> None:
        _require_guests(self.guests)
        for part in self.parts:
            _require_add_ons(part)

    @classmethod
    def of(cls, *parts: PartRequest) -> "VisitRequest":
        """Return the visit of one guest."""
        return cls((parts,))

    @property
    def parts(self) -> tuple[PartRequest, ...]:
        return tuple(part for guest in self.guests for part in guest)

    @property
    def service_ids(self) -> list[int]:
        return _sorted(part.service_id for part in self.parts)

    @property
    def add_on_ids(self) -> list[int]:
        return _sorted(pk for part in self.parts for pk in part.add_on_ids)

    @property
    def staff_ids(self) -> list[int] | None:
        """Return the people asked for; None as soon as one part is open to anybody."""
        ids = [None if part.if_able else part.staff_id for part in self.parts]
        return None if None in ids else _sorted(pk for pk in ids if pk is not None)


def _sorted(ids: Iterable[int]) -> list[int]:
    return sorted(set(ids))


def _require_guests(guests: tuple[tuple[PartRequest, ...], ...]) -> None:
    if not guests or not all(guests):
        raise EmptyVisit(param="service")
    if len(guests) > MAX_GUESTS:
        raise TooManyGuests(param="guest", limit=MAX_GUESTS)
    if max(map(len, guests)) > MAX_SERVICES:
        raise TooManyServices(param="service", limit=MAX_SERVICES)
    if sum(map(len, guests)) > MAX_PARTS:
        raise TooManyParts(param="service", limit=MAX_PARTS)


def _require_add_ons(part: PartRequest) -> None:
    if len(part.add_on_ids) > MAX_ADD_ONS:
        raise TooManyAddOns(param="add_on", limit=MAX_ADD_ONS)
    if len(set(part.add_on_ids)) < len(part.add_on_ids):
        raise DuplicateAddOn(param="add_on")
