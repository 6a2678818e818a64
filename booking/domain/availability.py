"""What a customer can book: one engine for offers, pages and every write."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from booking.domain.calendar import Calendar, load_calendar, on_day
from booking.domain.planning import Plan, RequestedItem, plan_visit
from booking.errors import DateOutOfRange, NotBookable, SlotTaken, UnknownService, UnknownStaff
from salons.models import Service, StaffSkill


@dataclass(frozen=True)
class Slot:
    """A time that can be booked, with the plan behind it."""

    start: datetime
    end: datetime
    plan: Plan


def resolve_items(wanted: Sequence[tuple[int, int | None]]) -> list[RequestedItem]:
    """Turn (service id, staff id or None) into items; two queries.

    Raises UnknownService, UnknownStaff.
    """
    services = Service.objects.filter(is_archived=False, is_bookable_online=True).in_bulk(
        [service_id for service_id, _staff in wanted]
    )
    skills = set(
        StaffSkill.objects.filter(
            service__in=services, staff__is_archived=False, staff__is_bookable_online=True
        ).values_list("staff_id", "service_id")
    )
    for service_id, staff_id in wanted:
        if service_id not in services:
            raise UnknownService(param="service")
        if staff_id is not None and (staff_id, service_id) not in skills:
            raise UnknownStaff(param="staff")
    return [RequestedItem(services[service_id], staff_id) for service_id, staff_id in wanted]


def day_slots(
    items: Sequence[RequestedItem], day: date, *, now: datetime | None = None
) -> list[Slot]:
    """Return the free times of one business day, in order. Raises DateOutOfRange."""
    now = now or timezone.now()
    calendar = load_calendar(day, day, staff_ids=_wanted_staff(items))
    check_day(day, calendar, now)
    return slots_on(calendar, items, day, now=now)


def days_with_slots(
    items: Sequence[RequestedItem], first: date, last: date, *, now: datetime | None = None
) -> list[date]:
    """Return the days from ``first`` to ``last`` with at least one free time."""
    now = now or timezone.now()
    calendar = load_calendar(first, last, staff_ids=_wanted_staff(items))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [
        day
        for day in days
        if is_in_range(day, calendar, now) and _any_slot(calendar, items, day, now)
    ]


def slots_on(
    calendar: Calendar, items: Sequence[RequestedItem], day: date, *, now: datetime
) -> list[Slot]:
    """Return the free times of one day of a loaded calendar."""
    return [
        Slot(start, plan[-1].visit.end, plan)
        for start in _starts(calendar, day, now)
        if (plan := plan_visit(calendar, items, start)) is not None
    ]


def plan_or_refuse(
    calendar: Calendar, items: Sequence[RequestedItem], start: datetime, *, now: datetime
) -> Plan:
    """Return the plan of a visit at ``start``; the check behind every write.

    Raises NotBookable where the salon's rules forbid the time, SlotTaken where people are busy.
    """
    day = calendar.business_day(start)
    if not is_in_range(day, calendar, now) or start not in _starts(calendar, day, now):
        raise NotBookable(param="start")
    plan = plan_visit(calendar, items, start)
    if plan is None:
        raise SlotTaken(param="start")
    return plan


def check_day(day: date, calendar: Calendar, now: datetime) -> None:
    """Raise DateOutOfRange for a day that is past or beyond the horizon."""
    if not is_in_range(day, calendar, now):
        raise DateOutOfRange(param="date")


def is_in_range(day: date, calendar: Calendar, now: datetime) -> bool:
    """Return whether the day may be booked at all."""
    today = calendar.business_day(now)
    return bool(today <= day <= today + timedelta(days=calendar.rules.horizon_days))


def _starts(calendar: Calendar, day: date, now: datetime) -> list[datetime]:
    """Return the grid of starting times: multiples of the step on the salon's wall clock."""
    step = timedelta(minutes=calendar.rules.slot_step_minutes)
    earliest = now + timedelta(minutes=calendar.rules.minimum_notice_minutes)
    starts = []
    for interval in on_day(calendar.opening, day, calendar.zone):
        start = _next_on_grid(interval.start, step, calendar)
        while start < interval.end:
            if start >= earliest:
                starts.append(start)
            start += step
    return sorted(set(starts))


def _next_on_grid(start: datetime, step: timedelta, calendar: Calendar) -> datetime:
    wall = start.astimezone(calendar.zone)
    past_midnight = timedelta(hours=wall.hour, minutes=wall.minute, seconds=wall.second)
    return start + (-past_midnight % step)


def _any_slot(calendar: Calendar, items: Sequence[RequestedItem], day: date, now: datetime) -> bool:
    return any(plan_visit(calendar, items, start) for start in _starts(calendar, day, now))


def _wanted_staff(items: Sequence[RequestedItem]) -> list[int] | None:
    """Return the people to load: None (everybody) as soon as one item is open to anybody."""
    ids = [item.staff_id for item in items]
    return None if None in ids else [i for i in ids if i is not None]
