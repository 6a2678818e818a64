"""The question that reception is asked on the phone: why can't I have that time?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.availability.words.explaining import Explanation, explain
from booking.domain.availability.words.reasons import seen_by_colleague
from booking.domain.engine.wall_clock import opening_instant
from booking.permissions import can_view_whole_calendar
from salons.models import SalonProfile, Service, StaffMember
from salons.queries import staff_ids_of


class WhyForm(forms.Form):
    """A service, a person or anybody, a day and a time on the salon's wall clock."""

    service = forms.ModelChoiceField(Service.objects.none(), label=_("Service"))
    staff = forms.ModelChoiceField(
        StaffMember.objects.none(), label=_("With"), required=False, empty_label=_("anybody")
    )
    date = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    time = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        services: Any = self.fields["service"]
        services.queryset = Service.objects.filter(is_archived=False)
        staff: Any = self.fields["staff"]
        staff.queryset = StaffMember.objects.filter(is_archived=False)

    def answer(self, *, reader: Any) -> Explanation:
        """Return what customers are told of the time, and what the reader may know of it.

        Who sees her own work alone reads of her colleagues only that they are taken. The form is
        valid. Raises DateOutOfRange.
        """
        typed = self.cleaned_data
        staff = typed["staff"]
        wanted = PartRequest(typed["service"].pk, staff.pk if staff else None)
        zone = SalonProfile.load().zone
        start = opening_instant(typed["date"], typed["time"].replace(second=0), zone)
        found = explain(VisitRequest.of(wanted), start)
        if can_view_whole_calendar(reader):
            return found
        own = seen_by_colleague(found.reasons, staff_ids_of(reader))
        return Explanation(found.zone, found.slot, own)
