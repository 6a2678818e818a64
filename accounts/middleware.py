"""Sessions by cookie for browsers, by header for apps; never one for the other."""

from typing import Any, cast
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from accounts.domain.sessions.visits import note_visit
from accounts.enums import SessionKind
from accounts.lifetimes import absolute_end
from accounts.sessions import (
    CREATED_KEY,
    FAMILY_KEY,
    HOST_KEY,
    KIND_KEY,
    PARENT_KEY,
    PROOFS_KEY,
    USER_KEY,
    SessionStore,
)
from accounts.visitors import address_of, visitor_of

TOKEN_HEADER = "X-Session-Token"  # noqa: S105 - a header's name
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
        _note_visit(request)
        if not getattr(request, "is_app_client", False):
            return super().process_response(request, response)
        _save_app_session(request, response)
        # Nothing that was set on the way (CSRF, language, messages) reaches an app.
        response.cookies.clear()
        patch_vary_headers(response, (CLIENT_HEADER, TOKEN_HEADER))
        return response


def bind_session(request: HttpRequest, *, family: UUID | None = None) -> None:
    """Bind the signed-in session to the request's host and kind of client, as of now.

    ``family``: the session that it takes the place of, for the same person.
    """
    kind = SessionKind.APP if getattr(request, "is_app_client", False) else SessionKind.WEB
    session, now = cast(SessionStore, request.session), timezone.now()
    session[HOST_KEY] = request.get_host().lower()
    session[KIND_KEY] = kind.value
    session[CREATED_KEY] = now.isoformat()
    session[FAMILY_KEY] = str(family or uuid4())
    # Signing in as the same person again keeps Django's session data: what it knew of the person
    # before this moment is void.
    for key in (PROOFS_KEY, PARENT_KEY):
        session.pop(key, None)
    visitor = visitor_of(request)
    session.describe(
        created_at=now,
        last_seen_at=now,
        office_seen_at=None,
        ends_at=absolute_end(now, kind=kind),
        device_id=visitor.device_id,
        user_agent=visitor.user_agent,
        address=address_of(visitor),
    )


def _note_visit(request: HttpRequest) -> None:
    # A salon that is being moved is read: the database would refuse.
    if isinstance(getattr(request, "session", None), SessionStore) and not getattr(
        connection.tenant, "is_read_only", False
    ):
        door = getattr(request, "door", None)
        note_visit(cast(SessionStore, request.session), door=door, now=timezone.now())


def _save_app_session(request: HttpRequest, response: HttpResponse) -> None:
    session = request.session
    if not session.modified or session.is_empty() or response.status_code >= 500:
        return
    try:
        session.save()
    except UpdateError:
        # Signed out by another request while this one ran: do not bring the session back.
        raise SessionInterrupted("The session was ended while the request ran.") from None


def _belongs_here(request: Any, kind: SessionKind) -> bool:
    session = request.session
    if session.get(USER_KEY) is None and HOST_KEY not in session:
        return kind is SessionKind.WEB
    return bool(
        session.get(HOST_KEY) == request.get_host().lower() and session.get(KIND_KEY) == kind
    )
