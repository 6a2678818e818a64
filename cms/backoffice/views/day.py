"""The day's appointments and the search for one of any day."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from billing.permissions import can_view_payments
from booking.permissions import (
    can_change_appointments,
    can_see_contacts,
    can_subscribe,
    can_view_appointments,
    can_view_whole_calendar,
)
from booking.templatetags.booking import long_day
from booking.web.address import parse_day
from cms.backoffice.days import day_sheet
from cms.backoffice.desk.board_of_day import blocks_between, board_of_day
from cms.backoffice.desk.entries import entries_of
from cms.backoffice.search import found_appointments
from cms.backoffice.tables import appointments_table
from cms.backoffice.views.base import BackOfficeView
from cms.backoffice.waitlist import waiting_for
from salons.queries import staff_ids_of

ONE_DAY = timedelta(days=1)
FOUND_PER_PAGE = 25
# Years beyond which a typed date is a slip, not a day of this salon.
YEARS = (2000, 2100)


class DayView(BackOfficeView):
    """One business day by time: who comes, for what, to whom."""

    permitted = can_view_appointments
    template_name = "cms/backoffice/pages/day.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if typed := request.GET.get("q"):
            return redirect(f"{reverse('backoffice_search')}?{urlencode({'q': typed})}")
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Appointments")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reader, sees_money = self.request.user, can_view_payments(self.request.user)
        sheet = day_sheet(self._asked_day(), reader=reader)
        blocks = blocks_between(sheet.window.starts, sheet.window.ends, reader=reader)
        return super().get_context_data(
            **kwargs,
            sheet=sheet,
            entries=entries_of(sheet, reader=reader),
            blocks=blocks,
            board=board_of_day(sheet, blocks, reader=reader),
            may_run=can_change_appointments(reader),
            now=timezone.now(),
            may_subscribe=can_subscribe(reader),
            sees_money=sees_money,
            finds_by_phone=can_see_contacts(reader),
            is_unlinked=not (can_view_whole_calendar(reader) or staff_ids_of(reader)),
            earlier=_address(sheet.day - ONE_DAY),
            later=_address(sheet.day + ONE_DAY),
            waiting=waiting_for(sheet.day) if can_view_whole_calendar(reader) else 0,
        )

    def _asked_day(self) -> date | None:
        day = parse_day(self.request.GET.get("day", ""))
        return day if day and YEARS[0] <= day.year <= YEARS[1] else None


class SearchView(BackOfficeView):
    """Appointments of any day by reference or phone number."""

    permitted = can_view_appointments
    template_name = "cms/backoffice/pages/search.html"

    def get_page_title(self) -> str:
        return _("Search")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reader, typed = self.request.user, self.request.GET.get("q", "").strip()
        found = found_appointments(typed, reader=reader)
        page = Paginator(found, FOUND_PER_PAGE).get_page(self.request.GET.get("p"))
        table = appointments_table(
            page, reader=reader, with_day=True, with_total=can_view_payments(reader)
        )
        return super().get_context_data(
            **kwargs,
            typed=typed,
            page_obj=page,
            table=table,
            finds_by_phone=can_see_contacts(reader),
        )

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": _("Search")}]


def _address(day: date) -> dict[str, str]:
    return {"url": f"{reverse('backoffice_day')}?day={day.isoformat()}", "label": long_day(day)}
