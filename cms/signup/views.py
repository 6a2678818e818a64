"""Pages of opening a salon: what it is, the form, the look at an address while it is typed."""

import logging
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import Throttled
from accounts.sessions import SessionStore
from accounts.visitors import visitor_of
from accounts.web.refusals import render_form
from cms.signup.arrival import address_into, back_offices, salon_hosts
from cms.signup.forms import SignUpForm
from foundation.errors import DomainError
from tenants.domain.opening.cities import city_of
from tenants.domain.opening.signup import look_up_subdomain, sign_up
from tenants.domain.subdomains.choosing import host_of
from tenants.domain.subdomains.suggestions import suggest_subdomains
from tenants.errors import StaleTemplate

logger = logging.getLogger(__name__)

FORM_PAGE = "cms/platform/signup/form.html"
RETRY_SECONDS = 300
LONGEST_TYPED = 120


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say what a salon gets; to a signed-in owner also where her salons are."""
    mine = back_offices(request.user) if request.user.is_authenticated else []
    context = {"mine": mine, "trial_days": settings.TRIAL_DAYS}
    return render(request, "cms/platform/signup/start.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_salon(request: HttpRequest) -> HttpResponse:
    """Ask for everything on one page, open the salon and lead its owner into the back office."""
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")
    if request.method != "POST":
        return _page(request, SignUpForm(initial={"owner_name": request.user.get_full_name()}))
    if "take" in request.POST:
        return _page(request, SignUpForm(initial=_with_suggestion(request.POST)))
    form = SignUpForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    return _open(request, form)


@never_cache
@require_safe
def check(request: HttpRequest) -> JsonResponse:
    """Tell whether an address is free; where it is not, offer free ones made from the name."""
    try:
        subdomain = look_up_subdomain(_typed(request, "subdomain"), visitor=visitor_of(request))
    except Throttled as refusal:
        headers = {"Retry-After": str(refusal.retry_after)}
        return JsonResponse({"code": refusal.code}, status=refusal.status, headers=headers)
    except DomainError as refusal:
        return JsonResponse(
            {
                "free": False,
                "code": refusal.code,
                "message": str(refusal.detail),
                "suggestions": _suggestions(request.GET),
            }
        )
    message = _("%(host)s is free.") % {"host": host_of(subdomain)}
    return JsonResponse({"free": True, "subdomain": subdomain, "message": message})


def _open(request: HttpRequest, form: SignUpForm) -> HttpResponse:
    visitor = visitor_of(request)
    try:
        tenant = sign_up(request.user, form.details(), visitor=visitor)
    except StaleTemplate:
        logger.exception("no salon can be opened: the template is stale")
        return _page(request, form, refusal=_not_now())
    except DomainError as refusal:
        return _page(request, form, refusal=refusal)
    session = cast(SessionStore, request.session)
    target = address_into(session, tenant, language=visitor.language)
    return _to_salons(HttpResponseRedirect(target))


def _page(
    request: HttpRequest, form: SignUpForm, *, refusal: DomainError | None = None
) -> HttpResponse:
    refused = refusal is not None and refusal.param == "subdomain"
    offered = _suggestions(form.data) if refused or "subdomain" in form.errors else []
    response = render_form(
        request,
        FORM_PAGE,
        form,
        refusal=refusal,
        suggestions=offered,
        suffix=host_of(""),
        # She may come back by the browser's button to a salon that she has already opened.
        mine=back_offices(request.user),
        trial_days=settings.TRIAL_DAYS,
    )
    return _to_salons(response)


def _to_salons(response: HttpResponse) -> HttpResponse:
    # The form's answer leads to the new salon's host.
    response.csp_form_action = (salon_hosts(),)  # type: ignore[attr-defined]
    return response


def _not_now() -> StaleTemplate:
    text = _("We cannot open salons at this moment. Nothing was made, and what you wrote is kept.")
    return StaleTemplate(text, retry_after=RETRY_SECONDS)


def _suggestions(data: Any) -> list[str]:
    name_en, name_ar = (str(data.get(key, ""))[:LONGEST_TYPED] for key in ("name_en", "name_ar"))
    city = city_of(data.get("city", ""))
    # Without a name yet: what was typed, made possible.
    typed = str(data.get("subdomain", ""))[:LONGEST_TYPED]
    return suggest_subdomains(name_en or typed, name_ar=name_ar, city=city.en if city else "")


def _with_suggestion(posted: QueryDict) -> dict[str, Any]:
    """Return what was filled in, with the suggested address in place of the typed one."""
    lists = {"starters": posted.getlist("starters")}
    return posted.dict() | lists | {"subdomain": posted["take"]}


def _typed(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "")[:LONGEST_TYPED]
