"""Where a page may send a person next."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.domain.sign_in.completion import HeldBack, SignedIn

NEXT = "next"


def safe_next(candidate: str | None) -> str:
    """Return the path if it stays on this host, an empty string otherwise.

    Only a path from the root is taken: a host, also a sibling salon's or one written as
    ``//host`` or ``/\\host``, is none.
    """
    if not candidate or not candidate.startswith("/"):
        return ""
    return candidate if url_has_allowed_host_and_scheme(candidate, allowed_hosts=None) else ""


def next_of(request: HttpRequest) -> str:
    """Return the safe ``next`` of a form or of the address."""
    return safe_next(request.POST.get(NEXT) or request.GET.get(NEXT))


def landing_page(candidate: str) -> str:
    """Return where a person goes who has just signed in."""
    return safe_next(candidate) or resolve_url(settings.LOGIN_REDIRECT_URL)


def go_on(outcome: SignedIn | HeldBack) -> HttpResponse:
    """Send a person on after a proof: to the page of what she still owes, or where she wanted."""
    if isinstance(outcome, HeldBack):
        return redirect(outcome.stage.page)
    return HttpResponseRedirect(landing_page(outcome.next_path))
