"""Taking no more online bookings of a customer, and taking them again."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from booking.domain.customers.blocking import block_customer, unblock_customer
from booking.domain.customers.records import found_record
from booking.permissions import can_manage_customers
from cms.backoffice.customers.base import CustomerPage
from cms.backoffice.customers.forms import BlockForm


class BlockView(CustomerPage):
    """Says what blocking means and asks why; of a blocked customer, offers to end it."""

    permitted = can_manage_customers
    template_name = "cms/backoffice/pages/customer_block.html"
    step = gettext_lazy("Online booking")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        customer_id = self.customer.customer_id
        if "unblock" in request.POST:
            unblock_customer(customer_id, actor=request.user)
            messages.success(request, _("This customer can book online again."))
            return redirect(self.address)
        form = BlockForm(request.POST)
        if not form.is_valid():
            return self.get(request, *args, form=form, **kwargs)
        block_customer(customer_id, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, _("This customer books by phone only now."))
        return redirect(self.address)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", BlockForm())
        record = found_record(self.customer.customer_id)
        return super().get_context_data(**kwargs, record=record)
