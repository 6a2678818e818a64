"""The salon's web addresses: the list with its form, and what to do for one domain."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cms.backoffice.addresses import ClaimRow, claim_rows, host_rows
from cms.backoffice.forms import DomainForm
from cms.backoffice.views.base import BackOfficeView
from foundation.errors import DomainError
from tenants.domain.domains.managing import claim_domain
from tenants.models import Domain, DomainClaim
from tenants.permissions import can_manage_domains


class AddressPage(BackOfficeView):
    """A page below the list of web addresses."""

    permitted = can_manage_domains
    header_icon = "globe"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        trail = self.trail()
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("backoffice_addresses") if trail else "", "label": _("Web addresses")},
            *trail,
        ]


class AddressesView(AddressPage):
    """Lists hosts and claims; takes a new domain."""

    template_name = "cms/backoffice/pages/addresses.html"

    def get_page_title(self) -> str:
        return _("Web addresses")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = DomainForm(request.POST)
        if form.is_valid():
            try:
                claim = claim_domain(
                    request.tenant,  # type: ignore[attr-defined]
                    form.cleaned_data["domain"],
                    by=request.user,
                )
            except DomainError as refusal:
                form.add_error("domain", str(refusal.detail))
            else:
                return redirect("backoffice_claim", claim.pk)
        return self.get(request, *args, form=form, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        claims = list(DomainClaim.objects.all())
        hosts = host_rows(self.request.tenant, claims)
        kwargs.setdefault("form", DomainForm())
        return super().get_context_data(**kwargs, hosts=hosts, claims=claim_rows(hosts, claims))


class ClaimView(AddressPage):
    """What to write into the domain's DNS, what was found, and the next step."""

    template_name = "cms/backoffice/pages/claim.html"

    @cached_property
    def row(self) -> ClaimRow:
        claim = DomainClaim.objects.filter(pk=self.kwargs["pk"]).first()
        if claim is None:
            raise Http404
        return ClaimRow(claim)

    def get_page_title(self) -> str:
        return self.row.shown

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.row.shown}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        host = Domain.objects.filter(domain=self.row.claim.domain).first()
        return super().get_context_data(**kwargs, row=self.row, claim=self.row.claim, host=host)
