"""Pages of signing in: the number, the code, out again. They serve every host and every door."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain.codes.otp import request_code, verify_code
from accounts.domain.codes.uses import CodeUse
from accounts.domain.sign_in.completion import complete_sign_in, sign_out
from accounts.enums import OTPPurpose, Proof
from accounts.visitors import visitor_of
from accounts.web.codes import CodeSteps, await_code, send_another, take_code
from accounts.web.forms import PhoneForm
from accounts.web.pending import PendingSignIn
from accounts.web.redirects import go_on, landing_page, next_of
from accounts.web.refusals import render_form
from foundation.errors import DomainError

STEPS = CodeSteps(
    purpose=OTPPurpose.AUTH,
    use=lambda user: CodeUse(purpose=OTPPurpose.AUTH),
    start="account_login",
    code="account_code",
    resend="account_resend",
    title=_("Enter the code"),
    button=_("Sign in"),
    restart=_("Change the number"),
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Ask for the number and send a code to it.

    A signed-in person sees the form as well: whoever lacks a right is sent here to come back as
    somebody else, and would run in a circle if sent on.
    """
    form = PhoneForm(request.POST or None)
    page: dict[str, Any] = {"next": next_of(request)}
    if not form.is_valid():
        return render_form(request, "accounts/login.html", form, **page)
    try:
        sent = request_code(
            form.cleaned_data["phone_number"],
            purpose=OTPPurpose.AUTH,
            visitor=visitor_of(request),
        )
    except DomainError as refusal:
        return render_form(request, "accounts/login.html", form, refusal=refusal, **page)
    return await_code(request, STEPS, sent, next_path=page["next"])


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code and sign in by it."""

    def prove(pending: PendingSignIn, typed: str) -> HttpResponse:
        user = verify_code(
            purpose=OTPPurpose.AUTH,
            challenge_id=pending.challenge_id,
            code=typed,
            visitor=visitor_of(request),
        )
        return go_on(complete_sign_in(request, user, proof=Proof.CODE, next_path=pending.next))

    return take_code(request, STEPS, prove)


@never_cache
@require_POST
def resend(request: HttpRequest) -> HttpResponse:
    """Send another code to the same number."""
    return send_another(request, STEPS)


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """Sign out and go to the front page, or to where the form says."""
    sign_out(request)
    return HttpResponseRedirect(landing_page(next_of(request)))
