"""Who waits for what; offering a time by hand; taking somebody off the list."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from booking.domain.availability import Slot
from booking.permissions import can_change_appointments, can_view_whole_calendar
from booking.web.address import format_start, parse_day, parse_start
from cms.backoffice.forms import RemovalForm
from cms.backoffice.views.base import BackOfficeView
from cms.backoffice.waitlist import Row, entries_for, offer, remove, row_or_404, rows_of, times_for
from cms.backoffice.waitlist_table import waitlist_table
from foundation.errors import DomainError

PER_PAGE = 25


class WaitlistPage(BackOfficeView):
    """A page about the waiting list."""

    header_icon = "time"

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": reverse("backoffice_waitlist"), "label": _("Waiting list")}]


class WaitlistView(WaitlistPage):
    """Everybody who waits, first come first; or those who wait for one day."""

    permitted = can_view_whole_calendar
    template_name = "cms/backoffice/pages/waitlist.html"

    def get_page_title(self) -> str:
        return _("Waiting list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reader, day = self.request.user, parse_day(self.request.GET.get("day", ""))
        page = Paginator(entries_for(day), PER_PAGE).get_page(self.request.GET.get("p"))
        rows = rows_of(page.object_list)
        table = waitlist_table(rows, reader=reader, may_change=can_change_appointments(reader))
        return super().get_context_data(**kwargs, day=day, page_obj=page, rows=rows, table=table)

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.get_page_title()}]


class EntryPage(WaitlistPage):
    """A page about one open entry."""

    permitted = can_change_appointments

    @cached_property
    def row(self) -> Row:
        return row_or_404(self.kwargs["entry_id"])

    def trail(self) -> list[dict[str, Any]]:
        return [*super().trail(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, row=self.row, wish=self.row.wish)


class WaitlistOfferView(EntryPage):
    """Shows the free times of the wanted days; on POST holds one of them for the customer."""

    template_name = "cms/backoffice/pages/waitlist_offer.html"

    def get_page_title(self) -> str:
        return _("Offer a time")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        start = parse_start(request.POST.get("start", ""))
        if start is None:
            return self._again(_("Choose one of the times."))
        try:
            offer(self.row.entry.pk, start, actor=request.user)
        except DomainError as refusal:
            return self._again(str(refusal.detail))
        messages.success(request, _("The time is kept, and the customer is told."))
        return redirect("backoffice_waitlist")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, days=self._days())

    def _days(self) -> list[tuple[date, list[tuple[str, Slot]]]]:
        try:
            found = times_for(self.row.entry)
        except (DomainError, KeyError):
            # What is wanted is not in the catalogue any more.
            return []
        return [(day, [(format_start(slot.start), slot) for slot in slots]) for day, slots in found]

    def _again(self, message: str) -> HttpResponse:
        messages.error(self.request, message)
        return redirect("backoffice_waitlist_offer", self.kwargs["entry_id"])


class WaitlistRemoveView(EntryPage):
    """Asks why; on POST takes the entry off the list."""

    template_name = "cms/backoffice/pages/waitlist_remove.html"

    def get_page_title(self) -> str:
        return _("Take off the waiting list")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = RemovalForm(request.POST)
        if not form.is_valid():
            return self.get(request, *args, form=form, **kwargs)
        try:
            remove(self.row.entry.pk, actor=request.user, reason=form.cleaned_data["reason"])
        except DomainError as refusal:
            messages.error(request, str(refusal.detail))
        else:
            messages.success(request, _("The customer is no longer on the waiting list."))
        return redirect("backoffice_waitlist")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", RemovalForm())
        return super().get_context_data(**kwargs)
