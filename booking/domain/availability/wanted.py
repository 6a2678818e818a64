"""What somebody wants to book, before anything is looked up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from booking.domain.engine.world import Alignment

# A visit of more is planned with the salon.
MAX_SERVICES = 5
MAX_GUESTS = 6
MAX_PARTS = 12
MAX_ADD_ONS = 5


@dataclass(frozen=True)
class PartRequest:
    """A service, by a certain person or by anybody who does it, with what lengthens it."""

    service_id: int
    staff_id: int | None = None
    add_on_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class VisitRequest:
    """For each guest the services in their order.

    ``alignment``: guests begin, or are ready, at the same time. ``ready_by``: the latest end.
    """

    guests: tuple[tuple[PartRequest, ...], ...]
    alignment: Alignment = Alignment.START
    ready_by: datetime | None = None

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
        ids = [part.staff_id for part in self.parts]
        return None if None in ids else _sorted(pk for pk in ids if pk is not None)


def _sorted(ids: Iterable[int]) -> list[int]:
    return sorted(set(ids))
