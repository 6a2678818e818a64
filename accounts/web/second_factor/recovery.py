"""The page of the recovery codes."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.domain.second_factor.factors import has_factor
from accounts.domain.second_factor.recovery import codes_left, make_new_codes, take_unseen_codes
from accounts.models import User
from accounts.visitors import visitor_of
from accounts.web.second_factor.guards import strongest_proof_required


@never_cache
@strongest_proof_required
@require_http_methods(["GET", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """Show new codes once, later how many are left; on POST make new ones."""
    user = cast(User, request.user)
    if not has_factor(user):
        return redirect("account_security")
    if request.method == "POST":
        make_new_codes(user, visitor=visitor_of(request))
        return redirect("account_recovery_codes")
    context = {"codes": take_unseen_codes(user), "left": codes_left(user)}
    return render(request, "accounts/second_factor/recovery.html", context)
