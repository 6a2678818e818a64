"""Pages that ask for a second factor: to finish signing in, and to confirm while signed in."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.addresses import is_platform
from accounts.domain.second_factor.factors import FactorKind, has_factor, kinds_of
from accounts.domain.second_factor.proving import prove_factor_code
from accounts.domain.second_factor.stage import pending_user
from accounts.domain.sign_in.completion import complete_sign_in
from accounts.domain.sign_in.reauthentication import note_reauthentication
from accounts.domain.sign_in.stages import pending_person
from accounts.enums import Proof
from accounts.errors import NothingPending
from accounts.models import User
from accounts.visitors import visitor_of
from accounts.web.redirects import go_on, landing_page, next_of
from accounts.web.refusals import render_form
from accounts.web.second_factor.forms import FactorCodeForm
from accounts.web.second_factor.guards import enrolment_address
from accounts.web.sessions.crossing import start_path
from foundation.errors import DomainError


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for what is still owed and sign in by it."""
    try:
        user = pending_user(request)
    except NothingPending as refusal:
        if not request.user.is_authenticated:
            messages.error(request, str(refusal.detail))
        return redirect("account_login")

    def on_proof(proof: Proof) -> HttpResponse:
        return go_on(complete_sign_in(request, user, proof=proof))

    return _take_code(request, "second_factor", user, on_proof)


@never_cache
@sensitive_post_parameters("code")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask a signed-in person for her second factor and lead her back."""
    user, next_path = cast(User, request.user), next_of(request)
    if not has_factor(user):
        return HttpResponseRedirect(enrolment_address(request, back=next_path or "/"))

    def on_proof(proof: Proof) -> HttpResponse:
        note_reauthentication(request, user, proof=proof)
        messages.success(request, _("Thank you, it is confirmed."))
        return HttpResponseRedirect(landing_page(next_path))

    return _take_code(request, "confirm", user, on_proof)


def _take_code(
    request: HttpRequest, name: str, user: User, on_proof: Callable[[Proof], HttpResponse]
) -> HttpResponse:
    """Show the form of the page; go on with the proof of a typed code, or show its refusal."""
    form = FactorCodeForm(request.POST or None)
    if not form.is_valid():
        return _page(request, name, form, user)
    try:
        proof = prove_factor_code(
            user, typed=form.cleaned_data["code"], visitor=visitor_of(request)
        )
    except DomainError as refusal:
        return _page(request, name, form, user, refusal)
    return on_proof(proof)


def _way_there(request: HttpRequest, name: str) -> str:
    """Return the address that lets a salon's visitor use her passkey, and leads back here."""
    if is_platform(request):
        return ""
    if name == "confirm":
        return enrolment_address(request, back=next_of(request) or "/")
    pending = pending_person(request)
    return start_path(pending.next_path if pending else "")


def _page(
    request: HttpRequest,
    name: str,
    form: FactorCodeForm,
    user: User,
    refusal: DomainError | None = None,
) -> HttpResponse:
    kinds = kinds_of(user)
    has_passkey = FactorKind.PASSKEY in kinds
    context: dict[str, Any] = {
        "next": next_of(request),
        "takes_codes": bool({FactorKind.TOTP, FactorKind.RECOVERY} & set(kinds)),
        # A passkey belongs to the platform's host and works nowhere else.
        "passkey_here": has_passkey and is_platform(request),
        "platform_way": _way_there(request, name) if has_passkey else "",
    }
    page = f"accounts/second_factor/{name}.html"
    return render_form(request, page, form, refusal=refusal, **context)
