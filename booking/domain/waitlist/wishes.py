"""What somebody waits for: a visit as it is kept, the hours into which it has to fit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from booking.domain.availability import PartRequest, Slot, VisitRequest
from booking.domain.engine.wall_clock import ONE_DAY, closing_instant, opening_instant
from booking.domain.engine.world import Alignment

# Before this hour it is the night of the day before.
NIGHT = 6
HOURS_OF_DAY = 24
MINUTES_OF_HOUR = 60


@dataclass(frozen=True)
class Hours:
    """Between which times of the day the whole visit lies; None: no bound."""

    earliest: time | None = None
    latest: time | None = None

    @property
    def minutes(self) -> int:
        """Return how long the stretch is; a day where one end is open."""
        if self.earliest is None or self.latest is None:
            return HOURS_OF_DAY * MINUTES_OF_HOUR
        return _minutes_of_night(self.latest) - _minutes_of_night(self.earliest)

    def cover(self, slot: Slot, day: date, zone: ZoneInfo) -> bool:
        """Return whether a visit of a business day lies within."""
        if self.earliest and slot.start < opening_instant(
            _date(day, self.earliest), self.earliest, zone
        ):
            return False
        return not (
            self.latest and slot.end > closing_instant(_date(day, self.latest), self.latest, zone)
        )


def visit_as_json(visit: VisitRequest) -> dict[str, Any]:
    """Return the visit as an entry keeps it, which is as the API takes it."""
    first, *others = visit.guests
    return {
        "items": _items(first),
        "guests": [{"items": _items(guest)} for guest in others],
        "align": visit.alignment.value,
    }


def visit_from_json(data: Mapping[str, Any]) -> VisitRequest:
    """Return the visit that an entry keeps. Raises what ``VisitRequest`` raises."""
    return VisitRequest(
        tuple(
            tuple(
                PartRequest(item["service"], item["staff"], tuple(item["add_ons"]))
                for item in guest.get("items", ())
            )
            for guest in (data, *data.get("guests", ()))
        ),
        alignment=Alignment(data.get("align", Alignment.START)),
    )


def overlaps(slot: Slot, stretches: Iterable[tuple[datetime, datetime]]) -> bool:
    """Return whether the slot shares a moment with one of the stretches."""
    return any(slot.start < ends and starts < slot.end for starts, ends in stretches)


def _items(parts: Iterable[PartRequest]) -> list[dict[str, Any]]:
    return [
        {"service": part.service_id, "staff": part.staff_id, "add_ons": list(part.add_on_ids)}
        for part in parts
    ]


def _date(day: date, clock: time) -> date:
    """Return the date on which a time of a business day falls."""
    return day + ONE_DAY if clock.hour < NIGHT else day


def _minutes_of_night(clock: time) -> int:
    hour = clock.hour + (HOURS_OF_DAY if clock.hour < NIGHT else 0)
    return hour * MINUTES_OF_HOUR + clock.minute
