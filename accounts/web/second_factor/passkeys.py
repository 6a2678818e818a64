"""The page on which a passkey is made, and the calls that its script and the others make.

Only on the platform's host: passkeys belong to it.
"""

import json
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.second_factor.ceremonies import Purpose
from accounts.domain.second_factor.errors import PasskeyRefused, SecondFactorRequired
from accounts.domain.second_factor.passkeys import (
    add_passkey,
    ask_for_new_passkey,
    ask_for_passkey,
    prove_passkey,
)
from accounts.domain.second_factor.stage import pending_user
from accounts.domain.sign_in.completion import HeldBack, SignedIn, complete_sign_in
from accounts.domain.sign_in.reauthentication import note_reauthentication
from accounts.enums import Proof
from accounts.models import User
from accounts.web.redirects import landing_page, safe_next
from accounts.web.second_factor.after import after_enrolment
from accounts.web.second_factor.forms import PasskeyNameForm
from accounts.web.second_factor.guards import has_strongest_proof, strongest_proof_required
from foundation.api.problems import json_problem
from foundation.errors import DomainError

LONGEST_ANSWER = 64 * 1024
Call = Callable[[HttpRequest, dict[str, Any]], dict[str, Any]]


@never_cache
@strongest_proof_required
@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a name and let the browser make a passkey."""
    return render(request, "accounts/second_factor/passkey.html", {"form": PasskeyNameForm()})


@never_cache
@require_POST
def begin(request: HttpRequest, purpose: str) -> JsonResponse:
    """Answer what the browser needs for the purpose."""
    return _answer(request, BEGIN[Purpose(purpose)])


@never_cache
@require_POST
def complete(request: HttpRequest, purpose: str) -> JsonResponse:
    """Take the browser's answer; say where to go on."""
    return _answer(request, COMPLETE[Purpose(purpose)])


def _answer(request: HttpRequest, call: Call) -> JsonResponse:
    try:
        return JsonResponse(call(request, _body(request)))
    except DomainError as refusal:
        return json_problem(request, refusal)


def _body(request: HttpRequest) -> dict[str, Any]:
    if len(request.body) > LONGEST_ANSWER:
        raise PasskeyRefused
    try:
        body = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        raise PasskeyRefused from None
    # The database stores no NUL, and nobody's answer has one.
    if not isinstance(body, dict) or "\\u0000" in json.dumps(body):
        raise PasskeyRefused
    return body


def _credential(body: dict[str, Any]) -> dict[str, Any]:
    found = body.get("credential")
    return found if isinstance(found, dict) else {}


def _person(request: HttpRequest) -> User:
    if not request.user.is_authenticated:
        raise SecondFactorRequired
    return cast(User, request.user)


def _person_with_strongest_proof(request: HttpRequest) -> User:
    if not request.user.is_authenticated or not has_strongest_proof(request):
        raise SecondFactorRequired
    return cast(User, request.user)


def _begin_register(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    return ask_for_new_passkey(request, _person_with_strongest_proof(request))


def _complete_register(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    user = _person_with_strongest_proof(request)
    name = str(body.get("name") or "")
    add_passkey(request, user, response=_credential(body), name=name)
    messages.success(request, _("Your passkey is set up."))
    return {"next": resolve_url(after_enrolment(user))}


def _begin_confirm(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    return ask_for_passkey(request, purpose=Purpose.CONFIRM, user=_person(request))


def _complete_confirm(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    user = prove_passkey(
        request, purpose=Purpose.CONFIRM, response=_credential(body), user=_person(request)
    )
    note_reauthentication(request, user, proof=Proof.PASSKEY)
    messages.success(request, _("Thank you, it is confirmed."))
    return {"next": landing_page(str(body.get("next") or ""))}


def _begin_second_factor(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    return ask_for_passkey(request, purpose=Purpose.SECOND_FACTOR, user=pending_user(request))


def _complete_second_factor(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    user = prove_passkey(
        request,
        purpose=Purpose.SECOND_FACTOR,
        response=_credential(body),
        user=pending_user(request),
    )
    return _went_on(complete_sign_in(request, user, proof=Proof.PASSKEY))


def _begin_sign_in(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    return ask_for_passkey(request, purpose=Purpose.SIGN_IN)


def _complete_sign_in(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    user = prove_passkey(request, purpose=Purpose.SIGN_IN, response=_credential(body))
    next_path = safe_next(str(body.get("next") or ""))
    return _went_on(complete_sign_in(request, user, proof=Proof.PASSKEY, next_path=next_path))


def _went_on(outcome: SignedIn | HeldBack) -> dict[str, Any]:
    if isinstance(outcome, HeldBack):
        return {"next": resolve_url(outcome.stage.page)}
    return {"next": landing_page(outcome.next_path)}


BEGIN: dict[Purpose, Call] = {
    Purpose.REGISTER: _begin_register,
    Purpose.CONFIRM: _begin_confirm,
    Purpose.SECOND_FACTOR: _begin_second_factor,
    Purpose.SIGN_IN: _begin_sign_in,
}
COMPLETE: dict[Purpose, Call] = {
    Purpose.REGISTER: _complete_register,
    Purpose.CONFIRM: _complete_confirm,
    Purpose.SECOND_FACTOR: _complete_second_factor,
    Purpose.SIGN_IN: _complete_sign_in,
}
