"""What is chosen of what is offered, with what it costs together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from booking.domain.availability import MAX_PARTS, MAX_SERVICES, VisitRequest
from booking.web.choice import Choice, GuestChoice
from booking.web.lines import Length, Line
from foundation.money import Money
from salons.domain.prices import ShownPrice
from salons.models import Service
from salons.queries import offer_lookups


@dataclass(frozen=True)
class Selection:
    """For each guest the chosen services in their order."""

    choice: Choice
    guests: tuple[tuple[Line, ...], ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for guest in self.guests for line in guest)

    @property
    def services(self) -> tuple[Service, ...]:
        """Return the services, each once, however many guests have it."""
        return tuple(dict.fromkeys(line.service for line in self.lines))

    @property
    def length(self) -> Length:
        """Return how long the guest who is there longest is there."""
        lengths = [Length.of_sequence(line.length for line in guest) for guest in self.guests]
        return Length(max(e.least for e in lengths), max(e.most for e in lengths))

    @property
    def total(self) -> ShownPrice:
        prices = [line.price for line in self.lines]
        return ShownPrice(
            lowest=Money(sum(price.lowest.amount for price in prices)),
            is_from=any(price.is_from for price in prices),
            by_person=any(price.by_person for price in prices),
        )

    @property
    def is_full(self) -> bool:
        return len(self.guests[0]) >= MAX_SERVICES

    @property
    def is_too_large(self) -> bool:
        return len(self.lines) > MAX_PARTS

    @property
    def parties(self) -> list["Guest"]:
        """Return the guests as the pages name them."""
        return [Guest(n, lines, self.choice.has_own(n)) for n, lines in enumerate(self.guests)]

    def __bool__(self) -> bool:
        return bool(self.lines)


@dataclass(frozen=True)
class Guest:
    """One guest of a party; ``has_own`` services, or the same as the first."""

    index: int
    lines: tuple[Line, ...]
    has_own: bool

    @property
    def number(self) -> int:
        return self.index + 1


def offered_services() -> list[Service]:
    """Return what can be booked online: services that somebody bookable does. Five queries."""
    services = (
        Service.objects.filter(is_archived=False, is_bookable_online=True)
        .select_related("category", "photo")
        .prefetch_related(*offer_lookups())
    )
    return [service for service in services if service.doers]


def select(offered_now: Sequence[Service], choice: Choice) -> Selection:
    """Return what is chosen; what is no longer offered is left out, of the choice too."""
    by_id = {service.pk: service for service in offered_now}
    guests = tuple(_still_offered(choice.guests[n], by_id) for n in range(choice.size))
    kept = choice.but(guests=guests)
    lines = tuple(tuple(_lines(kept, n, by_id)) for n in range(kept.size))
    if not any(line.is_done_by(kept.staff) for line in lines[0]):
        kept = kept.but(staff=None)
    return Selection(kept, lines)


def _still_offered(guest: GuestChoice, by_id: dict[int, Service]) -> GuestChoice:
    services = tuple(pk for pk in guest.services if pk in by_id)
    extras = {pk: {extra.pk for extra in by_id[pk].extras} for pk in services}
    return GuestChoice(
        services,
        tuple(pair for pair in guest.add_ons if pair[1] in extras.get(pair[0], ())),
        tuple(pair for pair in guest.people if pair[0] in by_id and _does(by_id[pair[0]], pair[1])),
    )


def _does(service: Service, staff_id: int) -> bool:
    return any(skill.staff_id == staff_id for skill in service.doers)


def _lines(choice: Choice, guest: int, by_id: dict[int, Service]) -> Iterator[Line]:
    wanted = choice.wanted_by(guest)
    for pk in wanted.services:
        service, own = by_id[pk], wanted.add_ons_of(pk)
        add_ons = tuple(extra for extra in service.extras if extra.pk in own)
        line = Line(guest, service, add_ons, wanted.person_for(pk))
        # Nobody can be with two guests at once: who is asked for in all is the first guest's.
        if line.staff_id is None and guest == 0 and line.is_done_by(choice.staff):
            line = line.by(choice.staff)
        yield line


def requested_visit(selection: Selection) -> VisitRequest:
    """Return the visit for the engine; the time to be ready is another instant on each day."""
    choice = selection.choice
    return VisitRequest(
        tuple(tuple(line.part for line in guest) for guest in selection.guests),
        alignment=choice.alignment,
    )
