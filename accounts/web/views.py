"""Pages of signing in: the number, the code, out again. They serve every host and every door."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain.codes.otp import SentCode, request_code, resend_code, verify_code
from accounts.domain.sign_in.completion import complete_sign_in, sign_out
from accounts.enums import OTPPurpose, Proof
from accounts.errors import NoLiveChallenge
from accounts.phone import display_phone
from accounts.visitors import visitor_of
from accounts.web.forms import CodeForm, PhoneForm
from accounts.web.pending import PendingSignIn, forget_pending, keep_pending, pending_of
from accounts.web.redirects import go_on, landing_page, next_of
from accounts.web.refusals import explain, render_form
from foundation.errors import DomainError


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
    keep_pending(request, sent, next_path=page["next"])
    return redirect("account_code")


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code and sign in by it."""
    pending = pending_of(request)
    if pending is None:
        return redirect("account_login")
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        return _code_page(request, form, pending)
    try:
        user = verify_code(
            purpose=OTPPurpose.AUTH,
            challenge_id=pending.challenge_id,
            code=form.cleaned_data["code"],
            visitor=visitor_of(request),
        )
    except DomainError as refusal:
        return _code_page(request, form, pending, refusal)
    forget_pending(request)
    return go_on(complete_sign_in(request, user, proof=Proof.CODE, next_path=pending.next))


@never_cache
@require_POST
def resend(request: HttpRequest) -> HttpResponse:
    """Send another code to the same number."""
    pending = pending_of(request)
    if pending is None:
        return redirect("account_login")
    try:
        sent = _send_again(request, pending)
    except DomainError as refusal:
        messages.error(request, explain(refusal))
    else:
        keep_pending(request, sent, next_path=pending.next)
        messages.success(request, _("A new code is on its way."))
    return redirect("account_code")


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """Sign out and go to the front page, or to where the form says."""
    sign_out(request)
    return HttpResponseRedirect(landing_page(next_of(request)))


def _send_again(request: HttpRequest, pending: PendingSignIn) -> SentCode:
    visitor = visitor_of(request)
    try:
        return resend_code(pending.challenge_id, purpose=OTPPurpose.AUTH, visitor=visitor)
    except NoLiveChallenge:
        # Expired while the person looked for the phone: start over with the same number.
        return request_code(pending.phone_number, purpose=OTPPurpose.AUTH, visitor=visitor)


def _code_page(
    request: HttpRequest,
    form: CodeForm,
    pending: PendingSignIn,
    refusal: DomainError | None = None,
) -> HttpResponse:
    return render_form(
        request,
        "accounts/code.html",
        form,
        refusal=refusal,
        phone=display_phone(pending.phone_number),
        pending=pending,
    )
