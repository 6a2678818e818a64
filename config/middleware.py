"""Middleware of the whole site, in the order in which settings name it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django_tenants.middleware.main import TenantMainMiddleware

from config.unknown_host import unknown_host_page
from foundation.api.problems import json_problem
from foundation.errors import Malformed
from tenants.addresses import BACK_OFFICE, salon_url
from tenants.domain.domains.hosts import canonical_host
from tenants.errors import InvalidDomain
from tenants.host_lookup import salon_of_host

NextHandler = Callable[[HttpRequest], HttpResponse]

# Addresses that never have a language in front.
WITHOUT_LANGUAGE = ("/api/", BACK_OFFICE, "/admin/", "/static/", "/media/")


class HealthMiddleware:
    """Answers ``/healthz`` on any host: load balancers know no salon's name."""

    def __init__(self, get_response: NextHandler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info != "/healthz":
            return self.get_response(request)
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return HttpResponse("ok\n", content_type="text/plain")


class RefuseNullMiddleware:
    """Answers 400 to a NUL in the address: PostgreSQL cannot even look for one."""

    def __init__(self, get_response: NextHandler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path_info or "%00" in query or "\x00" in query:
            if request.path_info.startswith("/api/"):
                return json_problem(request, Malformed())
            return HttpResponseBadRequest("Bad Request\n", content_type="text/plain")
        return self.get_response(request)


class SalonMiddleware(TenantMainMiddleware):
    """Sets the connection to the salon of the request's host; an unknown host is a plain 404.

    One look at the registry's unique index per request and no cache of it: a salon that was
    suspended or erased, or a domain that was removed, is so for every process at once.
    """

    @staticmethod
    def hostname_from_request(request: HttpRequest) -> str:
        """Return the host in its one spelling, and make it the request's.

        What comes after (sessions, tickets, CSRF, links) then sees one name for one host: neither
        capitals nor a final dot make another identity.
        """
        host = request.get_host()
        try:
            hostname = canonical_host(host)
        except InvalidDomain:
            raise DisallowedHost(f"not a host name: {host!r}") from None
        port = host.rpartition(":")[2] if ":" in host else ""
        request.META["HTTP_HOST"] = f"{hostname}:{port}" if port else hostname
        return hostname

    def get_tenant(self, domain_model: Any, hostname: str) -> Any:
        """Return the salon with ``host`` set to its registry row; an erased one is not there."""
        return salon_of_host(hostname)

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        refused = super().process_request(request)
        return None if refused is None else unknown_host_page()

    def no_tenant_found(self, request: HttpRequest, hostname: str) -> HttpResponse:
        return unknown_host_page()


class ArabicFirstLocaleMiddleware(LocaleMiddleware):
    """Picks the language: address prefix, then the visitor's choice (cookie), then Arabic.

    The browser's Accept-Language decides only for the API: most phones in the Gulf are set to
    English while their owners read Arabic, so pages start in Arabic with English one tap away.
    """

    def process_request(self, request: HttpRequest) -> None:
        if request.path_info.startswith("/api/"):
            super().process_request(request)
            return
        language = translation.get_language_from_path(request.path_info) or self._chosen(request)
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        """Send a page's short address (``/book/``) to its language; programs get their 404."""
        if response.status_code == 404 and request.path_info.startswith(WITHOUT_LANGUAGE):
            response.headers.setdefault("Content-Language", translation.get_language() or "ar")
            return response
        return super().process_response(request, response)

    def _chosen(self, request: HttpRequest) -> str:
        cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        return cookie if cookie in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class SecurityHeadersMiddleware:
    """Adds the content security policy.

    A view widens it by ``response.csp_connect`` and, for a form whose answer leads to another
    host (browsers hold redirects to it as well), by ``response.csp_form_action``.
    """

    def __init__(self, get_response: NextHandler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if "Content-Security-Policy" not in response:
            response["Content-Security-Policy"] = content_policy(request, response)
        return response


def content_policy(request: HttpRequest, response: Any) -> str:
    """Return the policy for this answer.

    Wagtail's and Django's administration need inline styles and, Wagtail's, inline scripts; a
    salon's visitors never meet those pages.
    """
    connect = " ".join(["'self'", *getattr(response, "csp_connect", ())])
    targets = " ".join(["'self'", *_form_targets(request, response)])
    inline = " 'unsafe-inline'" if request.path_info.startswith((BACK_OFFICE, "/admin/")) else ""
    return (
        f"default-src 'self'; script-src 'self'{inline}; style-src 'self'{inline};"
        f" img-src 'self' data: blob:; font-src 'self' data:; connect-src {connect};"
        f" frame-ancestors 'self'; form-action {targets}; base-uri 'self'; object-src 'none'"
    )


def _form_targets(request: HttpRequest, response: Any) -> list[str]:
    """Return the other hosts that a form of this page may end up on (browsers follow redirects)."""
    targets = list(getattr(response, "csp_form_action", ()))
    if request.path_info.startswith(BACK_OFFICE):
        # Leaving a salon after support leads back to the platform.
        targets.append(salon_url(settings.PLATFORM_DOMAIN).rstrip("/"))
    return targets
