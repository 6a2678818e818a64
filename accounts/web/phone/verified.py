"""Proving one's own number by pages, and the guard that sends people there."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain.numbers.own import (
    request_verification,
    verification_use,
    verify_own_number,
)
from accounts.enums import OTPPurpose
from accounts.models import User
from accounts.permissions import can_act
from accounts.web.codes import CodeSteps, await_code, send_another, take_code
from accounts.web.forms import NoFields
from accounts.web.pending import PendingSignIn
from accounts.web.redirects import NEXT, next_of
from accounts.web.refusals import render_form
from foundation.errors import DomainError

View = Callable[..., HttpResponse]

STEPS = CodeSteps(
    purpose=OTPPurpose.VERIFY,
    use=verification_use,
    start="account_phone_verify",
    code="account_phone_verify_code",
    resend="account_phone_verify_resend",
    title=_("Verify your number"),
    button=_("Verify"),
    restart=_("Back"),
)


def phone_verified_required(view: View) -> View:
    """Let in whoever ``can_act``; send others to sign in or to prove their number, and back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return send_to_verify(request) or view(request, *args, **kwargs)

    return guarded


def send_to_verify(request: HttpRequest) -> HttpResponse | None:
    """Return a redirect for whoever may not act yet, None for the others."""
    if can_act(request.user):
        return None
    here = request.get_full_path()
    if not request.user.is_authenticated:
        return redirect_to_login(here, login_url=reverse("account_login"))
    return HttpResponseRedirect(f"{reverse(STEPS.start)}?{urlencode({NEXT: here})}")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Offer to send a code to the person's number; on POST send it."""
    user, next_path = cast(User, request.user), next_of(request)
    if user.is_phone_verified:
        return _go_on(next_path)
    if request.method != "POST":
        return render_form(request, "accounts/phone/verify.html", NoFields(), next=next_path)
    try:
        sent = request_verification(request, user)
    except DomainError as refusal:
        return render_form(
            request, "accounts/phone/verify.html", NoFields(), refusal=refusal, next=next_path
        )
    return await_code(request, STEPS, sent, next_path=next_path)


@never_cache
@sensitive_post_parameters("code")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Take the code and go on to where the person wanted."""

    def prove(pending: PendingSignIn, typed: str) -> HttpResponse:
        verify_own_number(
            request, cast(User, request.user), challenge_id=pending.challenge_id, code=typed
        )
        messages.success(request, gettext("Your mobile number is verified."))
        return _go_on(pending.next)

    return take_code(request, STEPS, prove)


@never_cache
@login_required
@require_POST
def resend(request: HttpRequest) -> HttpResponse:
    """Send another code."""
    return send_another(request, STEPS)


def _go_on(next_path: str) -> HttpResponse:
    return HttpResponseRedirect(next_path) if next_path else redirect("account_phone")
