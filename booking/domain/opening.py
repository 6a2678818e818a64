"""When the salon is open over some days: one statement, for pages that show no free times."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from booking.domain.engine.hours import (
    ClockSpan,
    Exceptional,
    HoursPlan,
    Season,
    Weekly,
    dates,
    spans_on,
    window_of,
)
from foundation.localized import pick
from salons.domain.calendar.seasons import stretches
from salons.models import OpeningHours, SalonProfile, SeasonHours, SpecialDay, SpecialHours
from salons.models import Season as SeasonRow

Row = Mapping[str, Any]
SEASON_DATES = ("calendar", "first_month", "first_day", "last_month", "last_day")


@dataclass(frozen=True)
class Stretch:
    """Instants between which the salon is open without a pause."""

    starts: datetime
    ends: datetime


def hours_plan_of_salon(first: date, last: date) -> HoursPlan:
    """Return the hours of the business days ``first``..``last``. One statement.

    Names of seasons and special days are in the active language. Seasons are returned whole,
    also where they reach beyond the window.
    """
    found = (
        SalonProfile.objects.order_by("pk")
        .values(
            offset=F("hijri_offset_days"),
            week=ArraySubquery(_clocks(OpeningHours.objects.all(), "weekday")),
            days=ArraySubquery(_special_days(first, last)),
            seasons=ArraySubquery(_seasons()),
        )
        .first()
    )
    if found is None:
        return HoursPlan({})
    return HoursPlan(
        weekly=_weekly(found["week"]),
        seasons=tuple(_stretched(found["seasons"], first, last, offset=found["offset"])),
        exceptions={date.fromisoformat(row["date"]): _exceptional(row) for row in found["days"]},
    )


def open_stretches(plan: HoursPlan, first: date, last: date, zone: ZoneInfo) -> list[Stretch]:
    """Return when the salon is open on these business days, in order; nights join mornings."""
    window = window_of(first, last, zone)
    found: list[tuple[int, int]] = []
    for day in dates(first, last):
        for start, end in spans_on(day, plan.of(day), zone, window):
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], max(found[-1][1], end))
            else:
                found.append((start, end))
    return [Stretch(window.instant(start), window.instant(end)) for start, end in found]


def _clocks(rows: QuerySet[Any], *names: str) -> QuerySet[Any]:
    """Return rows of hours as JSON objects."""
    fields = {name: name for name in ("starts", "ends", *names)}
    return rows.order_by("starts").values(json=JSONObject(**fields))


def _special_days(first: date, last: date) -> QuerySet[Any]:
    hours = _clocks(SpecialHours.objects.filter(day=OuterRef("pk")))
    return (
        SpecialDay.objects.filter(date__range=(first, last))
        .order_by("date")
        .values(
            json=JSONObject(date="date", ar="label_ar", en="label_en", hours=ArraySubquery(hours))
        )
    )


def _seasons() -> QuerySet[Any]:
    hours = _clocks(SeasonHours.objects.filter(season=OuterRef("pk")), "weekday")
    fields = {name: name for name in SEASON_DATES}
    return (
        SeasonRow.objects.filter(is_active=True)
        .order_by("pk")
        .values(json=JSONObject(ar="label_ar", en="label_en", hours=ArraySubquery(hours), **fields))
    )


def _stretched(rows: Iterable[Row], first: date, last: date, *, offset: int) -> Iterable[Season]:
    """Yield each season once for every stretch of dates in which it touches the window."""
    for row in rows:
        season = SeasonRow(**{name: row[name] for name in SEASON_DATES})
        for begins, ends in stretches(season, first, last, offset=offset):
            yield Season(begins, ends, _weekly(row["hours"]), pick(row["ar"], row["en"]))


def _weekly(rows: Iterable[Row]) -> Weekly:
    found: dict[int, tuple[ClockSpan, ...]] = {}
    for row in rows:
        found[row["weekday"]] = (*found.get(row["weekday"], ()), _span(row))
    return found


def _exceptional(row: Row) -> Exceptional:
    return Exceptional(tuple(map(_span, row["hours"])), pick(row["ar"], row["en"]))


def _span(row: Row) -> ClockSpan:
    return time.fromisoformat(row["starts"]), time.fromisoformat(row["ends"])
