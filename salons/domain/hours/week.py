"""The hours of a usual week."""

from collections.abc import Iterable, Mapping
from datetime import time

from django.db import transaction

from salons.domain.hours.intervals import Interval, Intervals, checked_week
from salons.domain.hours.rows import replace_rows
from salons.locks import lock_hours
from salons.models import OpeningHours
from salons.models.hours import WeeklyInterval


def week_of(rows: Iterable[WeeklyInterval]) -> dict[int, Intervals]:
    """Return weekly rows as intervals by day of the week, Monday 0."""
    found: dict[int, list[Interval]] = {}
    for row in rows:
        found.setdefault(row.weekday, []).append((row.starts, row.ends))
    return {weekday: tuple(sorted(intervals)) for weekday, intervals in found.items()}


def set_week(week: Mapping[int, Iterable[Interval]]) -> None:
    """Make these the salon's weekly hours, all of them or none; days without any are closed.

    Raises what ``checked_week`` raises. The same hours again change and log nothing.
    """
    wanted = keyed(checked_week(week))
    with transaction.atomic():
        lock_hours()
        replace_rows(
            OpeningHours.objects.all(),
            wanted,
            key=lambda row: (row.weekday, row.starts),
            make=lambda at, ends: OpeningHours(weekday=at[0], starts=at[1], ends=ends),
        )


def keyed(week: Mapping[int, Intervals]) -> dict[tuple[int, time], time]:
    """Return ends by day of the week and beginning."""
    return {
        (weekday, starts): ends for weekday, intervals in week.items() for starts, ends in intervals
    }
