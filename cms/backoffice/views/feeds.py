"""Addresses of calendars for whoever works here: made, renewed, ended on one page."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from wagtail.admin import messages

from booking.domain.staff_feeds import (
    end_staff_feed,
    feeds_open_to,
    make_staff_feed,
    staff_feeds_of,
)
from booking.enums import FeedOf
from booking.models import StaffFeed
from booking.permissions import can_subscribe
from cms.backoffice.views.base import BackOfficeView


@dataclass(frozen=True)
class Shown:
    """One calendar that she may have; ``address`` is there right after it was made."""

    of: FeedOf
    feed: StaffFeed | None
    address: str = ""

    @property
    def webcal(self) -> str:
        """Return the address that phones open in their calendar."""
        return "webcal://" + self.address.partition("://")[2]


@method_decorator(never_cache, name="dispatch")
class FeedsView(BackOfficeView):
    """Says which calendars there are; a button makes an address, which is shown this once."""

    permitted = can_subscribe
    template_name = "cms/backoffice/pages/feeds.html"

    def get_page_title(self) -> str:
        return _("Appointments in my calendar")

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.get_page_title()}]

    @sensitive_variables("secret")
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (ended := self._of("end")) is not None:
            end_staff_feed(request.user, ended)
            messages.success(
                request, _("The address is ended. Calendars that use it get nothing more.")
            )
            return redirect("backoffice_feeds")
        of = self._of("make")
        if of is None:
            raise Http404
        secret = make_staff_feed(
            request.user, of, language=(translation.get_language() or "ar")[:2]
        )
        path = reverse("staff_calendar_feed", args=[secret])
        made = {of: request.build_absolute_uri(path)}
        return self.get(request, *args, made=made, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        made: dict[FeedOf, str] = kwargs.pop("made", {})
        feeds = staff_feeds_of(self.request.user)
        shown = [
            Shown(of, feeds.get(of), made.get(of, "")) for of in feeds_open_to(self.request.user)
        ]
        return super().get_context_data(**kwargs, shown=shown)

    def _of(self, name: str) -> FeedOf | None:
        """Return the calendar that a button names, of those that she may have."""
        typed = self.request.POST.get(name)
        return next((of for of in feeds_open_to(self.request.user) if of == typed), None)
