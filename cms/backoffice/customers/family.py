"""A customer's family, kept by the salon: who comes under her number."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from booking.domain.customers.family import MOST_MEMBERS
from booking.domain.customers.family_by_salon import add_member_for, change_member_for
from booking.models import FamilyMember
from booking.permissions import can_manage_customers
from cms.backoffice.customers.base import CustomerPage
from cms.backoffice.customers.forms import FamilyForm
from foundation.errors import DomainError


class FamilyView(CustomerPage):
    """Lists the family; on POST adds somebody."""

    permitted = can_manage_customers
    template_name = "cms/backoffice/pages/customer_family.html"
    step = gettext_lazy("Family")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = FamilyForm(request.POST)
        if not form.is_valid() or not self._add(form):
            return self.get(request, *args, form=form, **kwargs)
        messages.success(request, _("Saved."))
        return redirect("backoffice_customer_family", self.customer.customer_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", FamilyForm())
        family = list(FamilyMember.objects.filter(record__customer=self.customer.customer_id))
        listed = sum(not member.is_archived for member in family)
        return super().get_context_data(**kwargs, family=family, has_room=listed < MOST_MEMBERS)

    def _add(self, form: FamilyForm) -> bool:
        try:
            add_member_for(self.customer.customer_id, actor=self.request.user, **form.cleaned_data)
        except DomainError as refusal:
            _refuse(form, refusal)
            return False
        return True


class FamilyMemberView(CustomerPage):
    """Changes a member, takes her off the list or back on it."""

    permitted = can_manage_customers
    template_name = "cms/backoffice/pages/customer_family_member.html"
    step = gettext_lazy("Family member")

    @cached_property
    def member(self) -> FamilyMember:
        found: FamilyMember | None = FamilyMember.objects.filter(
            record__customer=self.customer.customer_id, pk=self.kwargs["member_id"]
        ).first()
        if found is None:
            raise Http404
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        kwargs.setdefault("form", FamilyForm(instance=self.member))
        return super().get(request, *args, member=self.member, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        changes: dict[str, Any] = {}
        # A form would write what was typed into the row that is shown.
        form = FamilyForm(request.POST, initial={"name": self.member.name})
        if "archive" in request.POST or "restore" in request.POST:
            changes = {"is_archived": "archive" in request.POST}
            form = FamilyForm(instance=self.member)
        elif form.is_valid():
            changes = form.cleaned_data
        if not changes or not self._change(form, changes):
            return self.get(request, *args, form=form, **kwargs)
        messages.success(request, _("Saved."))
        return redirect(reverse("backoffice_customer_family", args=[self.customer.customer_id]))

    def _change(self, form: FamilyForm, changes: dict[str, Any]) -> bool:
        try:
            change_member_for(
                self.customer.customer_id, self.member.pk, actor=self.request.user, **changes
            )
        except DomainError as refusal:
            if form.is_bound:
                _refuse(form, refusal)
            else:
                messages.error(self.request, str(refusal.detail))
            return False
        return True


def _refuse(form: FamilyForm, refusal: DomainError) -> None:
    form.add_error(refusal.param if refusal.param in form.fields else None, str(refusal.detail))
