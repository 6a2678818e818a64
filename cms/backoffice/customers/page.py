"""One customer: figures, notes, tags, family, visits."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from billing.permissions import can_view_payments
from booking.domain.customers.health import can_see_health
from booking.domain.customers.records import found_record, write_notes
from booking.domain.customers.tags import tags_of_salon
from booking.models import CustomerRecord
from booking.permissions import can_edit_customers, can_manage_customers
from booking.queries import appointments_seen_by
from cms.backoffice.customers.base import CustomerPage
from cms.backoffice.customers.forms import NotesForm
from cms.backoffice.tables import appointments_table
from foundation.errors import DomainError

VISITS_PER_PAGE = 15


class CustomerView(CustomerPage):
    """Everything about one customer that the reader may see; notes and tags to be changed."""

    template_name = "cms/backoffice/pages/customer.html"

    @cached_property
    def record(self) -> CustomerRecord | None:
        return found_record(self.customer.customer_id)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not can_edit_customers(request.user):
            raise PermissionDenied
        form = self._form(request.POST)
        if not form.is_valid():
            return self.get(request, *args, form=form, **kwargs)
        try:
            write_notes(
                self.customer.customer_id,
                notes=form.cleaned_data["notes"],
                tags=form.tags,
                actor=request.user,
            )
        except DomainError as refusal:
            form.add_error("new_tags", str(refusal.detail))
            return self.get(request, *args, form=form, **kwargs)
        messages.success(request, _("Saved."))
        return redirect(self.address)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reader = self.request.user
        may_edit = can_edit_customers(reader)
        kwargs["form"] = kwargs.get("form") or (self._form() if may_edit else None)
        sees_money, page = can_view_payments(reader), self._visits()
        return super().get_context_data(
            **kwargs,
            record=self.record,
            family=list(self.record.family.all()) if self.record else [],
            visits=appointments_table(page, reader=reader, with_day=True, with_total=sees_money),
            page_obj=page,
            sees_money=sees_money,
            sees_health=can_see_health(reader, self.customer.customer_id),
            may_manage=can_manage_customers(reader),
        )

    def _form(self, data: Any = None) -> NotesForm:
        return NotesForm(data, record=self.record, known=tags_of_salon())

    def _visits(self) -> Any:
        visits = (
            appointments_seen_by(self.request.user)
            .filter(customer=self.customer.customer_id)
            .select_related("customer", "member")
            .prefetch_related("items")
            .order_by("-starts_at", "pk")
        )
        return Paginator(visits, VISITS_PER_PAGE).get_page(self.request.GET.get("p"))
