"""The salon's hours without anybody's bookings: for pages that ask when it is open."""

from collections.abc import Iterable
from datetime import date, datetime, time

from booking.domain.engine.hours import Exceptional, HoursPlan, Season, Weekly, spans_on, window_of
from booking.domain.engine.wall_clock import ONE_DAY, opening_instant
from salons.domain.calendar.seasons import stretches
from salons.models import OpeningHours, SalonProfile, SpecialDay
from salons.models import Season as SeasonRow
from salons.models.hours import WeeklyInterval


def hours_plan_of_salon(first: date, last: date) -> HoursPlan:
    """Return the salon's hours from ``first`` to ``last``; at most six queries."""
    offset = SalonProfile.load().hijri_offset_days
    rows = SeasonRow.objects.filter(is_active=True).prefetch_related("hours")
    special = SpecialDay.objects.filter(date__range=(first, last)).prefetch_related("hours")
    return HoursPlan(
        weekly=_weekly(OpeningHours.objects.all()),
        seasons=tuple(
            Season(begins, ends, _weekly(row.hours.all()), str(row.label))
            for row in rows
            for begins, ends in stretches(row, first, last, offset=offset)
        ),
        exceptions={
            day.date: Exceptional(
                tuple((each.starts, each.ends) for each in day.hours.all()), str(day.label)
            )
            for day in special
        },
    )


def business_window(day: date, plan: HoursPlan) -> tuple[datetime, datetime]:
    """Return a day from the end of the night before to the end of its own night."""
    return _begins(day, plan), _begins(day + ONE_DAY, plan)


def _begins(day: date, plan: HoursPlan) -> datetime:
    """Return midnight, or the closing of the day before where that is later."""
    zone = SalonProfile.load().zone
    yesterday = day - ONE_DAY
    window = window_of(yesterday, yesterday, zone)
    ends = (end for _start, end in spans_on(yesterday, plan.of(yesterday), zone, window))
    return max([opening_instant(day, time(0), zone), *map(window.instant, ends)])


def _weekly(rows: Iterable[WeeklyInterval]) -> Weekly:
    found: Weekly = {}
    for row in rows:
        found = {**found, row.weekday: (*found.get(row.weekday, ()), (row.starts, row.ends))}
    return found
