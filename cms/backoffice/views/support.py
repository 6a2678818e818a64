"""Leaving a salon after support."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from accounts.domain.sign_in.completion import sign_out
from tenants.addresses import salon_url
from tenants.domain.support import end_support_access


@require_POST
def end_support(request: HttpRequest) -> HttpResponse:
    """End the access that this session was opened by; back to the platform's administration."""
    access = getattr(request, "support_access", None)
    if access is None:
        raise PermissionDenied
    end_support_access(access)
    sign_out(request)
    return HttpResponseRedirect(f"{salon_url(settings.PLATFORM_DOMAIN)}admin/")
