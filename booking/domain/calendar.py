"""What is known about a window of days of a salon: loaded at once, then only computed with."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch
from django.utils import timezone

from booking.domain.intervals import Interval, intersect, subtract
from booking.errors import DateOutOfRange
from booking.models import AppointmentItem
from salons.models import BookingRules, OpeningHours, SalonProfile, StaffMember, TimeOff
from salons.models.hours import WeeklyInterval

ONE_DAY = timedelta(days=1)
# The longest horizon that a salon may choose, and some room for looking back.
FARTHEST_DAYS = 400


@dataclass(frozen=True)
class Person:
    """One bookable member of staff in the window."""

    id: int
    name_ar: str
    name_en: str
    sort_order: int
    service_ids: frozenset[int]
    shifts: tuple[WeeklyInterval, ...]
    absences: tuple[Interval, ...]
    busy: tuple[Interval, ...]


@dataclass(frozen=True)
class Calendar:
    """Opening hours, people and what they are busy with, from ``first`` to ``last`` day."""

    zone: ZoneInfo
    rules: BookingRules
    first: date
    last: date
    opening: tuple[WeeklyInterval, ...]
    people: dict[int, Person] = field(default_factory=dict)
    # A search asks the same again and again; nothing changes once it is loaded.
    _free: dict[tuple[int, date], list[Interval]] = field(default_factory=dict, repr=False)
    _booked: dict[tuple[int, date], int] = field(default_factory=dict, repr=False)

    def free(self, person: Person, day: date) -> list[Interval]:
        """Return when the person can be booked on the business day that begins on ``day``."""
        key = (person.id, day)
        if key not in self._free:
            self._free[key] = self._free_of(person, day)
        return self._free[key]

    def _free_of(self, person: Person, day: date) -> list[Interval]:
        open_hours = on_day(self.opening, day, self.zone)
        working = on_day(person.shifts, day, self.zone) if person.shifts else open_hours
        return subtract(intersect(open_hours, working), (*person.absences, *person.busy))

    def business_day(self, instant: datetime) -> date:
        """Return the day whose business an instant belongs to."""
        return business_day(instant, self.opening, self.zone)

    def minutes_booked(self, person: Person, day: date) -> int:
        """Return how many minutes of the business day the person is busy."""
        key = (person.id, day)
        if key not in self._booked:
            busy = intersect(person.busy, on_day(self.opening, day, self.zone))
            minutes = sum(int(interval.length.total_seconds()) // 60 for interval in busy)
            self._booked[key] = minutes
        return self._booked[key]


def business_day(instant: datetime, opening: Iterable[WeeklyInterval], zone: ZoneInfo) -> date:
    """Return the day whose business an instant belongs to: 01:00 may be yesterday's."""
    today = instant.astimezone(zone).date()
    for interval in on_day(opening, today - ONE_DAY, zone):
        if interval.start <= instant < interval.end:
            return today - ONE_DAY
    return today


def on_day(intervals: Iterable[WeeklyInterval], day: date, zone: ZoneInfo) -> list[Interval]:
    """Return the weekly intervals of one business day as instants; past midnight runs on."""
    return [
        Interval(
            local(day, interval.starts, zone),
            local(day + ONE_DAY if interval.is_past_midnight else day, interval.ends, zone),
        )
        for interval in intervals
        if interval.weekday == day.weekday()
    ]


def local(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return the UTC instant of a wall-clock time."""
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


def load_calendar_around(start: datetime, *, profile: SalonProfile | None = None) -> Calendar:
    """Load the days that a visit at ``start`` can belong to. Raises DateOutOfRange."""
    profile = profile or SalonProfile.load()
    day = start.astimezone(profile.zone).date()
    return load_calendar(day - ONE_DAY, day, profile=profile)


def load_calendar(
    first: date,
    last: date,
    *,
    staff_ids: Iterable[int] | None = None,
    profile: SalonProfile | None = None,
) -> Calendar:
    """Load the window of business days ``first``..``last`` in a fixed number of queries.

    ``profile`` saves one of them where the caller has it already. Raises DateOutOfRange.
    """
    require_near(first)
    require_near(last)
    profile = profile or SalonProfile.load()
    window = _window(first, last, profile.zone)
    staff = StaffMember.objects.filter(is_archived=False, is_bookable_online=True)
    if staff_ids is not None:
        staff = staff.filter(pk__in=set(staff_ids))
    absences = TimeOff.objects.filter(ends_at__gt=window.start, starts_at__lt=window.end)
    rows = list(staff.prefetch_related("skills", "shifts", Prefetch("time_off", queryset=absences)))
    busy = _busy(window)
    return Calendar(
        zone=profile.zone,
        rules=BookingRules.load(),
        first=first,
        last=last,
        opening=tuple(OpeningHours.objects.all()),
        people={row.pk: _person(row, busy[row.pk]) for row in rows},
    )


def require_near(day: date) -> None:
    """Raise DateOutOfRange for a day that no horizon reaches, before anything is computed."""
    if abs((day - timezone.now().date()).days) > FARTHEST_DAYS:
        raise DateOutOfRange(param="date")


def _window(first: date, last: date, zone: ZoneInfo) -> Interval:
    """Return the instants that business days can touch: a day runs past midnight at most once."""
    return Interval(local(first, time(0), zone), local(last + 2 * ONE_DAY, time(0), zone))


def _busy(window: Interval) -> dict[int, list[Interval]]:
    """Return what each person is busy with. Bounded on both sides so that the index is used."""
    rows = AppointmentItem.objects.filter(
        blocking=True, starts_at__gte=window.start - ONE_DAY, starts_at__lt=window.end
    ).values_list("staff_id", "occupied")
    busy: dict[int, list[Interval]] = defaultdict(list)
    for staff_id, occupied in rows:
        busy[staff_id].append(Interval(occupied.lower, occupied.upper))
    return busy


def _person(row: StaffMember, busy: list[Interval]) -> Person:
    return Person(
        id=row.pk,
        name_ar=row.name_ar,
        name_en=row.name_en,
        sort_order=row.sort_order,
        service_ids=frozenset(skill.service_id for skill in row.skills.all()),
        shifts=tuple(row.shifts.all()),
        absences=tuple(Interval(off.starts_at, off.ends_at) for off in row.time_off.all()),
        busy=tuple(busy),
    )
