"""Recording attendance and cancelling for the salon."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from billing.permissions import can_view_payments
from booking.domain.changing.cancelling import PARTS_OF, preview_cancellation
from booking.errors import AppointmentNotFound
from booking.models import Appointment
from booking.permissions import can_change_appointments
from booking.web.address import parse_number
from cms.backoffice.actions import ATTENDANCE, can_be_cancelled, cancel_for_salon, perform
from cms.backoffice.desk.recording import recorded, tell_refusal, way_back
from cms.backoffice.forms import ReasonForm
from cms.backoffice.views.base import BackOfficeView, appointment_or_404, trail_to
from foundation.errors import DomainError
from foundation.money import Money


@require_POST
def record_attendance(request: HttpRequest, appointment_id: UUID, verb: str) -> HttpResponse:
    """Do what a button says and come back to the appointment."""
    if not can_change_appointments(request.user):
        raise PermissionDenied
    action = ATTENDANCE.get(verb)
    if action is None:
        raise Http404
    try:
        appointment = perform(action, appointment_id, actor=request.user)
    except AppointmentNotFound:
        raise Http404 from None
    except DomainError as refusal:
        tell_refusal(request, appointment_id, refusal, to=action.to)
    else:
        messages.success(request, recorded(request, appointment, verb=verb))
    return redirect(way_back(request) or reverse("backoffice_appointment", args=[appointment_id]))


class CancelView(BackOfficeView):
    """Says what cancelling means and asks for the reason."""

    permitted = can_change_appointments
    template_name = "cms/backoffice/pages/cancel.html"

    @cached_property
    def appointment(self) -> Appointment:
        return appointment_or_404(self.kwargs["appointment_id"], reader=self.request.user)

    def get_page_title(self) -> str:
        return _("Cancel %(reference)s") % {"reference": self.appointment.reference}

    def trail(self) -> list[dict[str, Any]]:
        return trail_to(self.appointment, last=_("Cancel the appointment"))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not can_be_cancelled(self.appointment):
            messages.warning(request, _("This appointment can no longer be cancelled."))
            return redirect("backoffice_appointment", self.appointment.pk)
        return super().get(request, *args, form=kwargs.pop("form", ReasonForm()), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self.get(request, *args, form=form, **kwargs)
        try:
            cancel_for_salon(
                self.appointment.pk,
                items=self._chosen(),
                actor=request.user,
                reason=form.cleaned_data["reason"],
            )
        except DomainError as refusal:
            messages.error(request, str(refusal.detail))
        else:
            messages.success(request, _("The appointment is cancelled."))
        return redirect("backoffice_appointment", self.appointment.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            appointment=self.appointment,
            items=list(self.appointment.items.all()),
            has_parts=self.appointment.status in PARTS_OF,
            returns=self._returns(),
        )

    def _chosen(self) -> list[int]:
        """Return the services to cancel; none of them: the whole visit."""
        return [parse_number(text) or 0 for text in self.request.POST.getlist("item")]

    def _returns(self) -> Money | None:
        """Return what goes back with the whole visit, for those who may see payments."""
        if not can_view_payments(self.request.user):
            return None
        return preview_cancellation(self.appointment, by_salon=True).refund
