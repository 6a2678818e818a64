"""The questions: the slots of a day, days with a slot, the next one, is this one free?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from booking.domain.engine.best_times import is_tight
from booking.domain.engine.effort import Effort
from booking.domain.engine.feasible import starts_of_guests, visit_starts
from booking.domain.engine.fitting import Fitting
from booking.domain.engine.plan import Plan
from booking.domain.engine.planner import fit
from booking.domain.engine.timeline import has, mask_of, minutes_of
from booking.domain.engine.world import Day, Visit, World


@dataclass(frozen=True)
class Offer:
    """A start that can be booked, with the plan behind it.

    ``is_tight``: the plan leaves no useless gap, where that was asked for.
    """

    start: int
    end: int
    plan: Plan
    is_tight: bool = False


@dataclass(frozen=True)
class Gaps:
    """Look for plans that leave no gap too short for the ``shortest`` service.

    ``only``: nothing else is offered; otherwise they are taken where there are some.
    """

    shortest: int
    only: bool


class Search:
    """One visit in one world; what all days share is computed once.

    Every question has its own ``Effort``: the answer to one does not depend on another's.
    """

    def __init__(self, world: World, visit: Visit, gaps: Gaps | None = None) -> None:
        self.world, self.visit, self.gaps = world, visit, gaps
        self.guests = starts_of_guests(world, visit)
        self.starts = visit_starts(world, visit, self.guests)

    def offers(self, day: Day, effort: Effort | None = None) -> Iterator[Offer]:
        """Yield what can be booked on a business day, in order of time."""
        effort = effort or Effort()
        for start in self._starts_of(day):
            offer = self._offer(start, day.date, effort)
            if offer is not None:
                yield offer

    def offer_at(self, start: int) -> Offer | None:
        """Return the offer that begins at a minute, or None."""
        day = day_of(self.world, start)
        return self._offer(start, day.date, Effort()) if day and has(self.starts, start) else None

    def _offer(self, start: int, day: date, effort: Effort) -> Offer | None:
        fitting = Fitting(self.world, self.visit, self.guests, start, day)
        plan = fit(fitting, effort)
        if plan is None or self.gaps is None:
            return _of_plan(start, plan)
        tightly = replace(fitting, shortest=self.gaps.shortest)
        if is_tight(tightly.near, plan, shortest=self.gaps.shortest):
            return _of_plan(start, plan, is_tight=True)
        # Others than those who come first may leave no gap.
        better = fit(tightly, effort)
        if better is not None:
            return _of_plan(start, better, is_tight=True)
        return None if self.gaps.only else _of_plan(start, plan)

    def _starts_of(self, day: Day) -> Iterator[int]:
        """Yield the candidates of a business day; those of the day before run past midnight."""
        if not day.spans:
            return
        low, high = day.spans[0][0], day.spans[-1][1]
        own = next(minutes for found, minutes in self.world.day_minutes if found is day)
        mask = (self.starts & own) >> low & ((1 << (high - low)) - 1)
        yield from (low + minute for minute in minutes_of(mask))


def _of_plan(start: int, plan: Plan | None, *, is_tight: bool = False) -> Offer | None:
    return Offer(start, max(p.end for p in plan), plan, is_tight) if plan else None


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
