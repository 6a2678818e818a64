"""Out to a provider and back again."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from accounts.allauth_bridge.social import Trip, leave_for, returned_identity, take_state
from accounts.domain.identities.arrivals import arrive
from accounts.domain.identities.claims import Identity
from accounts.domain.identities.errors import SocialSignInExpired, UnknownProvider
from accounts.domain.identities.linking import link_identity
from accounts.domain.identities.providers import provider_name
from accounts.models import User
from accounts.visitors import visitor_of
from accounts.web.phone.reauthentication import reauthentication_required
from accounts.web.redirects import NEXT, go_on, next_of
from accounts.web.refusals import explain
from foundation.errors import DomainError

LINKED = "account_identities"
# What a provider may post (Apple does); nothing else of it is read.
RETURNED = ("code", "state", "error")


@never_cache
@require_POST
def sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send a visitor to the provider, to come back as herself."""
    return _leave(request, provider_id, link_for=None, next_path=next_of(request))


@never_cache
@require_POST
@login_required
@reauthentication_required(back=LINKED)
def link(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send a signed-in person to the provider, to come back with an identity to link."""
    return _leave(request, provider_id, link_for=request.user.pk, next_path="")


@csrf_exempt
@never_cache
@sensitive_variables("trip")
@require_http_methods(["GET", "POST"])
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take a person back from the provider: signed in, held back, linked, or told why not."""
    if request.method == "POST":
        # A form of another site comes without our cookies; what it leads to brings them.
        given = {name: request.POST[name] for name in RETURNED if name in request.POST}
        return HttpResponseRedirect(f"{request.path}?{urlencode(given)}")
    trip = None
    try:
        trip = take_state(request, provider_id)
        with translation.override(trip.data["language"]):
            identity = returned_identity(request, provider_id, trip)
            return _arrive(request, identity, trip)
    except UnknownProvider:
        raise Http404 from None
    except DomainError as refusal:
        return _tell(request, refusal, trip)


def _leave(
    request: HttpRequest, provider_id: str, *, link_for: int | None, next_path: str
) -> HttpResponse:
    """Answer with a page that leads on at once.

    A redirect would not do: browsers hold the whole way that a form's answer leads to against our
    form-action, and a provider goes by hosts that we do not know.
    """
    kept = {
        "link_for": link_for,
        "next": next_path,
        "language": translation.get_language() or "ar",
    }
    try:
        address = leave_for(request, provider_id, data=kept)
    except UnknownProvider:
        raise Http404 from None
    except DomainError as refusal:
        return _tell(request, refusal, Trip("", "", kept))
    page = {"address": address, "provider": provider_name(provider_id)}
    return render(request, "accounts/social/leaving.html", page)


def _arrive(request: HttpRequest, identity: Identity, trip: Trip) -> HttpResponse:
    link_for = trip.data["link_for"]
    if link_for is None:
        return go_on(arrive(request, identity, next_path=trip.data["next"]))
    if request.user.pk != link_for:
        raise SocialSignInExpired
    link_identity(cast(User, request.user), identity, visitor=visitor_of(request))
    linked = _("%(provider)s is linked now.") % {"provider": provider_name(identity.provider)}
    messages.success(request, linked)
    return redirect(LINKED)


def _tell(request: HttpRequest, refusal: DomainError, trip: Trip | None) -> HttpResponse:
    """Go to the page that the person came from and say why she is back."""
    kept = trip.data if trip else {"link_for": None, "next": "", "language": None}
    with translation.override(kept["language"] or translation.get_language()):
        messages.error(request, explain(refusal))
        if kept["link_for"] is not None:
            return redirect(LINKED)
        query = f"?{urlencode({NEXT: kept['next']})}" if kept["next"] else ""
        return HttpResponseRedirect(reverse("account_login") + query)
