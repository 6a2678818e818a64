"""What the limits do: sends, proofs, refusals, the breaker. Read by those who tune them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.admin.reading import ReadOnlyAdmin
from accounts.domain.limits.figures import code_figures
from accounts.models import SendLedger

RANGES = (7, 30)


@admin.register(SendLedger)
class CodeFiguresAdmin(ReadOnlyAdmin):
    """The page in place of the ledger's list: its rows alone say little."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show the last 7 days, or 30 with ``?days=30``."""
        chosen = request.GET.get("days", "")
        days = int(chosen) if chosen in map(str, RANGES) else RANGES[0]
        context = {
            **self.admin_site.each_context(request),
            "title": _("One-time codes"),
            "opts": self.opts,
            "days": days,
            "ranges": RANGES,
            "figures": code_figures(days=days, now=timezone.now()),
        }
        return TemplateResponse(request, "admin/accounts/code_figures.html", context)

    def get_urls(self) -> list[Any]:
        # The list alone: single rows have no page.
        return super().get_urls()[:1]
