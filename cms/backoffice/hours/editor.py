"""Rows of hours as they stand in the browser, saved or not. Works without scripts.

Every button but the last sends the whole form: ``do`` says what to change in it before it is
shown again. Nothing is written until it is saved.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from foundation.errors import DomainError
from salons.domain.hours.intervals import DAYS, MOST_PER_DAY, Intervals
from salons.models import Weekday

CLOCK = forms.TimeField(input_formats=["%H:%M"])
# The key of the only day where one date is edited.
ONE_DATE = 7
SUNDAY_FIRST = sorted(Weekday, key=lambda day: (day + 1) % DAYS)


@dataclass
class Row:
    """One interval as typed."""

    starts: str = ""
    ends: str = ""
    # Where the focus goes when the page is shown again.
    is_new: bool = False

    @property
    def is_past_midnight(self) -> bool:
        return bool(self.starts and self.ends) and self.ends <= self.starts

    def read(self) -> tuple[time, time]:
        """Return the interval. Raises ValidationError."""
        if not (self.starts and self.ends):
            raise ValidationError(_("Give both times, from and until."))
        return CLOCK.clean(self.starts), CLOCK.clean(self.ends)


@dataclass
class EditedDay:
    """The rows of one day and what is wrong with them."""

    key: int
    label: str | Promise
    rows: list[Row] = field(default_factory=list)
    error: str = ""
    # A row went, and with it the button that had the focus.
    has_focus: bool = False

    @property
    def has_room(self) -> bool:
        return len(self.rows) < MOST_PER_DAY

    def read(self) -> Intervals:
        """Return the intervals; empty rows do not count. Raises ValidationError."""
        return tuple(row.read() for row in self.rows if row.starts or row.ends)


class HoursEditor:
    """The days of a form, from Sunday; or one date."""

    def __init__(self, labels: Mapping[int, str | Promise]) -> None:
        self.days = {key: EditedDay(key, label) for key, label in labels.items()}

    @classmethod
    def of_week(cls) -> "HoursEditor":
        return cls({day.value: day.label for day in SUNDAY_FIRST})

    @classmethod
    def of_date(cls) -> "HoursEditor":
        return cls({ONE_DATE: _("Opening hours")})

    @property
    def is_week(self) -> bool:
        return len(self.days) > 1

    @property
    def has_errors(self) -> bool:
        return any(day.error for day in self.days.values())

    def fill(self, hours: Mapping[int, Iterable[tuple[time, time]]]) -> "HoursEditor":
        """Show hours that are stored or suggested."""
        for key, day in self.days.items():
            pairs = hours.get(key, ())
            day.rows = [Row(f"{starts:%H:%M}", f"{ends:%H:%M}") for starts, ends in pairs]
        return self

    def take(self, data: Any) -> "HoursEditor":
        """Show what was sent: the n-th from belongs to the n-th until of its day."""
        for key, day in self.days.items():
            starts, ends = (data.getlist(f"{name}-{key}") for name in ("starts", "ends"))
            pairs = zip(starts, ends, strict=False)
            day.rows = [Row(one.strip(), two.strip()) for one, two in pairs][: 2 * MOST_PER_DAY]
        return self

    def act(self, action: str, *, copy_to: Iterable[str]) -> None:
        """Change the rows as a button says: ``add-6``, ``remove-6-0``, ``copy-6``.

        What the form has not is passed over: pages are older than buttons sometimes.
        """
        verb, _dash, rest = action.partition("-")
        key, _dash, position = rest.partition("-")
        day = self.days.get(int(key)) if key.isdecimal() else None
        if day is None:
            return
        if verb == "add" and day.has_room:
            day.rows.append(Row(is_new=True))
        elif verb == "remove" and position.isdecimal() and int(position) < len(day.rows):
            del day.rows[int(position)]
            day.has_focus = True
        elif verb == "copy":
            self._copy(day, {int(each) for each in copy_to if each.isdecimal()})

    def read(self) -> dict[int, Intervals] | None:
        """Return the hours by day, or None where a day has an error, which is noted there."""
        hours: dict[int, Intervals] = {}
        for key, day in self.days.items():
            try:
                hours[key] = day.read()
            except ValidationError as error:
                day.error = " ".join(error.messages)
        return None if self.has_errors else hours

    def refuse(self, refusal: DomainError) -> None:
        """Note what the domain refuses at the day that it is about."""
        key = refusal.data.get("weekday", next(iter(self.days)))
        self.days[key].error = str(refusal.detail)

    def _copy(self, source: EditedDay, keys: set[int]) -> None:
        for key in keys - {source.key}:
            if key in self.days:
                self.days[key].rows = [Row(row.starts, row.ends) for row in source.rows]
        source.has_focus = True
