"""Moving a visit for the salon, with other people or services; first what it comes to."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from billing.permissions import can_view_payments
from booking.domain.availability import load_around
from booking.domain.availability.words.reasons import Reason, reasons_for
from booking.domain.changing.limits import require_changeable
from booking.domain.changing.planning import Change
from booking.domain.changing.rescheduling import preview_reschedule
from booking.errors import TimeRefused
from booking.models import Appointment, AppointmentItem
from booking.permissions import can_change_appointments
from booking.web.visit import guests_of_items
from cms.backoffice.actions import change_for_salon
from cms.backoffice.changing import ChangeForm
from cms.backoffice.views.base import BackOfficeView, appointment_or_404, trail_to
from foundation.errors import DomainError


class ChangeView(BackOfficeView):
    """Shows what is booked as a form; "look" says what it would come to, "save" does it."""

    permitted = can_change_appointments
    template_name = "cms/backoffice/pages/change.html"

    @cached_property
    def appointment(self) -> Appointment:
        return appointment_or_404(self.kwargs["appointment_id"], reader=self.request.user)

    @cached_property
    def items(self) -> list[AppointmentItem]:
        return list(self.appointment.items.all())

    def get_page_title(self) -> str:
        return _("Change %(reference)s") % {"reference": self.appointment.reference}

    def trail(self) -> list[dict[str, Any]]:
        return trail_to(self.appointment, last=_("Change"))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            require_changeable(self.appointment, by_salon=True)
        except DomainError as refusal:
            messages.warning(request, str(refusal.detail))
            return self._back()
        if "form" not in kwargs:
            first = ChangeForm.initial_of(self.appointment.starts_at, self.items)
            kwargs["form"] = ChangeForm(items=self.items, initial=first)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = ChangeForm(request.POST, items=self.items)
        if not form.is_valid():
            return self.get(request, *args, form=form, **kwargs)
        try:
            if "look" in request.POST:
                return self.get(request, *args, form=form, change=self._look(form), **kwargs)
            self._save(form)
        except TimeRefused:
            return self.get(request, *args, form=form, reasons=self._reasons(form), **kwargs)
        except DomainError as refusal:
            form.add_error(None, str(refusal.detail))
            return self.get(request, *args, form=form, **kwargs)
        messages.success(request, _("The appointment is changed, and the customer is told."))
        return self._back()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            appointment=self.appointment,
            before=guests_of_items(self.appointment.items.select_related("resource")),
            sees_money=can_view_payments(self.request.user),
        )

    def _look(self, form: ChangeForm) -> Change:
        return preview_reschedule(self.appointment, form.start, form.visit(), by_salon=True)

    def _save(self, form: ChangeForm) -> None:
        change_for_salon(
            self.appointment.pk,
            start=form.start,
            visit=form.visit(),
            actor=self.request.user,
            reason=form.cleaned_data["reason"],
        )

    def _reasons(self, form: ChangeForm) -> list[Reason]:
        """Return why not, in the salon's words: with names and hours."""
        wish = replace(form.visit(), instead_of=self.appointment.pk)
        return reasons_for(load_around(wish, form.start, online=False), form.start)

    def _back(self) -> HttpResponseBase:
        return redirect("backoffice_appointment", self.appointment.pk)
