"""The question to whoever proves a number whose account slept for long, as pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.domain.numbers.recycling import (
    SleepingAccount,
    claim_account,
    sleeping_account,
    start_anew,
)
from accounts.errors import NothingPending
from accounts.web.forms import FirstNameForm, NoFields
from accounts.web.redirects import go_on
from accounts.web.refusals import render_form
from foundation.errors import DomainError


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask whose account it is; on POST go on as its owner."""
    try:
        account = sleeping_account(request)
    except NothingPending:
        return redirect("account_login")
    form = FirstNameForm(request.POST or None)
    if request.method != "POST":
        return _page(request, account, form)
    if not account.has_factor and not form.is_valid():
        return _page(request, account, form)
    try:
        return go_on(claim_account(request, first_name=form.data.get("first_name", "")[:150]))
    except DomainError as refusal:
        return _page(request, account, form, refusal)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start_again(request: HttpRequest) -> HttpResponse:
    """Say what a new account means; on POST make it."""
    form = NoFields()
    try:
        sleeping_account(request)
        if request.method == "POST":
            return go_on(start_anew(request))
    except NothingPending:
        return redirect("account_login")
    except DomainError as refusal:
        return render_form(request, "accounts/phone/recycled_new.html", form, refusal=refusal)
    return render_form(request, "accounts/phone/recycled_new.html", form)


def _page(
    request: HttpRequest,
    account: SleepingAccount,
    form: FirstNameForm,
    refusal: DomainError | None = None,
) -> HttpResponse:
    return render_form(
        request, "accounts/phone/recycled.html", form, refusal=refusal, account=account
    )
