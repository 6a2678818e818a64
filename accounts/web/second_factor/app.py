"""Setting up an authenticator app."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.domain.second_factor.authenticator_app import finish_setup, show_setup
from accounts.models import User
from accounts.web.refusals import render_form
from accounts.web.second_factor.after import after_enrolment
from accounts.web.second_factor.forms import FirstCodeForm
from accounts.web.second_factor.guards import strongest_proof_required
from foundation.errors import DomainError


@never_cache
@sensitive_post_parameters("code")
@strongest_proof_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Show picture and secret; take the app's first code."""
    form = FirstCodeForm(request.POST or None)
    if not form.is_valid():
        return _page(request, form)
    try:
        finish_setup(request, cast(User, request.user), typed=form.cleaned_data["code"])
    except DomainError as refusal:
        return _page(request, form, refusal)
    messages.success(request, _("Your authenticator app is set up."))
    return redirect(after_enrolment(cast(User, request.user)))


def _page(
    request: HttpRequest, form: FirstCodeForm, refusal: DomainError | None = None
) -> HttpResponse:
    setup = show_setup(request.session, cast(User, request.user))
    page = "accounts/second_factor/app.html"
    return render_form(request, page, form, refusal=refusal, setup=setup)
