"""The number of the account: shown, and changed after a fresh proof by a code to the new one."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.numbers.change import change_phone, phone_change_use, request_phone_change
from accounts.domain.second_factor.factors import has_factor
from accounts.domain.sign_in.reauthentication import is_strong
from accounts.enums import OTPPurpose
from accounts.errors import ReauthenticationRequired
from accounts.models import User
from accounts.web.codes import CodeSteps, await_code, send_another, take_code
from accounts.web.forms import NewNumberForm
from accounts.web.pending import PendingSignIn
from accounts.web.phone.reauthentication import ask_to_reauthenticate
from accounts.web.refusals import render_form
from foundation.errors import DomainError

STEPS = CodeSteps(
    purpose=OTPPurpose.PHONE_CHANGE,
    use=phone_change_use,
    start="account_phone_change",
    code="account_phone_change_code",
    resend="account_phone_change_resend",
    title=_("Enter the code"),
    button=_("Change the number"),
    restart=_("Another number"),
)


@never_cache
@login_required
@require_safe
def number(request: HttpRequest) -> HttpResponse:
    """Show the number and what can be done about it."""
    return render(request, "accounts/phone/number.html")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Ask for the new number and send a code to it."""
    user = cast(User, request.user)
    if not is_strong(request.session, user):
        return _prove_first(request, back=STEPS.start)
    form = NewNumberForm(request.POST or None)
    if not form.is_valid():
        return render_form(request, "accounts/phone/change.html", form)
    try:
        sent = request_phone_change(request, user, form.cleaned_data["phone_number"])
    except DomainError as refusal:
        return render_form(request, "accounts/phone/change.html", form, refusal=refusal)
    return await_code(request, STEPS, sent, next_path="")


@never_cache
@sensitive_post_parameters("code")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Take the code of the new number."""

    def change(pending: PendingSignIn, typed: str) -> HttpResponse:
        change_phone(
            request, cast(User, request.user), challenge_id=pending.challenge_id, code=typed
        )
        messages.success(request, gettext("Your mobile number was changed."))
        return redirect("account_phone")

    try:
        return take_code(request, STEPS, change, passing=(ReauthenticationRequired,))
    except ReauthenticationRequired:
        # The proof grew old while the message was on its way; the code is still good.
        return _prove_first(request, back=STEPS.code)


@never_cache
@login_required
@require_POST
def resend(request: HttpRequest) -> HttpResponse:
    """Send another code to the new number."""
    return send_another(request, STEPS)


def _prove_first(request: HttpRequest, *, back: str) -> HttpResponse:
    factor = has_factor(cast(User, request.user))
    return ask_to_reauthenticate(request, back=back, factor=factor)
