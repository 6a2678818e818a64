"""What the engine knows: one salon in one window, as sets of minutes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from booking.domain.engine.timeline import Span, Window, mask_of


@dataclass(frozen=True, kw_only=True)
class Blocks:
    """The timed parts of a service, in minutes.

    The person is busy before, during ``duration``, ``finishing`` and after; the customer is there
    from the start to the end of ``finishing``; in ``processing`` the person is free.
    """

    before: int = 0
    duration: int
    processing: int = 0
    finishing: int = 0
    after: int = 0

    @cached_property
    def visit(self) -> int:
        """Return how long the customer is there."""
        return self.duration + self.processing + self.finishing

    @cached_property
    def work(self) -> tuple[Span, ...]:
        """Return when the person is busy, counted from the start."""
        resumed = self.duration + self.processing
        if not self.processing:
            return ((-self.before, self.visit + self.after),)
        spans = ((-self.before, self.duration), (resumed, self.visit + self.after))
        return tuple(span for span in spans if span[0] < span[1])

    @property
    def room(self) -> Span:
        """Return when the room, chair or device is taken."""
        return -self.before, self.visit + self.after


@dataclass(frozen=True, kw_only=True)
class Part:
    """One service of a visit, add-ons included, by a certain person or by anybody who does it."""

    service_id: int
    blocks: Blocks
    staff_id: int | None = None
    women_only: bool = False
    resource_type_id: int | None = None
    # Places beside each other at one time (a class); 1 for a service to one customer.
    capacity: int = 1
    # Person -> her own length of ``duration``, add-ons included.
    own_durations: Mapping[int, int] = field(default_factory=dict)

    def blocks_of(self, staff_id: int) -> Blocks:
        """Return the blocks as this person needs them."""
        return self._own_blocks.get(staff_id, self.blocks)

    @cached_property
    def _own_blocks(self) -> Mapping[int, Blocks]:
        return {pk: replace(self.blocks, duration=own) for pk, own in self.own_durations.items()}


class Alignment(StrEnum):
    """How the visits of a party lie beside each other."""

    START = "start"
    END = "end"


@dataclass(frozen=True, kw_only=True)
class Visit:
    """What is wanted: for each guest the parts in their order."""

    guests: tuple[tuple[Part, ...], ...]
    alignment: Alignment = Alignment.START
    # The longest that a guest waits between two parts.
    longest_wait: int = 15
    # The minute by which everybody has to be ready.
    latest_end: int | None = None

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Return the parts of all guests."""
        return tuple(part for guest in self.guests for part in guest)

    @cached_property
    def longest(self) -> int:
        """Return how many minutes after its start a visit can still take somebody or something."""
        # Who is ready together with the longest visit tidies up after it.
        tidying = max(part.blocks.after for part in self.parts)
        return max(sum(map(self._longest_of, parts)) for parts in self.guests) + tidying

    def _longest_of(self, part: Part) -> int:
        blocks = part.blocks
        longest = max(blocks.duration, *part.own_durations.values(), 0)
        around = blocks.before + blocks.after + self.longest_wait
        return blocks.visit - blocks.duration + longest + around


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who does services. ``works``: shifts less breaks and absences, salon open."""

    id: int
    works: int
    busy: int = 0
    is_woman: bool = True
    service_ids: frozenset[int]
    # Lower comes first where anybody will do; by business day where the salon wants it so.
    rank: tuple[int, ...] = ()
    ranks: Mapping[date, tuple[int, ...]] = field(default_factory=dict)

    def order_on(self, day: date) -> tuple[tuple[int, ...], int]:
        """Return what people are sorted by where anybody will do: the first is asked first."""
        return self.ranks.get(day, self.rank), self.id

    @cached_property
    def free(self) -> int:
        return self.works & ~self.busy


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One room, chair or device."""

    id: int
    type_id: int
    busy: int = 0


@dataclass(frozen=True, kw_only=True)
class Session:
    """A class that takes place already: what is over with it can join while it has places."""

    service_id: int
    staff_id: int
    start: int
    end: int
    seats_left: int


@dataclass(frozen=True, kw_only=True)
class Day:
    """One business day: it belongs to the date on which it begins."""

    date: date
    spans: tuple[Span, ...]
    # Nobody, or these people, may be booked any more (caps of the day).
    is_full: bool = False
    full_staff: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class World:
    """One salon in one window. Masks are sets of minutes (``timeline``)."""

    window: Window
    # Where customers may be: opening hours, pauses included (they wait, as in processing).
    open: int
    # Where a visit may start: the grid of the salon's wall clock, inside opening hours.
    grid: int
    # Minutes from and until which starts are taken (notice, cut-off, horizon).
    earliest: int
    latest: int
    days: tuple[Day, ...]
    people: Mapping[int, Person]
    units: tuple[Unit, ...] = ()
    sessions: tuple[Session, ...] = ()

    @property
    def startable(self) -> int:
        """Return the minutes at which a visit may start as far as the salon's rules go."""
        allowed = self.grid & mask_of([(self.earliest, self.latest)], self.window)
        for day, minutes in self.day_minutes:
            if day.is_full:
                allowed &= ~minutes
        return allowed

    @cached_property
    def full_staff(self) -> frozenset[int]:
        """Return who may not be booked any more on some day."""
        return frozenset(pk for day in self.days for pk in day.full_staff)

    @cached_property
    def day_minutes(self) -> tuple[tuple[Day, int], ...]:
        """Return the minutes of each business day; shared ones belong to the day before."""
        found, before = [], 0
        for day in self.days:
            minutes = mask_of(day.spans, self.window)
            found.append((day, minutes & ~before))
            before |= minutes
        return tuple(found)
