"""What the platform's people do with a salon, each with a reason that is recorded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.errors import DomainError
from tenants.domain.life_cycle import states
from tenants.domain.life_cycle.closing import close_salon
from tenants.domain.life_cycle.erasure import erase_salon
from tenants.enums import TENANT_TRANSITIONS, TenantStatus
from tenants.models import Tenant

TEMPLATE = "admin/tenants/tenant/move.html"


class ReasonForm(forms.Form):
    """Why: kept in the audit log of the salon."""

    reason = forms.CharField(
        label=gettext_lazy("reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class ExtensionForm(ReasonForm):
    """How long, and why."""

    days = forms.IntegerField(
        label=gettext_lazy("days"),
        min_value=1,
        max_value=states.MAX_EXTENSION,
        initial=settings.TRIAL_DAYS,
    )
    field_order = ["days", "reason"]


class PaidForm(ReasonForm):
    """Until when the salon has paid: its last day."""

    paid_until = forms.DateField(
        label=gettext_lazy("paid until"),
        required=False,
        help_text=gettext_lazy("The last day. Empty: until somebody changes it here."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    field_order = ["paid_until", "reason"]

    def clean_paid_until(self) -> datetime | None:
        """Return the end of that day in the platform's time zone."""
        day = self.cleaned_data["paid_until"]
        if day is None:
            return None
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is over."), code="past")
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


@dataclass(frozen=True, kw_only=True)
class Move:
    """One thing to do: from which states, by which rule."""

    label: str | Promise
    explanation: str | Promise
    rule: Callable[..., Any]
    sources: frozenset[str]
    form: type[ReasonForm] = ReasonForm

    def is_possible(self, tenant: Tenant) -> bool:
        """Return whether the salon's present state allows it."""
        return tenant.status in self.sources


def _leading_to(status: TenantStatus) -> frozenset[str]:
    return frozenset(s for s, moves in TENANT_TRANSITIONS.items() if status in moves)


_S = TenantStatus
PAID = gettext_lazy("The salon is paid for: its site is open to everybody.")
MOVES = {
    "extend": Move(
        label=gettext_lazy("Extend the trial"),
        explanation=gettext_lazy("The trial ends that many days later."),
        rule=states.extend_trial,
        sources=frozenset({_S.TRIAL}),
        form=ExtensionForm,
    ),
    "activate": Move(
        label=gettext_lazy("Activate"),
        explanation=PAID,
        rule=states.activate_salon,
        sources=frozenset({_S.TRIAL, _S.PAST_DUE}),
        form=PaidForm,
    ),
    "renew": Move(
        label=gettext_lazy("Note a payment"),
        explanation=PAID,
        rule=states.renew_salon,
        sources=frozenset({_S.ACTIVE}),
        form=PaidForm,
    ),
    "resume": Move(
        label=gettext_lazy("Open again"),
        explanation=PAID,
        rule=states.resume_salon,
        sources=frozenset({_S.SUSPENDED}),
        form=PaidForm,
    ),
    "suspend": Move(
        label=gettext_lazy("Suspend"),
        explanation=gettext_lazy("The site answers 503; the owner can still pay and export."),
        rule=states.suspend_salon,
        sources=_leading_to(_S.SUSPENDED),
    ),
    "close": Move(
        label=gettext_lazy("Close"),
        explanation=gettext_lazy(
            "Everything is exported and what is booked is cancelled; after the time of grace the"
            " salon is erased."
        ),
        rule=close_salon,
        sources=_leading_to(_S.CLOSED),
    ),
    "reopen": Move(
        label=gettext_lazy("Bring back"),
        explanation=gettext_lazy("The closed salon is open again; nothing was erased yet."),
        rule=states.reopen_salon,
        sources=frozenset({_S.CLOSED}),
        form=PaidForm,
    ),
    "erase": Move(
        label=gettext_lazy("Erase without an archive"),
        explanation=gettext_lazy(
            "Only after the time of grace, and only where the archive failed for good: all data of"
            " the salon are gone, except what the law demands."
        ),
        rule=partial(erase_salon, without_export=True),
        sources=frozenset({_S.CLOSED}),
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
