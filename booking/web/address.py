"""Numbers, days and times as addresses carry them; what makes no sense is None."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time

# Days at the ends of the calendar have no day before or after them.
YEARS = range(2000, 2200)
START_FORMAT = "%Y%m%dT%H%MZ"
# As links write it and as the browser's field for times does.
CLOCK = re.compile(r"([01][0-9]|2[0-3]):?([0-5][0-9])", re.ASCII)


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


def parse_clock(text: str) -> time | None:
    """Return the time of ``1900`` or ``19:00``, or None."""
    found = CLOCK.fullmatch(text)
    return time(int(found[1]), int(found[2])) if found else None


def format_clock(clock: time) -> str:
    """Return the time as links carry it."""
    return clock.strftime("%H%M")


def parse_number(text: str) -> int | None:
    """Return a number of an id's size, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def parse_pairs(texts: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of ``3-11``, each once."""
    found = {}
    for text in texts:
        first, _dash, second = text.partition("-")
        one, other = parse_number(first), parse_number(second)
        if one and other:
            found[one, other] = None
    return tuple(found)
