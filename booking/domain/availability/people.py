"""The people of a search: when they work, what keeps them, who comes first."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from booking.domain.availability.facts import Facts, StaffFacts, Stretch
from booking.domain.availability.occupied import Occupied, minute_of_epoch
from booking.domain.availability.opening import weekly_mask
from booking.domain.engine.hours import Weekly
from booking.domain.engine.timeline import Span, Window, mask_of, mask_of_disjoint
from booking.domain.engine.world import Day, Person
from salons.models import Anybody


def people_of(
    facts: Facts,
    occupied: Occupied,
    bounds: tuple[date, date],
    window: Window,
    *,
    open_minutes: int,
    pauses: int,
    days: Sequence[tuple[Day, int]],
) -> dict[int, Person]:
    """Return everybody who can do a wanted service, by id."""
    masks = _WeeklyMasks(facts, bounds, window)
    zero = minute_of_epoch(window.start)
    cut, found = _cut_out(days), {}
    for member in facts.staff.values():
        shifts = masks.of(member.shifts) if member.shifts else open_minutes
        works = (shifts | _minutes(member.extra_hours, zero, window)) & open_minutes & ~pauses
        works &= ~masks.of(member.breaks) & ~_minutes(member.absences, zero, window)
        busy = mask_of_disjoint(occupied.staff.get(member.id, ()), window)
        found[member.id] = Person(
            id=member.id,
            works=works,
            busy=busy,
            is_woman=member.is_woman,
            service_ids=frozenset(member.skills),
            rank=_rank(facts, member),
            ranks=_LeastBusy(member, busy, cut)
            if facts.rules.anybody == Anybody.LEAST_BUSY
            else {},
        )
    return found


def stretch_spans(stretches: Sequence[Stretch], zero: int) -> list[Span]:
    """Return stretches of instants as minutes of a window that begins at minute ``zero``."""
    return [(low - zero, high - zero) for low, high, _label in stretches]


def _minutes(stretches: Sequence[Stretch], zero: int, window: Window) -> int:
    return mask_of(stretch_spans(stretches, zero), window) if stretches else 0


def _rank(facts: Facts, member: StaffFacts) -> tuple[int, ...]:
    if facts.rules.anybody == Anybody.ROTATION:
        return member.latest_booking, member.sort_order
    return (member.sort_order,)


class _WeeklyMasks:
    """Minutes of weekly hours; people with the same week share one mask."""

    def __init__(self, facts: Facts, bounds: tuple[date, date], window: Window) -> None:
        self.facts, self.bounds, self.window = facts, bounds, window
        self.known: dict[object, int] = {}

    def of(self, weekly: Weekly) -> int:
        if not weekly:
            return 0
        key = tuple(sorted(weekly.items()))
        if key not in self.known:
            self.known[key] = weekly_mask(weekly, self.facts, *self.bounds, self.window)
        return self.known[key]


# Business day -> the first of its minutes, and its minutes counted from there.
_Days = Mapping[date, tuple[int, int]]


def _cut_out(days: Sequence[tuple[Day, int]]) -> _Days:
    """Return each day as a small set: counting in one of a whole month takes as long as that."""
    lows = {day.date: day.spans[0][0] if day.spans else 0 for day, _minutes in days}
    return {day.date: (lows[day.date], minutes >> lows[day.date]) for day, minutes in days}


class _LeastBusy(Mapping[date, tuple[int, ...]]):
    """Business day -> (minutes booked, the team's order): counted when a day is looked at."""

    def __init__(self, member: StaffFacts, busy: int, days: _Days) -> None:
        self.order, self.busy, self.days = member.sort_order, busy, days
        self.known: dict[date, tuple[int, ...]] = {}

    def __getitem__(self, day: date) -> tuple[int, ...]:
        if day not in self.known:
            low, minutes = self.days[day]
            self.known[day] = ((self.busy >> low & minutes).bit_count(), self.order)
        return self.known[day]

    def __iter__(self) -> Iterator[date]:
        return iter(self.days)

    def __len__(self) -> int:
        return len(self.days)
