"""Sessions by cookie for browsers, by header for apps; never one for the other."""

from typing import Any

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

from accounts.enums import SessionKind
from accounts.sessions import HOST_KEY, KIND_KEY, USER_KEY

TOKEN_HEADER = "X-Session-Token"
CLIENT_HEADER = "X-Client"


class BoundSessionMiddleware(SessionMiddleware):
    """Loads the session and drops one of another host or of the other kind.

    An app names itself by ``X-Client: app`` or sends ``X-Session-Token``; its cookies are ignored
    and it is never sent one.
    """

    def process_request(self, request: HttpRequest) -> None:
        is_app = TOKEN_HEADER in request.headers or request.headers.get(CLIENT_HEADER) == "app"
        request.is_app_client = is_app  # type: ignore[attr-defined]
        secret = (
            request.headers.get(TOKEN_HEADER)
            if is_app
            else request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        )
        request.session = self.SessionStore(secret)
        kind = SessionKind.APP if is_app else SessionKind.WEB
        if secret and not _belongs_here(request, kind):
            request.session = self.SessionStore()

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not getattr(request, "is_app_client", False):
            return super().process_response(request, response)
        session = request.session
        if session.modified and not session.is_empty() and response.status_code < 500:
            session.save()
        return response


def bind_session(request: HttpRequest) -> None:
    """Bind the signed-in session to the request's host and kind of client."""
    kind = SessionKind.APP if getattr(request, "is_app_client", False) else SessionKind.WEB
    request.session[HOST_KEY] = request.get_host().lower()
    request.session[KIND_KEY] = kind.value


def _belongs_here(request: Any, kind: SessionKind) -> bool:
    session = request.session
    if session.get(USER_KEY) is None:
        return kind is SessionKind.WEB
    return bool(
        session.get(HOST_KEY) == request.get_host().lower() and session.get(KIND_KEY) == kind
    )
