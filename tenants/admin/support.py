"""Entering a salon's back office for support, and the list of who did."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain.second_factor.requirements import money_age
from accounts.domain.sessions.crossings import prepare_crossing
from accounts.sessions import SessionStore
from accounts.web.second_factor.guards import ask_for_factor
from accounts.web.sessions.crossing import start_path
from foundation.errors import DomainError
from foundation.tenancy.admin import EverySalonAdmin
from tenants.addresses import BACK_OFFICE, salon_url
from tenants.admin.moves import TEMPLATE
from tenants.domain.support import MINUTES, SESSION_KEY, open_support_access, support_host
from tenants.enums import TenantStatus
from tenants.models import SupportAccess, Tenant


class SupportForm(forms.Form):
    """Why and for how long."""

    reason = forms.CharField(
        label=gettext_lazy("reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The salon's owner reads it."),
    )
    minutes = forms.TypedChoiceField(
        label=gettext_lazy("minutes"), coerce=int, choices=[(m, str(m)) for m in MINUTES]
    )


def support_view(request: HttpRequest, *, admin_site: Any, pk: int) -> HttpResponse:
    """Ask for reason and time, then carry the administrator into the salon's back office."""
    salons = Tenant.objects.exclude(schema_name="public").exclude(status=TenantStatus.ERASED)
    tenant = get_object_or_404(salons, pk=pk)
    if (asked := ask_for_factor(request, within=money_age())) is not None:
        return asked
    form = SupportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            access = open_support_access(
                tenant,
                admin=request.user,  # type: ignore[arg-type]  # the admin's gate let her in
                **form.cleaned_data,
            )
        except DomainError as refusal:
            form.add_error(refusal.param, str(refusal.detail))
        else:
            return HttpResponseRedirect(way_in(cast(SessionStore, request.session), tenant, access))
    context = {
        **admin_site.each_context(request),
        "title": _("Support: %(salon)s") % {"salon": tenant.name},
        "opts": Tenant._meta,
        "tenant": tenant,
        "form": form,
        "explanation": _(
            "You enter the back office as yourself. A banner says so on every page, everything you"
            " do is in the salon's log, and the door closes by itself."
        ),
        "submit": _("Enter the back office"),
    }
    response = TemplateResponse(request, TEMPLATE, context)
    response.csp_form_action = [salon_origin(tenant)]  # type: ignore[attr-defined]
    return response


def way_in(session: SessionStore, tenant: Tenant, access: SupportAccess) -> str:
    """Return the address that takes the administrator, by way of her session here, into the salon.

    It is on the salon's host below the platform's domain, never on a domain of its own: whoever
    bought one that lapsed would be handed the ticket.
    """
    hostname = support_host(tenant)
    prepare_crossing(session, hostname, data={SESSION_KEY: str(access.pk)})
    return salon_origin(tenant) + start_path(BACK_OFFICE)


def salon_origin(tenant: Tenant) -> str:
    """Return the origin that the form leads to: the page's policy must let it."""
    return salon_url(support_host(tenant)).rstrip("/")


@admin.register(SupportAccess)
class SupportAccessAdmin(EverySalonAdmin):
    """Every visit of support, to read."""

    list_display = ["started_at", "schema_name", "admin", "reason", "expires_at", "ended_at"]
    list_filter = ["started_at"]
    search_fields = ["=schema_name", "reason"]
    list_select_related = ["admin"]
    scope_reason = "visits of support in the platform's administration"
