"""On which days and between which hours somebody can come."""

from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from booking.domain.spoken_times import clock_words
from booking.domain.waitlist.wishes import NIGHT
from booking.web.address import format_clock, parse_clock

HALF_HOURS = (0, 30)


def clock_choices() -> list[tuple[str, str]]:
    """Return every half hour of a business day, which ends before morning."""
    hours = [*range(NIGHT, 24), *range(NIGHT)]
    clocks = [time(hour, minute) for hour in hours for minute in HALF_HOURS]
    return [("", _("any time")), *((format_clock(each), clock_words(each)) for each in clocks)]


class DayField(forms.DateField):
    """A date as the browser's own field sends it."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)


class ClockField(forms.TypedChoiceField):
    """A time of the day, or any."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=clock_choices, coerce=parse_clock, empty_value=None, required=False, **kwargs
        )


class WaitForm(forms.Form):
    """The days and hours of a wish."""

    first_day = DayField(label=_("From"))
    last_day = DayField(label=_("Until"))
    earliest = ClockField(label=_("I can come from"))
    latest = ClockField(label=_("I have to leave by"))

    def refuse(self, param: str | None, message: str) -> None:
        """Show a refusal of the domain beside the field that it is about."""
        self.add_error(param if param in self.fields else None, message)

    @staticmethod
    def start_from(day: date, ready: time | None) -> dict[str, Any]:
        """Return what the form begins with: the day that was looked at."""
        return {"first_day": day, "last_day": day, "latest": format_clock(ready) if ready else ""}
