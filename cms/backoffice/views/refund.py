"""Giving back a payment, whole or in part."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from billing.domain.refunds import request_refund
from billing.errors import InvalidAmount, RefundTooMuch
from billing.models import Payment
from billing.permissions import can_refund_payments
from cms.backoffice.forms import RefundForm
from cms.backoffice.money import can_be_refunded, left_of
from cms.backoffice.views.base import BackOfficeView, trail_to
from foundation.errors import DomainError


class RefundView(BackOfficeView):
    """Asks how much and why, then opens the refund; it is sent in the background."""

    permitted = can_refund_payments
    needs_second_factor = True
    template_name = "cms/backoffice/pages/refund.html"

    @cached_property
    def payment(self) -> Payment:
        found: Payment | None = (
            Payment.objects.filter(pk=self.kwargs["payment_id"])
            .select_related("appointment")
            .prefetch_related("refunds")
            .first()
        )
        if found is None:
            raise Http404
        return found

    def get_page_title(self) -> str:
        return _("Refund")

    def trail(self) -> list[dict[str, Any]]:
        return trail_to(self.payment.appointment, last=_("Refund"))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not can_be_refunded(self.payment):
            messages.warning(
                request, _("There is nothing left to refund, or a refund is on its way.")
            )
            return self._back()
        form = kwargs.pop("form", None) or RefundForm(refundable=left_of(self.payment))
        return super().get(request, *args, form=form, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = RefundForm(request.POST, refundable=left_of(self.payment))
        if form.is_valid() and self._refund(form):
            return self._back()
        return self.get(request, *args, form=form, **kwargs)

    def _refund(self, form: RefundForm) -> bool:
        """Open the refund; return False where the form has to be shown again."""
        try:
            refund = request_refund(
                self.payment.pk,
                amount_minor=form.cleaned_data["amount"],
                reason=form.cleaned_data["reason"],
                actor=self.request.user,
            )
        except (RefundTooMuch, InvalidAmount) as refusal:
            form.add_error("amount", str(refusal.detail))
            return False
        except DomainError as refusal:
            messages.error(self.request, str(refusal.detail))
        else:
            text = _("A refund of %(amount)s is on its way to the customer's card.")
            messages.success(self.request, text % {"amount": refund.amount})
        return True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs, payment=self.payment, appointment=self.payment.appointment
        )

    def _back(self) -> HttpResponseBase:
        return redirect("backoffice_appointment", self.payment.appointment_id)
