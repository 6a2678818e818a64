"""One address for each page of a salon: its other hosts lead to the primary one."""

import re
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from tenants.addresses import salon_url
from tenants.domain.domains.hosts import is_platform_host
from tenants.queries import primary_host

# What every host of a salon answers itself. The reasons:
# - /api/: programs do not follow redirects with their headers, and their sessions are a host's.
# - /account/, /manage/: cookies are a host's too. An owner whose new domain does not work yet
#   must be able to sign in and put it right at the platform's address; tickets
#   (/account/enter/) are issued for one host.
# - /pay/: the bank sends the customer back to the host where her session and her payment began.
# - /language/: a cookie of this host, asked for by the pages above.
# - /static/, /media/, /theme.css, /favicon.ico: parts of those pages.
# - /.well-known/: proofs for certificates and the like are about the host that was asked.
STAYS = re.compile(
    r"/(?:(?:ar|en)/)?(?:account|pay)/"
    r"|/(?:api|manage|admin|language|static|media|\.well-known)/"
    r"|/(?:theme\.css|favicon\.ico|healthz)$"
)


class PrimaryHostMiddleware:
    """Sends visitors of another host of the salon to its primary one, path and query kept.

    GET and HEAD only: a form that was open when the primary host changed still arrives. The
    redirect is permanent for search engines but not to be kept by browsers: two domains whose
    roles are swapped would otherwise send a browser round in circles.

    On own domains strict transport security says nothing of their subdomains, which are not ours.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._elsewhere(request) or self.get_response(request)
        if settings.SECURE_HSTS_SECONDS and request.is_secure() and _is_own_domain():
            response["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
        return response

    def _elsewhere(self, request: HttpRequest) -> HttpResponse | None:
        host = connection.tenant.host
        if host.is_primary or request.method not in ("GET", "HEAD") or STAYS.match(request.path):
            return None
        primary = primary_host(connection.tenant)
        if primary is None:
            return None
        response = HttpResponsePermanentRedirect(
            salon_url(primary).rstrip("/") + request.get_full_path()
        )
        response["Cache-Control"] = "no-cache"
        return response


def _is_own_domain() -> bool:
    return not is_platform_host(connection.tenant.host.domain)
