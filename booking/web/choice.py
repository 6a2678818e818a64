"""What a visitor has chosen so far. It lives in the address: nothing is lost on the way."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from booking.domain.availability import MAX_SERVICES

# Days at the ends of the calendar have no day before or after them.
YEARS = range(2000, 2200)
START_FORMAT = "%Y%m%dT%H%MZ"


@dataclass(frozen=True)
class Choice:
    """Services in their order, a person or anybody, a day, a beginning."""

    services: tuple[int, ...] = ()
    staff: int | None = None
    day: date | None = None
    start: datetime | None = None

    @classmethod
    def from_query(cls, query: QueryDict) -> "Choice":
        """Read the address; what makes no sense counts as not chosen."""
        services = [number for text in query.getlist("service") if (number := _number(text))]
        return cls(
            services=tuple(dict.fromkeys(services))[:MAX_SERVICES],
            staff=_number(query.get("staff", "")),
            day=parse_day(query.get("day", "")),
            start=parse_start(query.get("start", "")),
        )

    def but(self, **changes: Any) -> "Choice":
        """Return the choice with some of it changed."""
        return replace(self, **changes)

    @property
    def query(self) -> str:
        """The choice as the query of an address."""
        pairs: list[tuple[str, object]] = [("service", pk) for pk in self.services]
        if self.staff is not None:
            pairs.append(("staff", self.staff))
        if self.day is not None:
            pairs.append(("day", self.day.isoformat()))
        if self.start is not None:
            pairs.append(("start", format_start(self.start)))
        return urlencode(pairs)


def parse_day(text: str) -> date | None:
    """Return the day of ``2030-01-06``, or None."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def parse_start(text: str) -> datetime | None:
    """Return the instant of ``20300106T0700Z``, or None."""
    try:
        start = datetime.strptime(text, START_FORMAT).replace(tzinfo=UTC)
    except ValueError:
        return None
    return start if start.year in YEARS else None


def format_start(start: datetime) -> str:
    """Return the instant as addresses carry it: no sign that a query would turn into a space."""
    return start.astimezone(UTC).strftime(START_FORMAT)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
