"""How the API knows a caller: a browser by cookie with CSRF token, an app by header."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, CSRFCheck, SessionAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request


class CsrfFailed(PermissionDenied):
    """A browser wrote without the token that its own page carries."""

    default_code = "csrf_failed"
    default_detail = _("This page has expired. Please reload it and try again.")


class AppSessionAuthentication(BaseAuthentication):
    """The session that ``X-Session-Token`` named (loaded by the session middleware)."""

    def authenticate(self, request: Request) -> Any:
        http_request = request._request
        user = getattr(http_request, "user", None)
        if not getattr(http_request, "is_app_client", False):
            return None
        if user is None or not user.is_active or not user.is_authenticated:
            return None
        return user, None

    def authenticate_header(self, request: Request) -> str:
        return "Session"


class BrowserSessionAuthentication(SessionAuthentication):
    """The cookie's session; enforces CSRF also before anybody is signed in (login CSRF)."""

    def authenticate(self, request: Request) -> Any:
        http_request = request._request
        if getattr(http_request, "is_app_client", False):
            return None
        if request.method not in ("GET", "HEAD", "OPTIONS", "TRACE"):
            self.enforce_csrf(request)
        user = getattr(http_request, "user", None)
        return (user, None) if user is not None and user.is_active else None

    def enforce_csrf(self, request: Request) -> None:
        """Check cookie, token and origin as Django does for pages. Raises CsrfFailed."""
        check = CSRFCheck(lambda _request: None)
        check.process_request(request._request)
        if check.process_view(request._request, None, (), {}):
            raise CsrfFailed

    def authenticate_header(self, request: Request) -> str:
        return "Session"
