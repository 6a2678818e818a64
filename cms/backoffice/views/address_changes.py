"""Checking, switching on, choosing and removing web addresses."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from cms.backoffice.views.addresses import AddressPage, ClaimView
from foundation.errors import DomainError
from tenants.dns.pointing import Pointing, where_it_points
from tenants.dns.resolver import DnsResolver
from tenants.domain.domains.claims import check_now, switch_on
from tenants.domain.domains.hosts import is_platform_host, shown_host
from tenants.domain.domains.managing import make_primary, remove_claim, remove_domain
from tenants.enums import ClaimResult
from tenants.models import Domain
from tenants.permissions import can_manage_domains

# The owner waits for the page: rather no advice than a slow one.
ADVICE_SECONDS = 3.0


@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Look for the proof now and say what was found."""
    _require_manager(request)
    try:
        claim = check_now(pk, by=request.user)
    except DomainError as refusal:
        return _refused(request, refusal, "backoffice_claim", pk)
    if claim.result == ClaimResult.PROVED:
        messages.success(request, _("The domain is yours. You can switch it on now."))
    else:
        messages.warning(request, f"{capfirst(claim.get_result_display())}.")
    return redirect("backoffice_claim", pk)


@require_POST
def activate(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch a proved domain on."""
    _require_manager(request)
    try:
        made = switch_on(
            request.tenant,  # type: ignore[attr-defined]
            pk,
            by=request.user,
            with_www="with_www" in request.POST,
        )
    except DomainError as refusal:
        return _refused(request, refusal, "backoffice_claim", pk)
    names = ", ".join(shown_host(domain.domain) for domain in made)
    messages.success(request, _("Switched on: %(names)s.") % {"names": names})
    return redirect("backoffice_addresses")


class HostPage(AddressPage):
    """Asks before something happens to one host of the salon."""

    @cached_property
    def domain(self) -> Domain:
        tenant = self.request.tenant
        found = Domain.objects.filter(tenant=tenant, pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def shown(self) -> str:
        return shown_host(self.domain.domain)

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.shown}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, domain=self.domain, shown=self.shown)


class PrimaryView(HostPage):
    """Says what a primary address is, and whether the domain already leads here."""

    template_name = "cms/backoffice/pages/address_primary.html"

    def get_page_title(self) -> str:
        return _("Make it the main address")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, pointing=self._pointing().value)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            make_primary(request.tenant, self.domain.pk, by=request.user)  # type: ignore[attr-defined]
        except DomainError as refusal:
            return _refused(request, refusal, "backoffice_addresses")
        messages.success(request, _("%(name)s is now the main address.") % {"name": self.shown})
        return redirect("backoffice_addresses")

    def _pointing(self) -> Pointing:
        if is_platform_host(self.domain.domain):
            return Pointing.HERE
        return where_it_points(DnsResolver(seconds=ADVICE_SECONDS), self.domain.domain)


class RemoveView(HostPage):
    """Says what removing an address means."""

    template_name = "cms/backoffice/pages/address_remove.html"

    def get_page_title(self) -> str:
        return _("Remove the address")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            remove_domain(request.tenant, self.domain.pk, by=request.user)  # type: ignore[attr-defined]
        except DomainError as refusal:
            return _refused(request, refusal, "backoffice_addresses")
        messages.success(request, _("%(name)s is removed.") % {"name": self.shown})
        return redirect("backoffice_addresses")


class RemoveClaimView(ClaimView):
    """Forgets a domain that is not switched on."""

    template_name = "cms/backoffice/pages/claim_remove.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        shown = self.row.shown
        try:
            remove_claim(request.tenant, self.row.claim.pk, by=request.user)  # type: ignore[attr-defined]
        except DomainError as refusal:
            return _refused(request, refusal, "backoffice_addresses")
        messages.success(request, _("%(name)s is removed.") % {"name": shown})
        return redirect("backoffice_addresses")


def _require_manager(request: HttpRequest) -> None:
    if not can_manage_domains(request.user):
        raise PermissionDenied


def _refused(request: HttpRequest, refusal: DomainError, page: str, *args: Any) -> HttpResponse:
    """Say why and go back; what is not there is not found."""
    if refusal.status == 404:
        raise Http404
    messages.error(request, str(refusal.detail))
    return redirect(page, *args)
