"""The fields that the pages of the desk share: what is wanted, by whom, for whom."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.desk.customers import (
    NAME_LENGTH,
    Guest,
    customer_here,
    customers_found,
    guest_of,
)
from booking.domain.engine.wall_clock import opening_instant
from foundation.errors import DomainError
from salons.models import SalonProfile, Service, StaffMember

SERVICES = ("service", "second_service", "third_service")


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
    """A form that one button judges in part: to look for times nobody needs a number yet."""

    def judge(self, *names: str) -> bool:
        """Return whether these fields are right; what is wrong with others is not shown yet."""
        for name in set(self.errors) - set(names):
            del self.errors[name]
        return not self.errors

    def refuse(self, refusal: DomainError) -> None:
        """Show a refusal at its field, else above the form."""
        field = refusal.param if refusal.param in self.fields else None
        self.add_error(field, str(refusal.detail))


class WishFields(DeskForm):
    """Up to three services, one after another, by somebody or anybody."""

    service = forms.ModelChoiceField(Service.objects.none(), label=_("Service"))
    second_service = forms.ModelChoiceField(
        Service.objects.none(), label=_("then"), required=False, empty_label="—"
    )
    third_service = forms.ModelChoiceField(
        Service.objects.none(), label=_("and then"), required=False, empty_label="—"
    )
    staff = forms.ModelChoiceField(
        StaffMember.objects.none(), label=_("With"), required=False, empty_label=_("anybody")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Asked once: three fields offer the same.
        services = Service.objects.filter(is_archived=False)
        for name in SERVICES:
            field: Any = self.fields[name]
            field.queryset = services
        staff: Any = self.fields["staff"]
        staff.queryset = StaffMember.objects.filter(is_archived=False)

    def visit(self, *, strictly: bool = False) -> VisitRequest:
        """Return what is wanted. ``strictly``: by her alone; else others do what she does not."""
        values = self.cleaned_data
        services = [values[name] for name in SERVICES if values.get(name)]
        staff_id = values["staff"].pk if values.get("staff") else None
        if_able = staff_id is not None and len(services) > 1 and not strictly
        return VisitRequest.of(
            *(PartRequest(each.pk, staff_id, if_able=if_able) for each in services)
        )


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
