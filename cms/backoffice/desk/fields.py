"""The fields that the pages of the desk share: days, times, for whom."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from booking.domain.desk.customers import (
    NAME_LENGTH,
    Guest,
    customer_here,
    customers_found,
    guest_of,
)
from booking.domain.engine.wall_clock import opening_instant
from foundation.errors import DomainError
from salons.models import SalonProfile


def day_field(label: Any, **options: Any) -> forms.DateField:
    """Return a field of a date that browsers have a calendar for."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


def clock_field(label: Any, **options: Any) -> forms.TimeField:
    """Return a field of a time on the salon's wall clock."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, **options)


def instant_of(day: Any, clock: Any) -> datetime:
    """Return when the salon's wall clock shows a time on a date."""
    return opening_instant(day, clock.replace(second=0, microsecond=0), SalonProfile.load().zone)


class DeskForm(forms.Form):
    """A form that one button judges in part: to look for times nobody needs a number yet.

    ``typed``: what the address says before anything is sent.
    """

    # The sheet of paper: sent twice it is written once.
    sheet = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None = None, *args: Any, typed: QueryDict, **kwargs: Any
    ) -> None:
        super().__init__(data, *args, **kwargs)
        self.typed = typed if data is None else data

    def judge(self, *names: str) -> bool:
        """Return whether these fields are right; what is wrong with others is not shown yet."""
        for name in set(self.errors) - set(names):
            del self.errors[name]
        return not self.errors

    def refuse(self, refusal: DomainError) -> None:
        """Show a refusal at its field, else above the form."""
        field = refusal.param if refusal.param in self.fields else None
        self.add_error(field, str(refusal.detail))


class GuestFields(DeskForm):
    """Who comes: chosen among the salon's customers, or by number and name."""

    find = forms.CharField(label=_("Find a customer"), required=False, max_length=80)
    customer = forms.IntegerField(required=False, widget=forms.HiddenInput)
    phone = forms.CharField(
        label=_("Mobile number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "dir": "ltr", "autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def found(self) -> list[Any]:
        """Return the salon's customers that the typed text fits."""
        return list(customers_found(self.cleaned_data.get("find", "")))

    @property
    def chosen(self) -> Any:
        """Return the customer who was chosen from the list, None without one."""
        raw = self["customer"].value()
        return customer_here(int(raw)) if str(raw or "").isdecimal() else None

    def guest(self) -> Guest:
        """Return who comes. Raises InvalidPhone."""
        known = self.chosen
        if known is not None:
            return Guest(known)
        return guest_of(self.cleaned_data["phone"], self.cleaned_data["name"])
