"""What the platform's people do with a salon, each with a reason that is recorded."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.errors import DomainError
from tenants.domain import life_cycle
from tenants.enums import TENANT_TRANSITIONS, TenantStatus
from tenants.models import Tenant

TEMPLATE = "admin/tenants/tenant/move.html"
LONGEST_EXTENSION = 90


class ReasonForm(forms.Form):
    """Why: kept in the audit log of the salon."""

    reason = forms.CharField(
        label=gettext_lazy("reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class ExtensionForm(ReasonForm):
    """How long, and why."""

    days = forms.IntegerField(
        label=gettext_lazy("days"), min_value=1, max_value=LONGEST_EXTENSION, initial=14
    )
    field_order = ["days", "reason"]


@dataclass(frozen=True, kw_only=True)
class Move:
    """One thing to do: from which states, by which rule."""

    label: str | Promise
    explanation: str | Promise
    rule: Callable[..., Any]
    to: str | None
    form: type[ReasonForm] = ReasonForm

    def is_possible(self, tenant: Tenant) -> bool:
        """Return whether the salon's present state allows it."""
        if self.to is None:
            return bool(tenant.status == TenantStatus.TRIAL)
        return self.to in TENANT_TRANSITIONS[tenant.status]


MOVES = {
    "suspend": Move(
        label=gettext_lazy("Suspend"),
        explanation=gettext_lazy("The site answers 503; the owner can still pay and export."),
        rule=life_cycle.suspend_salon,
        to=TenantStatus.SUSPENDED,
    ),
    "resume": Move(
        label=gettext_lazy("Activate"),
        explanation=gettext_lazy("The salon is paid for: its site is open to everybody."),
        rule=life_cycle.resume_salon,
        to=TenantStatus.ACTIVE,
    ),
}


def possible_moves(tenant: Tenant) -> list[dict[str, Any]]:
    """Return address and label of what can be done with the salon now."""
    return [
        {"url": reverse("admin:tenants_tenant_move", args=[tenant.pk, name]), "label": move.label}
        for name, move in MOVES.items()
        if move.is_possible(tenant)
    ]


def move_view(request: HttpRequest, *, admin_site: Any, pk: int, name: str) -> HttpResponse:
    """Ask for the reason and move the salon; a refusal is shown above the form."""
    tenant = get_object_or_404(Tenant.objects.exclude(schema_name="public"), pk=pk)
    move = MOVES.get(name)
    if move is None:
        raise Http404
    form = move.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            move.rule(tenant, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal.detail))
        else:
            messages.success(request, _("Done: %(move)s.") % {"move": move.label})
            return HttpResponseRedirect(reverse("admin:tenants_tenant_change", args=[pk]))
    context = {
        **admin_site.each_context(request),
        "title": f"{move.label}: {tenant.name}",
        "opts": Tenant._meta,
        "tenant": tenant,
        "form": form,
        "explanation": move.explanation,
        "submit": move.label,
    }
    return TemplateResponse(request, TEMPLATE, context)
