"""From a salon to the platform and back, signed in: start, authorize, enter.

No form of ours posts into the middle of it: browsers hold redirects after a form to the policy of
the form's page (``form-action``), which names no salon unless the page says so itself.
"""

import re
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from accounts.addresses import is_platform, platform_page
from accounts.domain.sessions.crossings import (
    agree_to,
    arrive,
    cross,
    is_fresh_enough,
    may_cross_unasked,
)
from accounts.domain.sessions.tickets import CHALLENGE, VERIFIER, challenge_of, new_verifier
from accounts.errors import CrossingRefused, TicketInvalid
from accounts.hosts import Destination, destination_of
from accounts.models import User
from accounts.sessions import SessionStore
from accounts.web.redirects import NEXT, landing_page, next_of, safe_next
from foundation.masking import mask_phone

# Of the cookie with the verifier: one sign-in, with a walk to the phone.
COOKIE_SECONDS = 600
STATE = re.compile(r"[A-Za-z0-9_-]{1,64}")
# Says that the person has to press herself: she comes from a form of the sign-in.
ASK = "ask"


@dataclass(frozen=True)
class Wish:
    """What a salon's page asks for."""

    host: str
    challenge: str
    state: str
    next: str

    @classmethod
    def of(cls, sent: Any) -> "Wish":
        """Return the wish of a form or an address. Raises CrossingRefused for no such thing."""
        wish = cls(
            sent.get("host", "")[:300],
            sent.get("challenge", ""),
            sent.get("state", ""),
            safe_next(sent.get(NEXT)),
        )
        if not CHALLENGE.fullmatch(wish.challenge) or not STATE.fullmatch(wish.state):
            raise CrossingRefused
        return wish


def start_path(next_path: str) -> str:
    """Return the path at a salon that leads back to it by way of the platform, signed in."""
    return f"{reverse('account_start')}?{urlencode({NEXT: next_path})}"


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Give this browser a verifier and ask the platform who it is."""
    if is_platform(request):
        return redirect("account_login")
    verifier = request.COOKIES.get(settings.CROSSING_COOKIE_NAME, "")
    if not VERIFIER.fullmatch(verifier):
        verifier = new_verifier()
    # A second tab keeps the verifier of the first.
    wish = {
        "host": request.get_host(),
        "challenge": challenge_of(verifier),
        "state": _state_of(verifier),
        NEXT: next_of(request),
    }
    response = HttpResponseRedirect(f"{platform_page('account_authorize')}?{urlencode(wish)}")
    response.set_cookie(
        settings.CROSSING_COOKIE_NAME,
        verifier,
        max_age=COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return _without_referrer(response)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    """On the platform: see who it is, ask the first time, send her to the salon with a ticket."""
    try:
        wish = Wish.of(request.POST or request.GET)
        destination = destination_of(wish.host, user=request.user)
    except CrossingRefused as refusal:
        context = {"reason": refusal.detail}
        return render(request, "accounts/sessions/no_way.html", context, status=refusal.status)
    session = cast(SessionStore, request.session)
    if not request.user.is_authenticated or not is_fresh_enough(session, wish.next):
        return _to_sign_in(wish)
    if request.method == "POST":
        agree_to(session, destination.hostname)
    elif ASK in request.GET or not may_cross_unasked(session, destination.hostname):
        return _question(request, wish, destination)
    return _send_over(request, wish, destination)


@never_cache
@sensitive_variables("secret", "verifier")
@require_safe
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in by a ticket and go where it says; without a good one, to the sign-in page."""
    secret = request.GET.get("ticket", "")[:100]
    verifier = request.COOKIES.get(settings.CROSSING_COOKIE_NAME, "")
    try:
        if not constant_time_compare(request.GET.get("state", ""), _state_of(verifier)):
            raise TicketInvalid
        admission = arrive(request, secret, verifier=verifier)
    except TicketInvalid as refusal:
        messages.error(request, str(refusal.detail))
        return _without_referrer(redirect("account_login"))
    return _without_referrer(HttpResponseRedirect(landing_page(admission.next_path)))


def _to_sign_in(wish: Wish) -> HttpResponse:
    return _without_referrer(HttpResponseRedirect(_sign_in(wish)))


def _sign_in(wish: Wish) -> str:
    here = f"{reverse('account_authorize')}?{urlencode(vars(wish) | {ASK: 1})}"
    return f"{reverse('account_login')}?{urlencode({NEXT: here})}"


def _question(request: HttpRequest, wish: Wish, destination: Destination) -> HttpResponse:
    context = {
        "wish": wish,
        "destination": destination,
        "masked_phone": mask_phone(cast(User, request.user).phone_number),
        "other": _sign_in(wish),
    }
    response = render(request, "accounts/sessions/authorize.html", context)
    response.csp_form_action = [destination.origin]  # type: ignore[attr-defined]
    # With the usual referrer policy: without one browsers send the form as from nowhere, and it
    # would be refused as a forgery. There is no secret in this address.
    return response


def _send_over(request: HttpRequest, wish: Wish, destination: Destination) -> HttpResponse:
    secret = cross(
        cast(SessionStore, request.session),
        cast(User, request.user),
        destination,
        challenge=wish.challenge,
        next_path=wish.next or "/",
    )
    query = urlencode({"ticket": secret, "state": wish.state})
    address = f"{destination.origin}{reverse('account_enter')}?{query}"
    return _without_referrer(HttpResponseRedirect(address))


def _state_of(verifier: str) -> str:
    """Return what the platform hands back: it shows that the answer belongs to this browser."""
    return challenge_of(f"state {verifier}")


def _without_referrer(response: HttpResponse) -> HttpResponse:
    # The secret is in this address or in the one that it leads to.
    response["Referrer-Policy"] = "no-referrer"
    return response
