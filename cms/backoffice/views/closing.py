"""Closing the salon for good, and fetching its archive: for owners with a fresh second factor."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from cms.backoffice.views.account import AccountPage
from cms.backoffice.views.base import ask_for_money
from foundation.errors import DomainError
from tenants.domain.exports.making import open_export
from tenants.domain.life_cycle.closing import close_salon
from tenants.enums import TenantStatus
from tenants.errors import ExportNotReady
from tenants.permissions import can_manage_account


class CloseForm(forms.Form):
    """The salon's own name, typed: nobody closes a salon by a slip of the thumb."""

    typed = forms.CharField(label=gettext_lazy("Type the salon's address name"), max_length=63)
    reason = forms.CharField(
        label=gettext_lazy("Why are you leaving?"),
        help_text=gettext_lazy("It helps us to do better. You can leave it empty."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name
        self.fields["typed"].widget.attrs |= {
            "autocomplete": "off",
            "autocapitalize": "none",
            "dir": "ltr",
        }

    def clean_typed(self) -> str:
        typed = str(self.cleaned_data["typed"]).strip().lower()
        if typed != self.name:
            raise forms.ValidationError(_("This is not the salon's name. Nothing was closed."))
        return typed


class CloseView(AccountPage):
    """Says what closing means, asks for the salon's name and closes."""

    permitted = can_manage_account
    needs_second_factor = True
    template_name = "cms/backoffice/pages/close.html"

    def trail(self) -> list[dict[str, Any]]:
        account = {"url": resolve_url("backoffice_account"), "label": self.get_page_title()}
        return [account, {"url": "", "label": _("Close the salon")}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not can_manage_account(request.user):
            raise PermissionDenied
        if self.tenant.status == TenantStatus.CLOSED:
            return redirect("backoffice_account")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = self._form(request.POST)
        if not form.is_valid():
            return self.get(request, *args, form=form, **kwargs)
        try:
            close_salon(self.tenant, reason=form.cleaned_data["reason"] or _("closed by its owner"))
        except DomainError as refusal:
            messages.error(request, str(refusal.detail))
        else:
            messages.success(request, _("The salon is closed. Your archive is being made."))
        return redirect("backoffice_account")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or self._form()
        context = {"form": form, "name": form.name, "grace_days": settings.GRACE_DAYS}
        return super().get_context_data(**kwargs, **context)

    def _form(self, data: Any = None) -> CloseForm:
        return CloseForm(data, name=self.tenant.schema_name.replace("_", "-"))


@require_safe
@never_cache
def download_export(request: HttpRequest, export_id: UUID) -> HttpResponseBase:
    """Send an archive of this host's salon to its owner, piece by piece."""
    if not can_manage_account(request.user):
        raise PermissionDenied
    if (asked := ask_for_money(request)) is not None:
        return asked
    try:
        export, path = open_export(export_id)
    except ExportNotReady as refusal:
        raise Http404 from refusal
    name = f"{connection.schema_name}-{export.created_at:%Y-%m-%d}.zip"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)
