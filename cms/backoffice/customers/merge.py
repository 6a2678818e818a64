"""Making one of a customer who was written down twice."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from booking.domain.customers.figures import Customer, customer_of_salon, find_customers
from booking.domain.customers.merging import kept_and_gone, merge_customers
from booking.errors import CustomerNotFound
from booking.permissions import can_manage_customers
from cms.backoffice.customers.base import CustomerPage, phone_shown
from foundation.errors import DomainError

MOST_FOUND = 8


class MergeView(CustomerPage):
    """Finds the other one, says what merging means, and merges."""

    permitted = can_manage_customers
    template_name = "cms/backoffice/pages/customer_merge.html"
    step = gettext_lazy("Written down twice")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        own, other = self.customer.customer_id, self._other().customer_id
        kept_id, gone_id = kept_and_gone(own, other)
        try:
            merge_customers(kept_id=kept_id, gone_id=gone_id, actor=request.user)
        except DomainError as refusal:
            messages.error(request, str(refusal.detail))
            return redirect(request.path)
        messages.success(request, _("The two are one customer now."))
        return redirect("backoffice_customer", kept_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reader, typed = self.request.user, self.request.GET.get("q", "").strip()
        found = find_customers(reader, typed=typed[:100], limit=MOST_FOUND + 1) if typed else None
        others = [
            {"customer": each, "phone": phone_shown(each, reader=reader)}
            for each in (found.customers if found else [])
            if each.customer_id != self.customer.customer_id
        ]
        return super().get_context_data(**kwargs, typed=typed, others=others[:MOST_FOUND])

    def _other(self) -> Customer:
        typed = self.request.POST.get("other", "")
        if not (typed.isdecimal() and len(typed) < 19):
            raise Http404
        try:
            return customer_of_salon(self.request.user, int(typed))
        except CustomerNotFound:
            raise Http404 from None
