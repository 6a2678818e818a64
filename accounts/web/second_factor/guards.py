"""Doors that open to a second factor shown lately, and the way to show one."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.addresses import is_platform, platform_page
from accounts.domain.second_factor.factors import has_factor
from accounts.domain.sign_in.assurance import has_second_factor
from accounts.domain.sign_in.reauthentication import is_strong
from accounts.models import User
from accounts.web.phone.reauthentication import ask_to_reauthenticate
from accounts.web.redirects import NEXT, safe_next

View = Callable[..., HttpResponse]
Age = timedelta | Callable[[], timedelta]
# Names the salon's host to the platform's page that hands back to it.
FROM = "from"


def has_fresh_factor(request: HttpRequest, *, within: timedelta) -> bool:
    """Return whether the session has seen a second factor within the time."""
    return has_second_factor(request.session, within=within)


def ask_for_factor(request: HttpRequest, *, within: timedelta) -> HttpResponse | None:
    """Return None for a signed-in person with a fresh second factor, else the way to show one."""
    return None if has_fresh_factor(request, within=within) else way_to_factor(request)


def way_to_factor(request: HttpRequest) -> HttpResponse:
    """Send a signed-in person to show her second factor, or to add one on the platform's host.

    A form that was sent in vain is not kept: she comes back to its page and reads that nothing
    happened yet.
    """
    back = _back(request)
    if request.method not in ("GET", "HEAD"):
        messages.warning(request, _("Nothing was done yet. Confirm first, then do it again."))
    if has_factor(cast(User, request.user)):
        return HttpResponseRedirect(f"{reverse('account_confirm')}?{urlencode({NEXT: back})}")
    return HttpResponseRedirect(enrolment_address(request, back=back))


def second_factor_required(
    *, within: timedelta | Callable[[], timedelta]
) -> Callable[[View], View]:
    """Let in signed-in people who showed a second factor within the time."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            age = within() if callable(within) else within
            return ask_for_factor(request, within=age) or view(request, *args, **kwargs)

        return guarded

    return decorate


def strongest_proof_required(view: View) -> View:
    """Let in who has just shown the most that she can: her second factor, else a code.

    What proves a person is changed only by her strongest proof (NIST SP 800-63B 4.1.2): a phone
    number that was taken over must not add a second factor of its own.
    """

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if has_strongest_proof(request):
            return view(request, *args, **kwargs)
        if has_factor(cast(User, request.user)):
            return way_to_factor(request)
        return ask_to_reauthenticate(request)

    return guarded


def has_strongest_proof(request: HttpRequest) -> bool:
    """Return whether ``strongest_proof_required`` would let the signed-in person in."""
    return is_strong(request.session, cast(User, request.user))


def enrolment_address(request: HttpRequest, *, back: str) -> str:
    """Return the address of the page where second factors are added; it leads ``back``.

    From a salon it is the platform's page that asks for one, to add or to show, and hands back.
    """
    if is_platform(request):
        # Named: in front of the views nobody has chosen the host's addresses yet.
        path = reverse("account_security", urlconf=settings.PUBLIC_SCHEMA_URLCONF)
        return f"{path}?{urlencode({NEXT: back})}"
    query = urlencode({NEXT: back, FROM: request.get_host()})
    return f"{platform_page('account_factor_back')}?{query}"


def _back(request: HttpRequest) -> str:
    """Return the page to come back to: this one, or the one whose form was sent."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return "/"
    return safe_next(came_from._replace(scheme="", netloc="").geturl()) or "/"
