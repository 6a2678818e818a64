"""What a visitor has chosen so far. It lives in the address: nothing is lost on the way.

``service=3&service=8&add=3-11&by=8-7&staff=7&day=…&start=…``: ``add`` and ``by`` name a service
and, after the dash, an add-on to it or the person who is to do it. A party has ``guests=3`` and
perhaps ``align=end`` and ``ready=1900``; what the second guest has of her own is in ``service2``,
``add2`` and ``by2``: without any service of her own she has the same as the first.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from booking.domain.availability import MAX_ADD_ONS, MAX_GUESTS, MAX_SERVICES
from booking.domain.engine.world import Alignment
from booking.web.address import (
    format_clock,
    format_start,
    parse_clock,
    parse_day,
    parse_number,
    parse_pairs,
    parse_start,
)

# A service and something of it: an add-on, a person.
Pair = tuple[int, int]


@dataclass(frozen=True)
class GuestChoice:
    """What one guest wants: services in their order, add-ons and people for some of them."""

    services: tuple[int, ...] = ()
    add_ons: tuple[Pair, ...] = ()
    people: tuple[Pair, ...] = ()

    @classmethod
    def from_query(cls, query: QueryDict, suffix: str) -> "GuestChoice":
        """Read what names with this suffix say."""
        numbers = (parse_number(text) for text in query.getlist(f"service{suffix}"))
        services = tuple(dict.fromkeys(number for number in numbers if number))[:MAX_SERVICES]
        add_ons = parse_pairs(query.getlist(f"add{suffix}"))
        people = dict(parse_pairs(query.getlist(f"by{suffix}")))
        return cls(services, _few_each(add_ons, services), tuple(people.items()))

    def add_ons_of(self, service_id: int) -> tuple[int, ...]:
        return tuple(add_on for service, add_on in self.add_ons if service == service_id)

    def person_for(self, service_id: int) -> int | None:
        return dict(self.people).get(service_id)

    def pairs(self, suffix: str) -> Iterator[tuple[str, object]]:
        """Yield names and values of the address."""
        yield from ((f"service{suffix}", pk) for pk in self.services)
        yield from ((f"add{suffix}", f"{one}-{other}") for one, other in self.add_ons)
        yield from ((f"by{suffix}", f"{one}-{other}") for one, other in self.people)


@dataclass(frozen=True)
class Choice:
    """Guests with their services, a person or anybody, how they lie together, a day, a beginning.

    ``staff`` is asked for by the first guest, wherever she has named nobody for a service.
    ``ready``: the clock time by which everybody is to be ready.
    """

    guests: tuple[GuestChoice, ...] = (GuestChoice(),)
    staff: int | None = None
    alignment: Alignment = Alignment.START
    ready: time | None = None
    day: date | None = None
    start: datetime | None = None

    @classmethod
    def of(cls, *services: int, **others: Any) -> "Choice":
        """Return the choice of one guest."""
        return cls(guests=(GuestChoice(services),), **others)

    @classmethod
    def from_query(cls, query: QueryDict) -> "Choice":
        """Read the address; what makes no sense counts as not chosen."""
        size = min(parse_number(query.get("guests", "")) or 1, MAX_GUESTS)
        ends_together = size > 1 and query.get("align") == Alignment.END
        return cls(
            guests=tuple(GuestChoice.from_query(query, suffix_of(n)) for n in range(size)),
            staff=parse_number(query.get("staff", "")),
            alignment=Alignment.END if ends_together else Alignment.START,
            ready=parse_clock(query.get("ready", "")),
            day=parse_day(query.get("day", "")),
            start=parse_start(query.get("start", "")),
        )

    @property
    def services(self) -> tuple[int, ...]:
        """Return the first guest's services."""
        return self.guests[0].services

    @property
    def size(self) -> int:
        return len(self.guests)

    @property
    def is_plain(self) -> bool:
        """Return whether it is one guest's visit at any time: nothing to say about a party."""
        return self.size == 1 and self.ready is None

    def has_own(self, guest: int) -> bool:
        """Return whether the guest has services of her own rather than those of the first."""
        return guest == 0 or bool(self.guests[guest].services)

    def wanted_by(self, guest: int) -> GuestChoice:
        """Return what the guest wants; only the people are never those of the first."""
        own = self.guests[guest]
        return own if self.has_own(guest) else replace(self.guests[0], people=own.people)

    def but(self, **changes: Any) -> "Choice":
        """Return the choice with some of it changed."""
        return replace(self, **changes)

    def with_guest(self, guest: int, wanted: GuestChoice) -> "Choice":
        """Return the choice with another wish of one guest."""
        changed = (wanted if n == guest else each for n, each in enumerate(self.guests))
        return replace(self, guests=tuple(changed))

    @property
    def anyone(self) -> "Choice":
        """Return the choice without anybody asked for."""
        guests = tuple(replace(guest, people=()) for guest in self.guests)
        return replace(self, guests=guests, staff=None)

    @property
    def asks_for_somebody(self) -> bool:
        return self != self.anyone

    def pairs_without(self, *names: str) -> list[tuple[str, object]]:
        """Return what a form carries along that has fields of its own for some names."""
        return [pair for pair in self.pairs if pair[0] not in names]

    @property
    def pairs(self) -> list[tuple[str, object]]:
        """Return names and values of the address, as hidden fields of a form take them."""
        found = list(self.guests[0].pairs(""))
        if self.staff is not None:
            found.append(("staff", self.staff))
        if self.size > 1:
            found.append(("guests", self.size))
        for number, guest in enumerate(self.guests[1:], start=1):
            found.extend(guest.pairs(suffix_of(number)))
        if self.alignment is Alignment.END:
            found.append(("align", self.alignment.value))
        if self.ready is not None:
            found.append(("ready", format_clock(self.ready)))
        if self.day is not None:
            found.append(("day", self.day.isoformat()))
        if self.start is not None:
            found.append(("start", format_start(self.start)))
        return found

    @property
    def query(self) -> str:
        """The choice as the query of an address."""
        return urlencode(self.pairs)


def suffix_of(guest: int) -> str:
    """Return what a guest's names end in: nothing for the first, ``2`` for the second."""
    return "" if guest == 0 else str(guest + 1)


def has_too_many(query: QueryDict) -> bool:
    """Return whether more is asked for than a visit has room for; ``from_query`` cuts it."""
    return any(_is_beyond(query, suffix_of(guest)) for guest in range(MAX_GUESTS))


def _is_beyond(query: QueryDict, suffix: str) -> bool:
    add_ons = Counter(service for service, _pk in parse_pairs(query.getlist(f"add{suffix}")))
    services = set(query.getlist(f"service{suffix}"))
    return len(services) > MAX_SERVICES or any(
        count > MAX_ADD_ONS and str(service) in services for service, count in add_ons.items()
    )


def _few_each(pairs: tuple[Pair, ...], services: tuple[int, ...]) -> tuple[Pair, ...]:
    """Keep the add-ons of chosen services, so many of each as a visit has room for."""
    found: list[Pair] = []
    for service in services:
        found.extend([pair for pair in pairs if pair[0] == service][:MAX_ADD_ONS])
    return tuple(found)
