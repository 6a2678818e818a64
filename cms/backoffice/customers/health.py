"""A customer's health note: read on a page of its own, because each reading is in the log."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages

from booking.domain.customers.health import (
    Consent,
    can_see_health,
    keep_health,
    read_health,
    told_consent_text,
    withdraw_health,
)
from booking.models import HealthNote
from booking.permissions import can_hold_health
from cms.backoffice.customers.base import CustomerPage
from cms.backoffice.customers.forms import ToldHealthForm
from foundation.errors import DomainError


@method_decorator([never_cache, sensitive_post_parameters("allergies", "notes")], name="dispatch")
class HealthView(CustomerPage):
    """Shows the note, keeps what the customer told, deletes it when she takes her consent back."""

    permitted = can_hold_health
    template_name = "cms/backoffice/pages/customer_health.html"
    step = gettext_lazy("Allergies and health")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self._require_right()
        note = read_health(self.customer.customer_id, reader=request.user)
        kwargs.setdefault("form", self._form(note))
        return super().get(request, *args, note=note, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self._require_right()
        if "withdraw" in request.POST:
            withdraw_health(self.customer.customer_id, actor=request.user)
            messages.success(request, _("Deleted."))
            return redirect(self.address)
        note = read_health(self.customer.customer_id, reader=request.user)
        form = self._form(note, request.POST)
        if not form.is_valid() or not self._keep(form):
            return self.get(request, *args, form=form, **kwargs)
        messages.success(request, _("Saved."))
        return redirect(self.address)

    def _require_right(self) -> None:
        if not can_see_health(self.request.user, self.customer.customer_id):
            raise PermissionDenied

    def _keep(self, form: ToldHealthForm) -> bool:
        try:
            keep_health(
                self.customer.customer_id,
                allergies=form.cleaned_data["allergies"],
                notes=form.cleaned_data["notes"],
                consent=Consent(told_consent_text()) if form.cleaned_data.get("consent") else None,
                actor=self.request.user,
            )
        except DomainError as refusal:
            form.add_error(
                refusal.param if refusal.param in form.fields else None, str(refusal.detail)
            )
            return False
        return True

    def _form(self, note: HealthNote | None, data: Any = None) -> ToldHealthForm:
        return ToldHealthForm(
            data,
            initial={"allergies": note.allergies, "notes": note.notes} if note else {},
            consent_text=told_consent_text(),
            has_consent=note is not None,
        )
