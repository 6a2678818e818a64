"""What was done in the salon, and when the platform's support was in it."""

from typing import Any

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, Table

from booking.templatetags.booking import clock, long_day
from cms.backoffice.log import details, did, log_entries, who
from cms.backoffice.views.base import BackOfficeView
from tenants.models import SupportAccess
from tenants.permissions import can_view_log

PER_PAGE = 50
VISITS_SHOWN = 20


class LogView(BackOfficeView):
    """Entries newest first; ``?only=support`` shows those of the platform's support."""

    permitted = can_view_log
    template_name = "cms/backoffice/pages/log.html"
    header_icon = "history"

    def get_page_title(self) -> str:
        return _("Activity log")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        support_only = self.request.GET.get("only") == "support"
        page = Paginator(log_entries(support_only=support_only), PER_PAGE).get_page(
            self.request.GET.get("p")
        )
        visits = SupportAccess.objects.select_related("admin")[:VISITS_SHOWN]
        return super().get_context_data(
            **kwargs,
            page_obj=page,
            table=_entries_table(page),
            visits=_visits_table(visits) if support_only and visits else None,
            support_only=support_only,
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [super().get_breadcrumbs_items()[0], {"url": "", "label": _("Activity log")}]


def _entries_table(entries: Any) -> Table:
    columns = [
        Column("when", label=gettext_lazy("When"), accessor=lambda e: _moment(e.timestamp)),
        Column("who", label=gettext_lazy("Who"), accessor=who),
        Column("did", label=gettext_lazy("What was done"), accessor=did),
        Column("details", label=gettext_lazy("Details"), accessor=details),
    ]
    return Table(columns, entries, classname="listing log", caption=_("Activity log"))


def _visits_table(visits: Any) -> Table:
    columns = [
        Column("who", label=gettext_lazy("Who"), accessor="admin"),
        Column("reason", label=gettext_lazy("Reason"), accessor="reason"),
        Column("from", label=gettext_lazy("From"), accessor=lambda v: _moment(v.started_at)),
        Column(
            "until",
            label=gettext_lazy("Until"),
            accessor=lambda v: _moment(v.ended_at or v.expires_at),
        ),
    ]
    return Table(columns, visits, classname="listing log", caption=_("Visits of support"))


def _moment(moment: Any) -> str:
    return f"{long_day(timezone.localtime(moment))} · {clock(moment)}"
