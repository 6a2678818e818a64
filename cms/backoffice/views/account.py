"""The salon's account: plan, state, what comes next, paying, the archive, closing."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from cms.backoffice.standing import standing_of
from cms.backoffice.views.base import BackOfficeView, ask_for_money
from foundation.errors import DomainError
from tenants.domain.exports.making import request_export
from tenants.domain.life_cycle.requests import PAYING, ask_to_reopen, note_payment
from tenants.enums import ExportStatus, TenantStatus
from tenants.models import SalonExport, Tenant
from tenants.permissions import can_manage_account, can_view_account

SHOWN_EXPORTS = 5


class AccountPage(BackOfficeView):
    """A page about the salon's account."""

    permitted = can_view_account
    header_icon = "user"

    @property
    def tenant(self) -> Tenant:
        return current_salon()

    def get_page_title(self) -> str:
        return _("The salon's account")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
        return [home, *self.trail()]


class AccountView(AccountPage):
    """Everything about the account on one page."""

    template_name = "cms/backoffice/pages/account.html"

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": _("The salon's account")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tenant = self.tenant
        exports = list(SalonExport.objects.all()[:SHOWN_EXPORTS])
        return super().get_context_data(
            **kwargs,
            tenant=tenant,
            standing=standing_of(tenant),
            exports=exports,
            is_export_open=any(each.status == ExportStatus.REQUESTED for each in exports),
            may_manage=can_manage_account(self.request.user),
            may_pay=tenant.status in PAYING,
            is_closed=tenant.status == TenantStatus.CLOSED,
            bank={
                "holder": settings.PLATFORM_BANK_HOLDER,
                "iban": settings.PLATFORM_BANK_IBAN,
            },
            contact={
                "phone": settings.PLATFORM_CONTACT_PHONE,
                "email": settings.PLATFORM_CONTACT_EMAIL,
            },
            export_days=settings.EXPORT_DAYS,
        )


@require_POST
def ask_export(request: HttpRequest) -> HttpResponseBase:
    """Ask for an archive."""
    _require_owner(request)
    if (asked := ask_for_money(request)) is not None:
        return asked
    try:
        request_export(actor=request.user)
    except DomainError as refusal:
        messages.warning(request, str(refusal.detail))
    else:
        messages.success(request, _("Your archive is being made. Come back in a few minutes."))
    return redirect("backoffice_account")


@require_POST
def announce_payment(request: HttpRequest) -> HttpResponse:
    """Tell the platform that the salon has paid."""
    _require_owner(request)
    try:
        note_payment(current_salon())
    except DomainError as refusal:
        messages.error(request, str(refusal.detail))
    else:
        messages.success(
            request, _("Noted. We look for your payment and change the state once it has arrived.")
        )
    return redirect("backoffice_account")


@require_POST
def ask_reopening(request: HttpRequest) -> HttpResponse:
    """Tell the platform that the salon wants to come back."""
    _require_owner(request)
    try:
        ask_to_reopen(current_salon())
    except DomainError as refusal:
        messages.error(request, str(refusal.detail))
    else:
        messages.success(request, _("We have your request and will contact you."))
    return redirect("backoffice_account")


def current_salon() -> Tenant:
    """Return the registry row of the salon that the request is for, as it is now."""
    return Tenant.objects.get(schema_name=connection.schema_name)


def _require_owner(request: HttpRequest) -> None:
    if not can_manage_account(request.user):
        raise PermissionDenied
