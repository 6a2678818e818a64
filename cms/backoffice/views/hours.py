"""Opening hours: what its pages share, and the usual week."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cms.backoffice.hours.editor import HoursEditor
from cms.backoffice.views.base import BackOfficeView
from foundation.errors import DomainError
from salons.domain.hours.week import set_week, week_of
from salons.models import OpeningHours
from salons.permissions import can_edit_hours


class HoursPage(BackOfficeView):
    """A page about opening hours."""

    permitted = can_edit_hours
    header_icon = "time"
    # Which of the three parts it belongs to.
    part = "week"

    def get_page_title(self) -> str:
        return _("Opening hours")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        trail = self.trail()
        hours = {"url": reverse("backoffice_hours") if trail else "", "label": _("Opening hours")}
        return [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, hours, *trail]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, part=self.part, today=timezone.localdate())


class EditorPage(HoursPage):
    """A page with an editor of hours: buttons change what is shown, the last one saves it."""

    done_url = "backoffice_hours"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        editor = self.empty_editor().take(request.POST)
        if action := request.POST.get("do", ""):
            editor.act(action, copy_to=request.POST.getlist("copy-to-" + action.partition("-")[2]))
            return self.get(request, *args, editor=editor, **kwargs)
        try:
            done = self.save(editor)
        except DomainError as refusal:
            self.refuse(editor, refusal)
            done = None
        if done is None:
            messages.error(request, _("Nothing was saved. Please look at what is marked."))
            return self.get(request, *args, editor=editor, **kwargs)
        messages.success(request, done)
        return redirect(self.done_url)

    def empty_editor(self) -> HoursEditor:
        return HoursEditor.of_week()

    def stored_editor(self) -> HoursEditor:
        """Return the editor as the page first shows it."""
        raise NotImplementedError

    def save(self, editor: HoursEditor) -> str | None:
        """Write what was sent and return what to tell; None where the form has errors.

        Raises DomainError.
        """
        raise NotImplementedError

    def refuse(self, editor: HoursEditor, refusal: DomainError) -> None:
        """Show a refusal where it belongs."""
        editor.refuse(refusal)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "editor" not in kwargs:
            kwargs["editor"] = self.stored_editor()
        return super().get_context_data(**kwargs)


class WeekView(EditorPage):
    """The whole week, from Sunday."""

    template_name = "cms/backoffice/pages/hours.html"

    def stored_editor(self) -> HoursEditor:
        return HoursEditor.of_week().fill(week_of(OpeningHours.objects.all()))

    def save(self, editor: HoursEditor) -> str | None:
        week = editor.read()
        if week is None:
            return None
        set_week(week)
        return _("The opening hours are saved.")
