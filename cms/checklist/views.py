"""Putting a step of the checklist aside."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from cms.checklist.models import WHOLE_LIST
from cms.checklist.steps import STEPS, dismiss, permitted_steps


@require_POST
def dismiss_step(request: HttpRequest, key: str) -> HttpResponse:
    """Hide a step, or the list, for the salon; come back to the first page."""
    if key not in {WHOLE_LIST, *(step.key for step in STEPS)}:
        raise Http404
    permitted = permitted_steps(request.user)
    if not any(key in (WHOLE_LIST, step.key) for step in permitted):
        raise PermissionDenied
    dismiss(key, user=request.user)
    messages.success(request, _("Put aside. Everything stays where it is in the menu."))
    return redirect("wagtailadmin_home")
