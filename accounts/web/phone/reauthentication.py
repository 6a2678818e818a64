"""The page "Confirm it's you", and the guard that sends people to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain.sign_in.assurance import REAUTHENTICATION
from accounts.domain.sign_in.reauthentication import (
    is_fresh,
    reauthenticate,
    reauthentication_use,
    request_reauthentication,
)
from accounts.enums import OTPPurpose
from accounts.models import User
from accounts.web.codes import CodeSteps, await_code, send_another, take_code
from accounts.web.forms import NoFields
from accounts.web.pending import PendingSignIn
from accounts.web.redirects import NEXT, landing_page, next_of
from accounts.web.refusals import render_form
from foundation.errors import DomainError

View = Callable[..., HttpResponse]
FACTOR = "factor"

STEPS = CodeSteps(
    purpose=OTPPurpose.REAUTH,
    use=reauthentication_use,
    start="account_reauthenticate",
    code="account_reauthenticate_code",
    resend="account_reauthenticate_resend",
    title=_("Confirm it's you"),
    button=_("Confirm"),
    restart=_("Back"),
)


@dataclass(frozen=True)
class OtherWay:
    """A page that proves the person by something else than a code, such as her passkey.

    It takes ``next`` and ends in ``domain.reauthentication.note_reauthentication``.
    """

    url_name: str
    label: str | Promise
    is_offered: Callable[[HttpRequest], bool]


OTHER_WAYS: list[OtherWay] = []


def needs_reauthentication(request: HttpRequest, within: timedelta = REAUTHENTICATION) -> bool:
    """Return whether the last proof in the session is older than ``within``."""
    return not is_fresh(request.session, within=within)


def reauthentication_required(
    *, within: timedelta = REAUTHENTICATION, back: str = ""
) -> Callable[[View], View]:
    """Let in whoever showed a proof within the time; send others to show one and back.

    They come back by GET: a page that only takes POST names the page to come ``back`` to by its
    URL name, and the person presses the button again. Goes below ``login_required``.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if needs_reauthentication(request, within):
                return ask_to_reauthenticate(request, back=back)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def ask_to_reauthenticate(
    request: HttpRequest, *, back: str = "", factor: bool = False
) -> HttpResponse:
    """Redirect to "Confirm it's you", which comes back to this address or the page ``back``.

    ``factor``: her second factor is wanted, a code to her phone is not enough.
    """
    query = {NEXT: reverse(back) if back else request.get_full_path()}
    if factor:
        query[FACTOR] = "1"
    return HttpResponseRedirect(f"{reverse(STEPS.start)}?{urlencode(query)}")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Offer to send a code to the person's own number; on POST send it."""
    page = {
        "next": next_of(request),
        "ways": _ways(request),
        "needs_factor": FACTOR in request.GET,
    }
    if request.method != "POST":
        return _start_page(request, page)
    try:
        sent = request_reauthentication(request, cast(User, request.user))
    except DomainError as refusal:
        return _start_page(request, page, refusal)
    return await_code(request, STEPS, sent, next_path=next_of(request))


@never_cache
@sensitive_post_parameters("code")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Take the code and go on to where the person wanted."""

    def confirm(pending: PendingSignIn, typed: str) -> HttpResponse:
        reauthenticate(
            request, cast(User, request.user), challenge_id=pending.challenge_id, code=typed
        )
        return HttpResponseRedirect(landing_page(pending.next))

    return take_code(request, STEPS, confirm)


@never_cache
@login_required
@require_POST
def resend(request: HttpRequest) -> HttpResponse:
    """Send another code."""
    return send_another(request, STEPS)


def _ways(request: HttpRequest) -> list[OtherWay]:
    return [way for way in OTHER_WAYS if way.is_offered(request)]


def _start_page(
    request: HttpRequest, page: dict[str, Any], refusal: DomainError | None = None
) -> HttpResponse:
    return render_form(
        request, "accounts/phone/reauthenticate.html", NoFields(), refusal=refusal, **page
    )
