"""A loaded window of business days: the questions that pages, API and writes ask of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from booking.domain.availability.facts import Facts
from booking.domain.availability.limits import Limits, horizon_days
from booking.domain.availability.notes import notes_of
from booking.domain.availability.slots import Slot, SlotMaker
from booking.domain.availability.wanted import VisitRequest
from booking.domain.availability.words.public import public_refusal
from booking.domain.engine.effort import Effort
from booking.domain.engine.hours import HoursPlan, business_day
from booking.domain.engine.reasons import Refusal, Rule, why
from booking.domain.engine.search import Gaps, Offer, Search
from booking.domain.engine.world import Visit, World
from booking.errors import DateOutOfRange
from salons.models import BestTimes


@dataclass(frozen=True)
class Availability:
    """One visit in the business days ``bounds`` (first, last); everything is in memory."""

    request: VisitRequest
    facts: Facts
    plan: HoursPlan
    world: World
    visit: Visit
    bounds: tuple[date, date]
    # The business day of the moment at which the window was loaded.
    today: date
    limits: Limits

    @cached_property
    def search(self) -> Search:
        best = self.facts.rules.best_times
        gaps = Gaps(self.facts.shortest, only=best == BestTimes.ONLY)
        return Search(self.world, self.visit, None if best == BestTimes.OFF else gaps)

    @property
    def last_bookable(self) -> date:
        """Return the last day of the horizon of what is wanted."""
        return self.today + timedelta(days=horizon_days(self.facts))

    def check_day(self, day: date) -> None:
        """Raise DateOutOfRange for a day that is past or beyond the horizon."""
        if not self.today <= day <= self.last_bookable:
            raise DateOutOfRange(param="date")

    def slots_on(self, day: date) -> list[Slot]:
        """Return what can be booked on a business day of the window, in order of time."""
        return [self._slot(offer) for offer in self._offers(day)]

    def days_with_slots(self) -> list[date]:
        """Return the days of the window on which something can be booked."""
        effort, days = Effort(), self.world.days
        return [
            day.date
            for number, day in enumerate(days)
            if next(self._offers(day.date, effort.share(len(days) - number)), None)
        ]

    def next_slot(self, *, after: datetime | None = None) -> Slot | None:
        """Return the soonest time of the window, not before ``after``."""
        window, effort = self.world.window, Effort()
        low = 0 if after is None else window.minute_after(after)
        offers = (offer for day in self.world.days for offer in self._offers(day.date, effort))
        found = next((offer for offer in offers if offer.start >= low), None)
        return self._slot(found) if found else None

    def slot_at(self, start: datetime) -> Slot | None:
        """Return the visit that begins at an instant, or None where it cannot."""
        if not self._is_whole_minute(start):
            return None
        offer = self.search.offer_at(self.world.window.minute(start))
        return self._slot(offer) if offer else None

    def slot_or_refuse(self, start: datetime) -> Slot:
        """Return the visit that begins at an instant; the check behind every write.

        Raises NotBookable where the salon's rules forbid the time, SlotTaken where people or rooms
        are taken; both carry ``rule`` and ``reason`` as anybody may read them.
        """
        slot = self.slot_at(start)
        if slot is not None:
            return slot
        raise public_refusal(self.why(start))

    def why(self, start: datetime) -> list[Refusal]:
        """Return the rules that refuse an instant; nothing where it can be booked."""
        if not self._is_whole_minute(start):
            return [Refusal(Rule.OFF_GRID)]
        minute = self.world.window.minute(start)
        if self.search.offer_at(minute) is not None:
            return []
        offer = Search(self.world, self.visit).offer_at(minute)
        if offer is not None:
            return [Refusal(Rule.GAP, span=(offer.start, offer.end))]
        in_own_time = Search(self.world, replace(self.visit, latest_end=None))
        offer = in_own_time.offer_at(minute)
        if offer is not None:
            return [Refusal(Rule.READY_BY, span=(offer.start, offer.end))]
        notes = notes_of(self.facts, self.plan, self.world, self.limits)
        return why(in_own_time, minute, notes)

    def business_day(self, instant: datetime) -> date:
        """Return the day whose business an instant belongs to."""
        return business_day(instant, self.plan, self.facts.place.zone)

    def _offers(self, day: date, effort: Effort | None = None) -> Iterator[Offer]:
        first, last = self.bounds
        found = next((each for each in self.world.days if each.date == day), None)
        if found is not None and first <= day <= last:
            yield from self.search.offers(found, effort)

    def _slot(self, offer: Offer) -> Slot:
        return self._slots.slot_of(offer)

    @cached_property
    def _slots(self) -> SlotMaker:
        world = self.world
        return SlotMaker(self.request, self.facts, world.window, world.sessions)

    @staticmethod
    def _is_whole_minute(instant: datetime) -> bool:
        return instant.second == 0 and instant.microsecond == 0
