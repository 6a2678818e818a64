"""The questions: the slots of a day, days with a slot, the next one, is this one free?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from booking.domain.engine.feasible import PartStarts, guest_starts, visit_starts
from booking.domain.engine.planner import Plan, fit
from booking.domain.engine.timeline import has, mask_of, minutes_of
from booking.domain.engine.world import Day, Visit, World


@dataclass(frozen=True)
class Offer:
    """A start that can be booked, with the plan behind it."""

    start: int
    end: int
    plan: Plan


class Search:
    """One visit in one world; what all days share is computed once."""

    def __init__(self, world: World, visit: Visit) -> None:
        self.world, self.visit = world, visit
        self.guests: list[list[PartStarts]] = [
            guest_starts(world, parts, visit.longest_wait) for parts in visit.guests
        ]
        self.starts = visit_starts(world, visit, self.guests)

    def offers(self, day: Day) -> Iterator[Offer]:
        """Yield what can be booked on a business day, in order of time."""
        for start in self._starts_of(day):
            offer = self._offer(start, day.date)
            if offer is not None:
                yield offer

    def days(self) -> list[date]:
        """Return the business days with at least one offer."""
        return [day.date for day in self.world.days if next(self.offers(day), None)]

    def next_offer(self) -> Offer | None:
        """Return the soonest offer of the window."""
        found = (offer for day in self.world.days for offer in self.offers(day))
        return next(found, None)

    def offer_at(self, start: int) -> Offer | None:
        """Return the offer that begins at a minute, or None."""
        day = day_of(self.world, start)
        return self._offer(start, day.date) if day and has(self.starts, start) else None

    def _offer(self, start: int, day: date) -> Offer | None:
        plan = fit(self.world, self.visit, self.guests, start, day)
        return Offer(start, max(placed.end for placed in plan), plan) if plan else None

    def _starts_of(self, day: Day) -> Iterator[int]:
        """Yield the candidates of a business day; those of the day before run past midnight."""
        if not day.spans:
            return
        low, high = day.spans[0][0], day.spans[-1][1]
        own = next(minutes for found, minutes in self.world.day_minutes if found is day)
        mask = (self.starts & own) >> low & ((1 << (high - low)) - 1)
        yield from (low + minute for minute in minutes_of(mask))


def day_of(world: World, minute: int) -> Day | None:
    """Return the business day that a minute belongs to: the first that is open then."""
    for day in world.days:
        if any(start <= minute < end for start, end in day.spans):
            return day
    return None


def starts_between(world: World, low: datetime, high: datetime) -> int:
    """Return the startable minutes between two instants."""
    span = (world.window.minute(low), world.window.minute(high))
    return world.startable & mask_of([span], world.window)
