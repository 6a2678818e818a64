"""The checklist on the back office's first page."""

from typing import Any

from django.template.loader import render_to_string
from wagtail.admin.ui.components import Component

from cms.checklist.models import WHOLE_LIST
from cms.checklist.steps import shown_steps
from salons.models import SalonProfile
from tenants.addresses import salon_url


class ChecklistPanel(Component):
    """What is done, what is open, where it is done."""

    name = "checklist"
    template_name = "cms/backoffice/components/checklist.html"
    # Before the day's bookings: a new salon has none.
    order = 5

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        steps = shown_steps(request.user, SalonProfile.load(request_or_site=request))
        done = sum(each.is_done for each in steps)
        host = request.get_host().split(":")[0]
        return {
            "steps": steps,
            "done": done,
            "is_complete": done == len(steps),
            "host": host,
            "site": salon_url(host),
            "whole_list": WHOLE_LIST,
            "request": request,
        }

    def render_html(self, parent_context: Any = None) -> Any:
        context = self.get_context_data(parent_context)
        if not context["steps"]:
            return ""
        return render_to_string(self.template_name, context, request=context["request"])
