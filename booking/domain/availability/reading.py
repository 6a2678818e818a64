"""One statement for a salon's catalogue, hours and rules; its document becomes ``Facts``."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from booking.domain.availability.facts import (
    AddOnFacts,
    Facts,
    Place,
    Rules,
    ServiceFacts,
    SkillFacts,
    StaffFacts,
    UnitFacts,
)
from booking.domain.availability.wanted import VisitRequest
from booking.domain.engine.hours import ClockSpan, Exceptional, Weekly
from foundation.localized import pick
from foundation.prepared import PreparedStatement
from foundation.tenancy.models import current_schema_name
from foundation.together import Rows, Statement, send_together
from salons.models import Anybody, BestTimes, BookingRules, SalonProfile, Season
from tenants.enums import Audience

CATALOGUE = PreparedStatement(
    "booking_catalogue",
    (Path(__file__).parents[2] / "sql" / "catalogue.sql").read_text(),
    {
        "salon": "text",
        "services": "bigint[]",
        "add_ons": "bigint[]",
        "staff": "bigint[]",
        "online": "boolean",
        "first": "date",
        "last": "date",
        "start": "timestamptz",
        "end": "timestamptz",
    },
)
SEASON_FIELDS = (
    *("id", "label_ar", "label_en", "calendar"),
    *("first_month", "first_day", "last_month", "last_day"),
)


@dataclass(frozen=True)
class Asked:
    """For what and when: ``dates`` bound the special days, ``bounds`` absences, extra hours."""

    request: VisitRequest
    dates: tuple[date, date]
    bounds: tuple[datetime, datetime]
    online: bool

    def statement(self) -> Statement:
        """Return the one statement that reads what the search needs to know of the salon."""
        parameters = {
            "salon": current_schema_name(),
            "services": self.request.service_ids,
            "add_ons": self.request.add_on_ids,
            "staff": self.request.staff_ids,
            "online": self.online,
            "first": self.dates[0],
            "last": self.dates[1],
            "start": self.bounds[0],
            "end": self.bounds[1],
        }
        return Statement.of("facts", CATALOGUE, parameters)


def read_facts(asked: Asked) -> Facts:
    """Return what the search needs to know of the salon: one statement.

    Services and people that there are not, or not online where that is asked for, are left out.
    """
    facts = facts_in(send_together([asked.statement()])["facts"])
    if facts is None:
        # A salon that was never opened in the back office has its defaults.
        SalonProfile.load()
        BookingRules.load()
        facts = facts_in(send_together([asked.statement()])["facts"])
        assert facts is not None
    return facts


def facts_in(rows: Rows) -> Facts | None:
    """Return what the statement of ``Asked`` found; None for a salon without profile or rules."""
    [(found,)] = rows
    document: dict[str, Any] = found if isinstance(found, dict) else json.loads(found)
    if document["profile"] is None or document["rules"] is None:
        return None
    return _facts(document)


def _facts(document: dict[str, Any]) -> Facts:
    return Facts(
        place=_place(document["profile"]),
        rules=_rules(document["rules"]),
        opening=_weekly(document["opening"]),
        special_days=dict(_special_day(*row) for row in document["special_days"] or ()),
        seasons=tuple(
            (Season(**{name: row[name] for name in SEASON_FIELDS}), _weekly(hours))
            for row, hours in document["seasons"] or ()
        ),
        services={row["id"]: ServiceFacts(**row) for row in document["services"] or ()},
        add_ons={row["id"]: _add_on(row) for row in document["add_ons"] or ()},
        staff={row[0]["id"]: _staff(*row) for row in document["staff"] or () if row[1]},
        units=tuple(UnitFacts(*row) for row in document["resources"] or ()),
        shortest=document["shortest"] or 0,
    )


def _place(row: dict[str, Any]) -> Place:
    known = row["latitude"] is not None and row["longitude"] is not None
    return Place(
        zone=ZoneInfo(row["time_zone"]),
        coordinates=(float(row["latitude"]), float(row["longitude"])) if known else None,
        hijri_offset_days=row["hijri_offset_days"],
        is_vat_registered=row["is_vat_registered"],
    )


def _rules(row: dict[str, Any]) -> Rules:
    friday = row["friday_pause_starts"], row["friday_pause_ends"]
    return Rules(
        slot_step_minutes=row["slot_step_minutes"],
        minimum_notice_minutes=row["minimum_notice_minutes"],
        horizon_days=row["horizon_days"],
        same_day_cutoff=_clock(row["same_day_cutoff"]) if row["same_day_cutoff"] else None,
        salon_daily_cap=row["salon_daily_cap"],
        staff_daily_cap=row["staff_daily_cap"],
        longest_wait_minutes=row["longest_wait_minutes"],
        best_times=BestTimes(row["best_times"]),
        anybody=Anybody(row["anybody"]),
        prayer_pause_minutes=row["prayer_pause_minutes"],
        friday_pause=(_clock(friday[0]), _clock(friday[1])) if all(friday) else None,
        hold_minutes=row["hold_minutes"],
    )


def _add_on(row: dict[str, Any]) -> AddOnFacts:
    return AddOnFacts(**{**row, "service_ids": frozenset(row["service_ids"] or ())})


def _special_day(
    day: str, label_ar: str, label_en: str, hours: list[list[str]] | None
) -> tuple[date, Exceptional]:
    spans = tuple((_clock(starts), _clock(ends)) for starts, ends in hours or ())
    return date.fromisoformat(day), Exceptional(spans, pick(label_ar, label_en))


def _staff(
    row: dict[str, Any],
    skills: list[Any],
    shifts: list[Any] | None,
    breaks: list[Any] | None,
    absences: list[Any] | None,
    extra_hours: list[Any] | None,
    latest_booking: int | None,
) -> StaffFacts:
    return StaffFacts(
        id=row["id"],
        name_ar=row["name_ar"],
        name_en=row["name_en"],
        is_woman=row["gender"] == Audience.WOMEN,
        daily_cap=row["daily_cap"],
        sort_order=row["sort_order"],
        skills={service_id: SkillFacts(minutes, price) for service_id, minutes, price in skills},
        shifts=_weekly(shifts),
        breaks=_weekly(each[:3] for each in breaks or ()),
        break_labels={(day, _clock(starts)): label for day, starts, _e, label in breaks or ()},
        absences=tuple((low, high, label) for low, high, label in absences or ()),
        extra_hours=tuple((low, high, label) for low, high, label in extra_hours or ()),
        latest_booking=latest_booking or 0,
    )


def _weekly(rows: Iterable[list[Any]] | None) -> Weekly:
    found: dict[int, tuple[ClockSpan, ...]] = {}
    for weekday, starts, ends in rows or ():
        found[weekday] = (*found.get(weekday, ()), (_clock(starts), _clock(ends)))
    return found


@lru_cache(maxsize=2048)
def _clock(text: str) -> time:
    return time.fromisoformat(text)
