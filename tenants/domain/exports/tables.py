"""The tables of an export that people read in a spreadsheet, contributed by the apps."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from tenants.models import Tenant
from tenants.signals import spreadsheets_asked

# What a spreadsheet program would run as a formula, whoever typed it into our forms.
FORMULA = ("=", "@", "\t", "\r", "\n", "＝", "＠", "＋", "－")
SIGNED = ("+", "-")
# Where lists are written with semicolons (Arabic settings) a cell ends at one, quoted or not.
INNER_FORMULA = re.compile(r"([;\t\r\n]\s*[\"']*)(?=[=@＝＠]|[+\-＋－](?! ))")


@dataclass(frozen=True)
class Spreadsheet:
    """One CSV file: its name, its columns and where its rows come from, a bounded batch a time."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterable[tuple[Any, ...]]]


def spreadsheets() -> Iterator[Spreadsheet]:
    """Return what the apps contribute for the current salon, by name."""
    answers: Any = spreadsheets_asked.send(sender=Tenant)
    found: list[Spreadsheet] = [sheet for _receiver, sheets in answers for sheet in sheets]
    yield from sorted(found, key=lambda sheet: sheet.name)


def wall_clock(moment: datetime | None, *, zone: tzinfo) -> str:
    """Return the time on the salon's clock as spreadsheet programs read it, or nothing."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else ""


def harmless(value: Any) -> Any:
    """Return a cell that no spreadsheet program takes for a formula."""
    if not isinstance(value, str) or not value:
        return value
    is_number = value[0] in SIGNED and value[1:].replace(".", "", 1).isdigit()
    if value[0] in FORMULA or (value[0] in SIGNED and not is_number):
        value = f"'{value}"
    return INNER_FORMULA.sub(r"\1'", value)
