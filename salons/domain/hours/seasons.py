"""Hours of a part of every year, such as Ramadan."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from salons.domain.hours.intervals import Interval, checked_week
from salons.domain.hours.rows import replace_rows
from salons.domain.hours.week import keyed
from salons.locks import lock_hours
from salons.models import Season, SeasonHours


def save_season(season: Season, week: Mapping[int, Iterable[Interval]]) -> Season:
    """Write a new or changed season with its weekly hours, both or neither.

    Raises what ``checked_week`` raises. Fields are validated by the caller (``full_clean``).
    """
    wanted = keyed(checked_week(week))
    with transaction.atomic():
        lock_hours()
        season.save()
        replace_rows(
            SeasonHours.objects.filter(season=season),
            wanted,
            key=lambda row: (row.weekday, row.starts),
            make=lambda at, ends: SeasonHours(
                season=season, weekday=at[0], starts=at[1], ends=ends
            ),
        )
    return season


def remove_season(season: Season) -> None:
    """Delete a season with its hours; the dates have the week's hours again."""
    with transaction.atomic():
        lock_hours()
        season.delete()
