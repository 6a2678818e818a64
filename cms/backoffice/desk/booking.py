"""Booking for somebody who calls."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from booking.domain.availability import Availability, Slot
from booking.domain.availability.words.reasons import reasons_for
from booking.domain.desk.free_hand import read_around, read_days
from booking.domain.desk.visits import book_for_customer
from booking.errors import TimeRefused
from booking.permissions import can_overbook
from cms.backoffice.desk.fields import GuestFields, clock_field, day_field, instant_of
from cms.backoffice.desk.page import GuestPage
from cms.backoffice.desk.wish import WISH, WishFields
from foundation.errors import DomainError

NEAR = 6
WITHIN = {
    "": gettext_lazy("Nothing now: she pays in the salon"),
    "15": gettext_lazy("Send her to pay: the time is held for 15 minutes"),
    "60": gettext_lazy("Send her to pay: the time is held for an hour"),
    "180": gettext_lazy("Send her to pay: the time is held for 3 hours"),
    "1440": gettext_lazy("Send her to pay: the time is held for a day"),
}


class BookingForm(WishFields, GuestFields):
    """A visit of a certain time."""

    date = day_field(gettext_lazy("Day"))
    # One of the offered times, or one that was typed.
    start = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    time = clock_field(gettext_lazy("Another time"), required=False)
    pay = forms.ChoiceField(
        label=gettext_lazy("Payment"), choices=list(WITHIN.items()), required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Why beside other visits?"), required=False, max_length=200
    )

    def start_of(self) -> datetime | None:
        """Return the typed time, else the chosen one."""
        values = self.cleaned_data
        if values.get("time"):
            return instant_of(values["date"], values["time"])
        return values.get("start")

    @property
    def pay_within(self) -> timedelta | None:
        minutes = self.cleaned_data.get("pay")
        return timedelta(minutes=int(minutes)) if minutes else None


class BookingView(GuestPage):
    """What, when, for whom: times are shown first, refusals with their reasons."""

    form_class = BookingForm
    template_name = "cms/backoffice/desk/booking.html"
    usual = "times"
    wish = (*WISH, "date")

    def get_page_title(self) -> str:
        return _("New appointment")

    def first_values(self) -> dict[str, Any]:
        return {"date": timezone.localdate(), **super().first_values()}

    def do_times(self) -> dict[str, Any]:
        """Show what is free on the day."""
        if not self.form.judge(*self.wish):
            return {}
        day = self.form.cleaned_data["date"]
        read = self.attempt(lambda: read_days(self.form.visit(), day, day))
        return {"slots": read.slots_on(day), "has_times": True} if read else {}

    def do_book(self) -> HttpResponseBase | dict[str, Any]:
        """Book what is free."""
        return self._book("")

    def do_overbook(self) -> HttpResponseBase | dict[str, Any]:
        """Book beside other visits, with a reason."""
        reason = self.form.data.get("reason", "").strip()
        if self.form.is_valid() and not reason:
            self.form.add_error("reason", _("Write down why."))
        return self._book(reason)

    def _book(self, reason: str) -> HttpResponseBase | dict[str, Any]:
        start = self.form.start_of() if self.form.is_valid() else None
        if start is None:
            if not self.form.errors:
                self.form.add_error("time", _("Choose a time."))
            return self._again()
        try:
            booked = self.attempt_unless_taken(start, reason)
        except TimeRefused:
            return self._refused(start)
        if booked is None:
            return self._again()
        words = {"reference": booked.reference, "state": booked.get_status_display()}
        messages.success(self.request, _("%(reference)s: %(state)s.") % words)
        return redirect("backoffice_appointment", booked.pk)

    def attempt_unless_taken(self, start: datetime, reason: str) -> Any:
        """Book; leave a refusal of the time to the caller. Raises TimeRefused."""
        refused: list[TimeRefused] = []

        def run() -> Any:
            try:
                details = self.details(pay_within=self.form.pay_within, overbooking_reason=reason)
                return book_for_customer(details, start)
            except TimeRefused as refusal:
                refused.append(refusal)
                return None

        booked = self.attempt(run)
        if refused:
            raise refused[0]
        return booked

    def _refused(self, start: datetime) -> dict[str, Any]:
        """Say why a time cannot be had and what is near it."""
        visit = self.form.visit()
        read = read_around(visit, start)
        return {
            "refused_at": start,
            "reasons": reasons_for(read, start),
            "near": _near(visit, start, read),
            "may_overbook": can_overbook(self.request.user),
        }

    def _again(self) -> dict[str, Any]:
        """Show the times again where a day was chosen; what is wrong stays marked."""
        day = getattr(self.form, "cleaned_data", {}).get("date")
        if {*self.wish} & {*self.form.errors} or day is None:
            return {}
        try:
            read = read_days(self.form.visit(), day, day)
        except DomainError:
            return {}  # told already
        return {"slots": read.slots_on(day), "has_times": True}


def _near(visit: Any, start: datetime, read: Availability) -> list[Slot]:
    """Return the free times of the same day that are nearest, by time."""
    day = read.business_day(start)
    slots = read_days(visit, day, day).slots_on(day)
    nearest = sorted(slots, key=lambda slot: abs(slot.start - start))[:NEAR]
    return sorted(nearest, key=lambda slot: slot.start)
