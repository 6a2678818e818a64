"""The form on which reception moves a visit and changes its services and people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.changing.wishes import alignment_of
from booking.domain.engine.wall_clock import opening_instant
from booking.models import AppointmentItem
from cms.backoffice.forms import REASON_LENGTH
from salons.models import SalonProfile, Service, StaffMember


@dataclass(frozen=True)
class Row:
    """One service of the visit on the form; ``item`` is None for the one to be added."""

    item: AppointmentItem | None
    service: Any
    staff: Any


class ChangeForm(forms.Form):
    """When, what and by whom: what is booked to begin with; a service taken out leaves."""

    date = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    time = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        required=False,
        help_text=_("Kept with the appointment. The customer does not see it."),
    )

    def __init__(self, *args: Any, items: Sequence[AppointmentItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        services = list(Service.objects.filter(is_archived=False))
        team = list(StaffMember.objects.filter(is_archived=False))
        for item in items:
            self._add_row(str(item.pk), services, team, none=_("— take out —"))
        self._add_row("new", services, team, none=_("— none —"))

    @classmethod
    def initial_of(cls, start: datetime, items: Sequence[AppointmentItem]) -> dict[str, Any]:
        """Return what the form shows at first."""
        local = timezone.localtime(start)
        shown: dict[str, Any] = {"date": local.date(), "time": local.time()}
        for item in items:
            shown |= {f"service_{item.pk}": item.service_id, f"staff_{item.pk}": item.staff_id}
        return shown

    @property
    def rows(self) -> Iterator[Row]:
        """Yield the booked services and the one to be added."""
        for item in (*self.items, None):
            key = item.pk if item else "new"
            yield Row(item, self[f"service_{key}"], self[f"staff_{key}"])

    @property
    def start(self) -> datetime:
        """Return the wanted start of a valid form."""
        typed = self.cleaned_data
        zone = SalonProfile.load().zone
        return opening_instant(typed["date"], typed["time"].replace(second=0), zone)

    def visit(self) -> VisitRequest:
        """Return the wanted visit of a valid form. Raises EmptyVisit and the limits of visits."""
        guests: dict[int, list[PartRequest]] = {}
        for row in self.rows:
            part = self._part(row)
            if part is not None:
                guests.setdefault(row.item.guest if row.item else 0, []).append(part)
        parts = tuple(tuple(guests[number]) for number in sorted(guests))
        return VisitRequest(parts, alignment_of(self.items))

    def _part(self, row: Row) -> PartRequest | None:
        key = row.item.pk if row.item else "new"
        service, staff = self.cleaned_data[f"service_{key}"], self.cleaned_data[f"staff_{key}"]
        if service is None:
            return None
        is_same = row.item is not None and row.item.service_id == service
        add_ons = tuple(each["id"] for each in row.item.add_ons) if row.item and is_same else ()
        return PartRequest(service, staff, add_ons)

    def _add_row(self, key: str, services: list[Any], team: list[Any], *, none: Any) -> None:
        what = [("", none), *((each.pk, str(each.name)) for each in services)]
        who = [("", _("anybody")), *((each.pk, str(each.name)) for each in team)]
        for name, label, choices in (("service", _("Service"), what), ("staff", _("With"), who)):
            self.fields[f"{name}_{key}"] = forms.TypedChoiceField(
                choices=choices, label=label, required=False, coerce=int, empty_value=None
            )
