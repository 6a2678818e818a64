"""Holidays and days with hours of their own."""

from collections.abc import Iterable
from datetime import date, time, timedelta

from django.db import transaction

from salons.domain.hours.errors import (
    DaysOutOfOrder,
    NightOverlapsMorning,
    SpecialDayOver,
    SpecialDayTaken,
    TooManyDays,
)
from salons.domain.hours.intervals import Interval, Intervals, checked_day, overlaps_next
from salons.domain.hours.rows import replace_rows
from salons.locks import lock_hours
from salons.models import SpecialDay, SpecialHours

ONE_DAY = timedelta(days=1)
MOST_AT_ONCE = 60


def add_special_days(
    first: date,
    last: date,
    *,
    today: date,
    labels: tuple[str, str],
    hours: Iterable[Interval],
) -> list[SpecialDay]:
    """Give every date from ``first`` to ``last`` the same hours, none for closed; all or none.

    ``labels``: Arabic, English. Raises SpecialDayOver, DaysOutOfOrder, TooManyDays,
    SpecialDayTaken, NightOverlapsMorning and what ``checked_day`` raises.
    """
    dates = _dates(first, last, today=today)
    days = [SpecialDay(date=day, label_ar=labels[0], label_en=labels[1]) for day in dates]
    return _save(days, checked_day(hours))


def change_special_day(day: SpecialDay, hours: Iterable[Interval]) -> SpecialDay:
    """Write a changed day (date, name) with its hours, both or neither. Raises as adding does."""
    [saved] = _save([day], checked_day(hours))
    return saved


def remove_special_day(day: SpecialDay) -> None:
    """Delete a day; the date has the usual hours again."""
    with transaction.atomic():
        lock_hours()
        day.delete()


def _dates(first: date, last: date, *, today: date) -> list[date]:
    if first < today:
        raise SpecialDayOver(param="date")
    if last < first:
        raise DaysOutOfOrder(param="last")
    if (last - first).days >= MOST_AT_ONCE:
        raise TooManyDays(param="last")
    return [first + ONE_DAY * n for n in range((last - first).days + 1)]


def _save(days: list[SpecialDay], hours: Intervals) -> list[SpecialDay]:
    with transaction.atomic():
        lock_hours()
        _require_free(days)
        _require_quiet_nights({day.date: hours for day in days}, but=days)
        for day in days:
            day.save()
            _replace_hours(day, hours)
    return days


def _replace_hours(day: SpecialDay, hours: Intervals) -> None:
    replace_rows(
        SpecialHours.objects.filter(day=day),
        dict(hours),
        key=lambda row: row.starts,
        make=lambda starts, ends: SpecialHours(day=day, starts=starts, ends=ends),
    )


def _require_free(days: list[SpecialDay]) -> None:
    """Refuse dates that other special days have; the caller holds the lock."""
    own = [day.pk for day in days if day.pk]
    others = SpecialDay.objects.filter(date__in=[day.date for day in days]).exclude(pk__in=own)
    if others.exists():
        raise SpecialDayTaken(param="date")


def _require_quiet_nights(wanted: dict[date, Intervals], *, but: list[SpecialDay]) -> None:
    """Refuse nights that run into the hours of the next special day, before and after."""
    known = _around(min(wanted) - ONE_DAY, max(wanted) + ONE_DAY, but=but) | wanted
    for day, hours in sorted(known.items()):
        if overlaps_next(hours, known.get(day + ONE_DAY, ())):
            raise NightOverlapsMorning


def _around(first: date, last: date, *, but: list[SpecialDay]) -> dict[date, Intervals]:
    own = [day.pk for day in but if day.pk]
    rows = SpecialHours.objects.filter(day__date__range=(first, last)).exclude(day__in=own)
    found: dict[date, list[tuple[time, time]]] = {}
    for day, starts, ends in rows.values_list("day__date", "starts", "ends"):
        found.setdefault(day, []).append((starts, ends))
    return {day: tuple(sorted(hours)) for day, hours in found.items()}
