"""Visits that come again: the list before they are booked, the page of a series, its end."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from booking.domain.desk.ending_series import cancel_following, following
from booking.domain.desk.errors import SeriesChanged
from booking.domain.desk.series import (
    MOST_VISITS,
    PlannedDate,
    SeriesRequest,
    book_series,
    can_still_come,
    plan_series,
    visits_of,
)
from booking.models import Appointment
from booking.permissions import can_book_for_customers
from cms.backoffice.desk.fields import GuestFields, clock_field, day_field
from cms.backoffice.desk.page import GuestPage
from cms.backoffice.desk.wish import WISH, WishFields
from cms.backoffice.forms import ReasonForm
from cms.backoffice.tables import appointments_table
from cms.backoffice.views.base import BackOfficeView, appointment_or_404, trail_to
from foundation.errors import DomainError

WEEKS = range(1, 13)


class SeriesForm(WishFields, GuestFields):
    """A wish, when it begins, how often it comes again."""

    date = day_field(gettext_lazy("First visit"))
    time = clock_field(gettext_lazy("At"))
    every_weeks = forms.TypedChoiceField(label=gettext_lazy("Again"), coerce=int, initial=2)
    times = forms.IntegerField(
        label=gettext_lazy("How many visits"),
        required=False,
        min_value=1,
        max_value=MOST_VISITS,
        initial=6,
    )
    until = day_field(
        gettext_lazy("or until"),
        required=False,
        help_text=gettext_lazy("With a date the number of visits does not count."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        weeks: Any = self.fields["every_weeks"]
        weeks.choices = [
            (n, ngettext("every week", "every %(n)d weeks", n) % {"n": n}) for n in WEEKS
        ]

    def clean(self) -> None:
        super().clean()
        values = self.cleaned_data
        if not self.errors and not values.get("times") and not values.get("until"):
            self.add_error("times", _("Say how many visits, or until when."))

    def request(self) -> SeriesRequest:
        """Return the series as it is wished."""
        values = self.cleaned_data
        return SeriesRequest(
            visit=self.visit(),
            first=values["date"],
            clock=values["time"].replace(second=0, microsecond=0),
            every_weeks=values["every_weeks"],
            times=None if values["until"] else values["times"],
            until=values["until"],
        )


class PlanView(GuestPage):
    """Lists each date, free or not, before anything is booked; books what was chosen."""

    form_class = SeriesForm
    template_name = "cms/backoffice/desk/series_new.html"
    usual = "plan"
    wish = (*WISH, "date", "time", "every_weeks", "times", "until")

    def get_page_title(self) -> str:
        return _("New series")

    def first_values(self) -> dict[str, Any]:
        return {"date": timezone.localdate(), **super().first_values()}

    def do_plan(self) -> dict[str, Any]:
        """Show the dates."""
        return self._planned() if self.form.judge(*self.wish) else {}

    def do_save(self) -> HttpResponseBase | dict[str, Any]:
        """Book the chosen dates, all of them or none."""
        if not self.form.is_valid():
            return {}
        try:
            series = self._book()
        except SeriesChanged as refusal:
            self.form.refuse(refusal)
            return self._planned()
        if series is None:
            return self._planned()
        messages.success(self.request, _("The series is booked."))
        return redirect("backoffice_series", series.pk)

    def _book(self) -> Any:
        """Book; show what is wrong with the form. Raises SeriesChanged."""
        changed: list[SeriesChanged] = []

        def run() -> Any:
            try:
                weeks = self.form.cleaned_data["every_weeks"]
                return book_series(self.details(), self._chosen(), every_weeks=weeks)
            except SeriesChanged as refusal:
                changed.append(refusal)
                return None

        series = self.attempt(run)
        if changed:
            raise changed[0]
        return series

    def _chosen(self) -> list[datetime]:
        """Return the instants of the marked dates; what is no instant is left out."""
        names = [name for name in self.request.POST if name.startswith("start-")]
        typed = (parse_datetime(self.request.POST[name][:40]) for name in names)
        return [each for each in typed if each is not None and timezone.is_aware(each)]

    def _planned(self) -> dict[str, Any]:
        dates: list[PlannedDate] = self.attempt(lambda: plan_series(self.form.request())) or []
        free = sum(each.slot is not None for each in dates)
        return {"dates": dates, "free": free, "taken": len(dates) - free}


class SeriesView(BackOfficeView):
    """The visits of a series, past and to come."""

    permitted = can_book_for_customers
    template_name = "cms/backoffice/desk/series.html"

    @cached_property
    def visits(self) -> list[Appointment]:
        found = visits_of(self.kwargs["series_id"])
        if not found:
            raise Http404
        return found

    def get_page_title(self) -> str:
        return _("Series")

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reader, now = self.request.user, timezone.now()
        table = appointments_table(self.visits, reader=reader, with_day=True, with_total=False)
        coming = [each for each in self.visits if can_still_come(each, now=now)]
        return super().get_context_data(
            **kwargs,
            table=table,
            first=self.visits[0],
            series=self.visits[0].series,
            coming=coming,
            count=len(self.visits),
        )


class CancelFollowingView(BackOfficeView):
    """Says what would be cancelled and asks for the reason."""

    permitted = can_book_for_customers
    template_name = "cms/backoffice/desk/cancel_following.html"

    @cached_property
    def appointment(self) -> Appointment:
        found = appointment_or_404(self.kwargs["appointment_id"], reader=self.request.user)
        if found.series_id is None:
            raise Http404
        return found

    def get_page_title(self) -> str:
        return _("Cancel this visit and all after it")

    def trail(self) -> list[dict[str, Any]]:
        return trail_to(self.appointment, last=self.get_page_title())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form, appointment = ReasonForm(request.POST), self.appointment
        if not form.is_valid():
            return self.get(request, *args, form=form, **kwargs)
        reason = form.cleaned_data["reason"]
        try:
            ended = cancel_following(appointment.pk, by=request.user, reason=reason)
        except DomainError as refusal:
            messages.error(request, str(refusal.detail))
        else:
            count = len(ended)
            text = ngettext("%(n)d visit is cancelled.", "%(n)d visits are cancelled.", count)
            messages.success(request, text % {"n": count})
        return redirect("backoffice_series", appointment.series_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", ReasonForm())
        return super().get_context_data(
            **kwargs, appointment=self.appointment, visits=following(self.appointment)
        )
