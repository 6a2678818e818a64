"""The page of a person's second factors, and what she does with one of them."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.second_factor.factors import Factor, factor_of, factors_of
from accounts.domain.second_factor.recovery import codes_left
from accounts.domain.second_factor.removal import remove_factor, rename_passkey
from accounts.domain.second_factor.requirements import must_have_factor
from accounts.models import User
from accounts.visitors import visitor_of
from accounts.web.forms import NoFields
from accounts.web.refusals import render_form
from accounts.web.second_factor.forms import PasskeyNameForm
from accounts.web.second_factor.guards import strongest_proof_required
from accounts.web.second_factor.return_paths import keep_return, return_path
from foundation.errors import DomainError


@never_cache
@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show the factors, the ways to add one, and the way back to the door that sent her here."""
    keep_return(request)
    user = cast(User, request.user)
    factors = factors_of(user)
    context: dict[str, Any] = {
        "factors": factors,
        "has_app": any(not each.is_passkey for each in factors),
        "codes_left": codes_left(user) if factors else 0,
        "is_needed": must_have_factor(user),
        "return_to": return_path(request),
    }
    return render(request, "accounts/second_factor/overview.html", context)


@never_cache
@strongest_proof_required
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, factor_id: int) -> HttpResponse:
    """Ask for another name of a passkey."""
    factor = _factor_or_404(request, factor_id)
    if not factor.is_passkey:
        raise Http404
    form = PasskeyNameForm(request.POST or None, initial={"name": factor.name})
    if not form.is_valid():
        return render_form(request, "accounts/second_factor/rename.html", form, factor=factor)
    rename_passkey(cast(User, request.user), factor.id, name=form.cleaned_data["name"])
    messages.success(request, _("The new name is saved."))
    return redirect("account_security")


@never_cache
@strongest_proof_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, factor_id: int) -> HttpResponse:
    """Ask whether it is meant, then remove the factor."""
    factor = _factor_or_404(request, factor_id)
    if request.method != "POST":
        return _remove_page(request, factor)
    try:
        remove_factor(cast(User, request.user), factor.id, visitor=visitor_of(request))
    except DomainError as refusal:
        return _remove_page(request, factor, refusal)
    messages.success(request, _("It was removed."))
    return redirect("account_security")


def _remove_page(
    request: HttpRequest, factor: Factor, refusal: DomainError | None = None
) -> HttpResponse:
    page = "accounts/second_factor/remove.html"
    return render_form(request, page, NoFields(), refusal=refusal, factor=factor)


def _factor_or_404(request: HttpRequest, factor_id: int) -> Factor:
    factor = factor_of(cast(User, request.user), factor_id)
    if factor is None:
        raise Http404
    return factor
