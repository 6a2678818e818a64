"""Fitting a visit into a calendar: who does what when. Pure, the same for offers and bookings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.domain.calendar import Calendar, Person
from booking.domain.intervals import Interval, subtract
from salons.models import Service


@dataclass(frozen=True)
class RequestedItem:
    """A service, by a certain person or by anybody who does it."""

    service: Service
    staff_id: int | None = None

    @property
    def duration(self) -> timedelta:
        return timedelta(minutes=self.service.duration_minutes)

    @property
    def occupied(self) -> timedelta:
        """Length that the person is busy, clean-up included."""
        return self.duration + timedelta(minutes=self.service.cleanup_minutes)


@dataclass(frozen=True)
class PlannedItem:
    """A requested item with its person and its times."""

    request: RequestedItem
    person: Person
    visit: Interval
    occupied: Interval


Plan = tuple[PlannedItem, ...]


def plan_visit(calendar: Calendar, items: Sequence[RequestedItem], start: datetime) -> Plan | None:
    """Return who does each item of a visit that begins at ``start``, or None if it cannot be.

    Items follow one another without a wait, except for the clean-up of a person who does two in a
    row. Among several people the least busy of that day comes first, then the salon's order.
    """
    day = calendar.business_day(start)
    return _extend(calendar, items, start, day, ())


def _extend(
    calendar: Calendar, items: Sequence[RequestedItem], start: datetime, day: date, done: Plan
) -> Plan | None:
    if not items:
        return done
    for person in _candidates(calendar, items[0], day):
        planned = _place(calendar, items[0], person, start, day, done)
        if planned is None:
            continue
        plan = _extend(calendar, items[1:], planned.visit.end, day, (*done, planned))
        if plan is not None:
            return plan
    return None


def _candidates(calendar: Calendar, item: RequestedItem, day: date) -> list[Person]:
    able = [p for p in calendar.people.values() if item.service.pk in p.service_ids]
    if item.staff_id is not None:
        return [person for person in able if person.id == item.staff_id]
    return sorted(able, key=lambda p: (calendar.minutes_booked(p, day), p.sort_order, p.id))


def _place(
    calendar: Calendar,
    item: RequestedItem,
    person: Person,
    start: datetime,
    day: date,
    done: Plan,
) -> PlannedItem | None:
    own = [planned.occupied for planned in done if planned.person.id == person.id]
    if own:
        start = max(start, own[-1].end)
    occupied = Interval(start, start + item.occupied)
    free = subtract(calendar.free(person, day), own)
    if not any(interval.contains(occupied) for interval in free):
        return None
    return PlannedItem(item, person, Interval(start, start + item.duration), occupied)
