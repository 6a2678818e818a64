"""What every page of the back office has: a right to enter, the salon's clock, a way back."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic.base import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from accounts.domain.second_factor.requirements import money_age
from accounts.web.second_factor.guards import ask_for_factor
from booking.models import Appointment
from booking.queries import appointments_seen_by
from salons.models import SalonProfile

Predicate = Callable[[Any], bool]


class BackOfficeView(WagtailAdminTemplateMixin, TemplateView):
    """A page in Wagtail's furniture for those whom ``permitted`` lets in."""

    permitted: ClassVar[Predicate]
    # Money, exports and the end of a salon: only with a second factor of the last minutes.
    needs_second_factor: ClassVar[bool] = False
    header_icon = "calendar-alt"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not type(self).permitted(request.user):
            raise PermissionDenied
        if type(self).needs_second_factor and (asked := ask_for_money(request)) is not None:
            return asked
        # Rendered here: the template shows times too.
        with timezone.override(SalonProfile.load(request_or_site=request).zone):
            response = super().dispatch(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response  # type: ignore[no-any-return]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        trail = [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("backoffice_day"), "label": _("Appointments")},
        ]
        return [*trail, *self.trail()]

    def trail(self) -> list[dict[str, Any]]:
        """Return the path from the day's page to this one."""
        return []


def ask_for_money(request: HttpRequest) -> HttpResponseBase | None:
    """Return the way to a fresh second factor, None for a person who has shown one."""
    return ask_for_factor(request, within=money_age())


def appointment_or_404(appointment_id: UUID, *, reader: Any) -> Appointment:
    """Return an appointment with its customer; one that the reader may not see does not exist."""
    found: Appointment | None = (
        appointments_seen_by(reader)
        .filter(pk=appointment_id)
        .select_related("customer", "member")
        .prefetch_related("items")
        .first()
    )
    if found is None:
        raise Http404
    return found


def trail_to(appointment: Appointment, *, last: str = "") -> list[dict[str, Any]]:
    """Return the path to an appointment, and to a page below it."""
    address = reverse("backoffice_appointment", args=[appointment.pk])
    steps = [{"url": address if last else "", "label": appointment.reference}]
    return [*steps, {"url": "", "label": last}] if last else steps
