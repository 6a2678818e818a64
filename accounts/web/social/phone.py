"""An identity that nobody here has yet: its owner proves her number."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain.codes.uses import CodeUse
from accounts.domain.identities.arrivals import (
    identity_use,
    prove_phone,
    request_phone_code,
)
from accounts.domain.identities.errors import NoPendingIdentity
from accounts.domain.identities.pending import PendingIdentity, forget_identity, pending_identity
from accounts.domain.identities.providers import provider_name
from accounts.enums import OTPPurpose
from accounts.web.codes import CodeSteps, await_code, send_another, take_code
from accounts.web.forms import PhoneForm
from accounts.web.pending import PendingSignIn, forget_pending
from accounts.web.redirects import go_on
from accounts.web.refusals import explain, render_form
from foundation.errors import DomainError


@dataclass(frozen=True, kw_only=True)
class IdentitySteps(CodeSteps):
    """The code is nobody's before it is proved: it belongs to the identity."""

    def use_of(self, request: HttpRequest) -> CodeUse:
        return identity_use(request)


STEPS = IdentitySteps(
    purpose=OTPPurpose.SOCIAL_LINK,
    use=lambda user: CodeUse(purpose=OTPPurpose.SOCIAL_LINK),
    start="account_social_phone",
    code="account_social_code",
    resend="account_social_resend",
    title=gettext_lazy("Enter the code"),
    button=gettext_lazy("Link and sign in"),
    restart=gettext_lazy("Change the number"),
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def number(request: HttpRequest) -> HttpResponse:
    """Ask for the number and send a code to it."""
    try:
        pending = pending_identity(request)
    except NoPendingIdentity as refusal:
        return _start_again(request, refusal)
    form = PhoneForm(request.POST or None)
    if not form.is_valid():
        return _number_page(request, form, pending)
    try:
        sent = request_phone_code(request, form.cleaned_data["phone_number"])
    except DomainError as refusal:
        return _number_page(request, form, pending, refusal)
    return await_code(request, STEPS, sent, next_path="")


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Take the code, link and sign in."""

    def prove(pending: PendingSignIn, typed: str) -> HttpResponse:
        return go_on(prove_phone(request, challenge_id=pending.challenge_id, code=typed))

    try:
        pending_identity(request)
        return take_code(request, STEPS, prove)
    except NoPendingIdentity as refusal:
        return _start_again(request, refusal)


@never_cache
@require_POST
def resend(request: HttpRequest) -> HttpResponse:
    """Send another code."""
    try:
        pending_identity(request)
        return send_another(request, STEPS)
    except NoPendingIdentity as refusal:
        return _start_again(request, refusal)


@never_cache
@require_POST
def cancel(request: HttpRequest) -> HttpResponse:
    """Forget the identity."""
    forget_identity(request)
    forget_pending(request, purpose=STEPS.purpose)
    messages.info(request, _("The sign-in was cancelled. Nothing was changed."))
    return redirect("account_login")


def _number_page(
    request: HttpRequest,
    form: PhoneForm,
    pending: PendingIdentity,
    refusal: DomainError | None = None,
) -> HttpResponse:
    page: dict[str, Any] = {
        "provider": provider_name(pending.identity.provider),
        "identity": pending.identity,
    }
    return render_form(request, "accounts/social/phone.html", form, refusal=refusal, **page)


def _start_again(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    forget_pending(request, purpose=STEPS.purpose)
    messages.error(request, explain(refusal))
    return redirect("account_login")
