"""Keeps sessions that are old or were left alone out of the back office and the administration."""

from collections.abc import Callable, Iterator
from typing import cast
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from accounts.domain.sessions.visits import is_open_to
from accounts.errors import SignInAgain
from accounts.lifetimes import Door, door_of
from accounts.sessions import SessionStore
from accounts.web.redirects import NEXT
from foundation.api.problems import json_problem

# The way out is open to everybody.
EXITS = ("/manage/logout/", "/admin/logout/", "/manage/support/end/")
# Sent by pages that stand open, not by people (Wagtail: who else edits this page?).
BY_ITSELF = ("/manage/editing-sessions/",)


class OfficeHoursMiddleware:
    """Asks a signed-in person to sign in again where the door's time is over.

    ``request.door`` says for the session middleware that somebody was there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        door = None if path.startswith(EXITS) else door_of(path)
        if door is not None and request.user.is_authenticated:
            session = cast(SessionStore, request.session)
            if not is_open_to(session, door, now=timezone.now()):
                return _turn_away(request, door)
            if not path.startswith(BY_ITSELF):
                request.door = door  # type: ignore[attr-defined]
        return self.get_response(request)


def _turn_away(request: HttpRequest, door: Door) -> HttpResponse:
    refusal = SignInAgain()
    if _is_from_a_script(request):
        response: HttpResponse = json_problem(request, refusal)
        if request.method == "GET" and request.headers.get("HX-Request"):
            response["HX-Redirect"] = _sign_in(_page_of(request, door))
    elif request.method in ("GET", "HEAD"):
        messages.warning(request, str(refusal.detail))
        response = HttpResponseRedirect(_sign_in(request.get_full_path()))
    else:
        response = _nothing_was_saved(request, door)
    add_never_cache_headers(response)
    return response


def _is_from_a_script(request: HttpRequest) -> bool:
    headers = request.headers
    return (
        headers.get("HX-Request") is not None
        or headers.get("X-Requested-With") == "XMLHttpRequest"
        or not request.accepts("text/html")
    )


def _nothing_was_saved(request: HttpRequest, door: Door) -> HttpResponse:
    """Answer a form: what was typed is shown again, so that it can be copied."""
    context = {"sign_in": _sign_in(_page_of(request, door)), "typed": list(_typed(request))}
    return render(request, "accounts/sessions/closed.html", context, status=SignInAgain.status)


def _typed(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        text = "\n".join(values).strip()
        if text and name != "csrfmiddlewaretoken" and not name.startswith("_"):
            yield name, text


def _page_of(request: HttpRequest, door: Door) -> str:
    """Return the page that the request came from, the door's front page for another host's."""
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    parts = urlsplit(page)
    if parts.netloc != request.get_host() or not parts.path.startswith(door.prefix):
        return door.prefix
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _sign_in(page: str) -> str:
    return f"{settings.LOGIN_URL}?{urlencode({NEXT: page})}"
