"""The way back to the door that sent a person to add or to show a second factor."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.domain.sign_in.assurance import REAUTHENTICATION
from accounts.errors import CrossingRefused
from accounts.hosts import destination_of
from accounts.web.redirects import NEXT, next_of, safe_next
from accounts.web.second_factor.guards import FROM, second_factor_required
from accounts.web.sessions.crossing import start_path

KEY = "_second_factor_return"


def keep_return(request: HttpRequest) -> None:
    """Remember the path that the address of this page names."""
    path = safe_next(request.GET.get(NEXT))
    if path:
        request.session[KEY] = path


def return_path(request: HttpRequest) -> str:
    """Return where to go on once a factor is there, empty where nobody waits."""
    return str(request.session.get(KEY) or "")


@never_cache
@second_factor_required(within=REAUTHENTICATION)
@require_safe
def hand_back(request: HttpRequest) -> HttpResponse:
    """Lead a person with a fresh second factor to the salon that wants it, by the crossing.

    The salon's session then knows the factor and its moment. An address that is no salon's of ours
    leads nowhere.
    """
    try:
        destination = destination_of(request.GET.get(FROM, "")[:300], user=request.user)
    except CrossingRefused:
        return redirect("account_security")
    return HttpResponseRedirect(destination.origin + start_path(next_of(request) or "/"))
