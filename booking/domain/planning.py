"""Fitting a visit into a calendar: who does what when. Pure, the same for offers and bookings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.domain.calendar import Calendar, Person
from booking.domain.intervals import Interval, subtract
from salons.models import Service

# A visit of more services is planned with the salon.
MAX_SERVICES = 5


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
    return _Search(calendar, items, calendar.business_day(start)).extend(start, ())


# What decides whether the rest of a visit can be placed: how many items are done, when the next
# begins, and who is still cleaning up by then.
State = tuple[int, datetime, frozenset[tuple[int, datetime]]]


class _Search:
    """Depth first through the people of each item. A state that failed is not tried again.

    Without that memory a visit of n items among m people costs m to the power of n.
    """

    def __init__(self, calendar: Calendar, items: Sequence[RequestedItem], day: date) -> None:
        self.calendar = calendar
        self.items = items
        self.day = day
        self.failed: set[State] = set()

    def extend(self, start: datetime, done: Plan) -> Plan | None:
        if len(done) == len(self.items):
            return done
        state = _state(start, done)
        if state in self.failed:
            return None
        item = self.items[len(done)]
        for person in _candidates(self.calendar, item, self.day):
            planned = _place(self.calendar, item, person, start, self.day, done)
            plan = planned and self.extend(planned.visit.end, (*done, planned))
            if plan:
                return plan
        self.failed.add(state)
        return None


def _state(start: datetime, done: Plan) -> State:
    busy = {(each.person.id, each.occupied.end) for each in done if each.occupied.end > start}
    return len(done), start, frozenset(busy)


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
