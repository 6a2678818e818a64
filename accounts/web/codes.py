"""What every page that takes a code does alike."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.domain.codes.otp import SentCode, request_code_for, resend_code
from accounts.domain.codes.uses import CodeUse
from accounts.errors import NoLiveChallenge
from accounts.models import User
from accounts.phone import display_phone
from accounts.visitors import visitor_of
from accounts.web.forms import CodeForm
from accounts.web.pending import PendingSignIn, forget_pending, keep_pending, pending_of
from accounts.web.refusals import explain, render_form
from foundation.errors import DomainError


@dataclass(frozen=True, kw_only=True)
class CodeSteps:
    """The pages of one use of codes, by URL name, and their words."""

    purpose: str
    use: Callable[[User], CodeUse]
    start: str
    code: str
    resend: str
    title: str | Promise
    button: str | Promise
    restart: str | Promise
    template: str = "accounts/phone/code.html"

    def use_of(self, request: HttpRequest) -> CodeUse:
        return self.use(cast(User, request.user))


def await_code(
    request: HttpRequest, steps: CodeSteps, sent: SentCode, *, next_path: str
) -> HttpResponse:
    """Remember which code is on its way and go to the page that takes it."""
    keep_pending(request, sent, next_path=next_path, purpose=steps.purpose)
    return redirect(steps.code)


def take_code(
    request: HttpRequest,
    steps: CodeSteps,
    on_code: Callable[[PendingSignIn, str], HttpResponse],
    *,
    passing: tuple[type[DomainError], ...] = (),
) -> HttpResponse:
    """Show the form of the code; give a typed one to ``on_code`` and show its refusal.

    Refusals of the kinds in ``passing`` are raised to the caller.
    """
    pending = pending_of(request, purpose=steps.purpose)
    if pending is None:
        return redirect(steps.start)
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        return _page(request, steps, form, pending)
    try:
        response = on_code(pending, form.cleaned_data["code"])
    except passing:
        raise
    except DomainError as refusal:
        return _page(request, steps, form, pending, refusal)
    forget_pending(request, purpose=steps.purpose)
    return response


def send_another(request: HttpRequest, steps: CodeSteps) -> HttpResponse:
    """Send a code anew to the same number and go back to the page that takes it."""
    pending = pending_of(request, purpose=steps.purpose)
    if pending is None:
        return redirect(steps.start)
    try:
        sent = _send_again(request, pending, use=steps.use_of(request))
    except DomainError as refusal:
        messages.error(request, explain(refusal))
        return redirect(steps.code)
    messages.success(request, _("A new code is on its way."))
    return await_code(request, steps, sent, next_path=pending.next)


def _send_again(request: HttpRequest, pending: PendingSignIn, *, use: CodeUse) -> SentCode:
    visitor = visitor_of(request)
    try:
        return resend_code(
            pending.challenge_id,
            purpose=use.purpose,
            visitor=visitor,
            binding=use.binding,
            person=use.person,
        )
    except NoLiveChallenge:
        # Expired while the person looked for the phone: start over with the same number.
        return request_code_for(use, pending.phone_number, visitor=visitor)


def _page(
    request: HttpRequest,
    steps: CodeSteps,
    form: CodeForm,
    pending: PendingSignIn,
    refusal: DomainError | None = None,
) -> HttpResponse:
    return render_form(
        request,
        steps.template,
        form,
        refusal=refusal,
        phone=display_phone(pending.phone_number),
        pending=pending,
        steps=steps,
    )
