"""The door through which a person signed in on another of our hosts comes in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from accounts.domain.sign_in import sign_in
from accounts.domain.tickets import redeem_ticket
from accounts.enums import Proof
from accounts.errors import TicketInvalid
from accounts.web.redirects import landing_page

PARAMETER = "ticket"


@never_cache
@sensitive_variables("secret")
@require_safe
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in by a ticket and go where it says; without a good one, to the sign-in page."""
    secret = request.GET.get(PARAMETER, "")[:100]
    try:
        admission = redeem_ticket(secret, host=request.get_host())
    except TicketInvalid as refusal:
        messages.error(request, refusal.detail)
        return redirect("account_login")
    # A ticket proves nothing itself: it carries the proofs of the session it came from, if any.
    sign_in(request, admission.user, proofs=[Proof.TICKET])
    request.session.update(admission.data)
    response = HttpResponseRedirect(landing_page(admission.next_path))
    # The secret is in this page's address.
    response["Referrer-Policy"] = "no-referrer"
    return response


def ticket_path(secret: str) -> str:
    """Return the path with which the holder of the secret enters the host it was issued for."""
    return f"{reverse('account_enter')}?{urlencode({PARAMETER: secret})}"
