"""The page behind the link in the message to an old number. It asks before it acts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.domain.numbers.undo import undo_of, undo_phone_change
from accounts.errors import UndoInvalid
from accounts.visitors import visitor_of
from accounts.web.forms import NoFields
from accounts.web.refusals import render_form
from foundation.masking import mask_phone


@never_cache
@sensitive_variables("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, secret: str) -> HttpResponse:
    """Say what the link does; on POST do it. Whoever read the message may: no sign-in needed."""
    try:
        response = _answer(request, secret)
    except UndoInvalid as refusal:
        response = render_form(request, "accounts/phone/undo.html", NoFields(), refusal=refusal)
    # The secret is in this page's address: no other site may learn it. Not "no-referrer": browsers
    # then post with the origin "null", which the CSRF check refuses.
    response["Referrer-Policy"] = "same-origin"
    return response


@sensitive_variables("secret")
def _answer(request: HttpRequest, secret: str) -> HttpResponse:
    if request.method == "POST":
        undo_phone_change(secret, visitor=visitor_of(request))
        messages.success(request, _("Your account has its old number again. You can sign in."))
        return redirect("account_login")
    phone = mask_phone(undo_of(secret).phone_number)
    return render_form(request, "accounts/phone/undo.html", NoFields(), phone=phone)
