"""The day at a glance on the back office's first page."""

from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from billing.permissions import can_view_payments
from booking.enums import AppointmentStatus
from cms.backoffice.days import DaySheet, day_sheet
from salons.models import SalonProfile

SHOWN = 6
_S = AppointmentStatus
# Still to come or in the house.
NEXT = frozenset({_S.PENDING_PAYMENT, _S.CONFIRMED, _S.ARRIVED, _S.IN_PROGRESS})


class TodayPanel(Component):
    """Today's bookings: how many, how much, who is next."""

    name = "today"
    template_name = "cms/backoffice/components/today.html"
    # Before everything that Wagtail itself shows.
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        sheet = day_sheet(reader=request.user)
        return {
            "sheet": sheet,
            "next": _next(sheet),
            "sees_money": can_view_payments(request.user),
            "request": request,
        }

    def render_html(self, parent_context: Any = None) -> Any:
        with timezone.override(SalonProfile.load().zone):
            return super().render_html(parent_context)


def _next(sheet: DaySheet) -> list[Any]:
    now = timezone.now()
    coming = [each for each in sheet.appointments if each.status in NEXT and each.ends_at > now]
    return coming[:SHOWN]
