"""What a salon that is not open, or is being moved, lets through."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from psycopg.errors import ReadOnlySqlTransaction

from tenants.addresses import BACK_OFFICE, salon_url
from tenants.domain.life_cycle.notices import ACCOUNT_PATH
from tenants.enums import TenantStatus
from tenants.errors import SalonClosed, SalonLocked, SalonReadOnly
from tenants.permissions import can_view_account
from tenants.web.unavailable import unavailable

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
ACCOUNT = f"/{ACCOUNT_PATH}"
LANGUAGE = "/language/"
# Open in every state: how a page looks, signing in, and news of money.
OPEN_PATHS = (
    *("/static/", "/theme.css", "/media/", LANGUAGE, "/favicon.ico"),
    *("/account/", "/ar/account/", "/en/account/", "/api/webhooks/"),
)
# Of the back office, what its account page is made of.
FURNITURE = (
    *("/manage/jsi18n/", "/manage/sprite/", "/manage/login/", "/manage/logout/"),
    "/manage/support/end/",
)
# Until it is worth asking again.
RETRY_SECONDS = {TenantStatus.SUSPENDED: 3600, TenantStatus.CLOSED: 86400}
MOVING_SECONDS = 60

Answer = HttpResponse | None


class SalonStateMiddleware:
    """Answers 503 for what the salon's state does not let through; its data stay.

    Suspended: visitors see a friendly page, the people of the salon read in the back office, and
    the account page, where the owner pays and exports, works. Closed: that page alone, for those
    who may see it. Being moved: everything is read, nothing is written.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return _refusal(request) or self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> Answer:
        """Answer 503 where reading a salon that is being moved would have written."""
        if isinstance(exception.__cause__, ReadOnlySqlTransaction):
            return _being_moved(request)
        return None


def _refusal(request: HttpRequest) -> Answer:
    tenant: Any = connection.tenant
    path = request.path_info
    if getattr(tenant, "is_read_only", False) and request.method not in SAFE_METHODS:
        return None if path.startswith(LANGUAGE) else _being_moved(request)
    if getattr(tenant, "is_open", True) or path.startswith(OPEN_PATHS):
        return None
    if not path.startswith(BACK_OFFICE):
        return _not_open(request, tenant)
    if path.startswith((ACCOUNT, *FURNITURE)):
        return None
    if tenant.status == TenantStatus.CLOSED:
        return _closed_back_office(request, tenant)
    return None if request.method in SAFE_METHODS else _locked(request)


def _closed_back_office(request: HttpRequest, tenant: Any) -> Answer:
    """Lead whoever may see it to the account page; strangers meet the gate first."""
    user: Any = request.user
    if not user.is_authenticated:
        return None
    if can_view_account(user):
        return HttpResponseRedirect(ACCOUNT)
    return _not_open(request, tenant)


def _not_open(request: HttpRequest, tenant: Any) -> HttpResponse:
    seconds = RETRY_SECONDS[TenantStatus(tenant.status)]
    context = {
        "tenant": tenant,
        "is_closed": tenant.status == TenantStatus.CLOSED,
        # The platform still shows a customer what she has booked here.
        "my_visits": f"{salon_url(settings.PLATFORM_DOMAIN)}my/",
    }
    return unavailable(request, SalonClosed(retry_after=seconds), "tenants/closed.html", context)


def _locked(request: HttpRequest) -> HttpResponse:
    refusal = SalonLocked(retry_after=RETRY_SECONDS[TenantStatus.SUSPENDED])
    return unavailable(request, refusal, "tenants/locked.html", {"account": ACCOUNT})


def _being_moved(request: HttpRequest) -> HttpResponse:
    refusal = SalonReadOnly(retry_after=MOVING_SECONDS)
    return unavailable(request, refusal, "tenants/moving.html", {})
