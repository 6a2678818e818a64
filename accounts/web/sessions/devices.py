"""Where a person is signed in, and ending that: one session, all others, everything."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.sessions.ends import end_session, end_sessions, sign_out_everywhere
from accounts.domain.sessions.listing import sessions_of
from accounts.domain.sign_in.completion import sign_out
from accounts.models import User
from accounts.sessions import SessionStore
from accounts.visitors import visitor_of
from accounts.web.redirects import landing_page


@never_cache
@login_required
@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    """List the person's sessions, this one first."""
    user, current = _person(request)
    found = sessions_of(user, current=current, visitor=visitor_of(request))
    has_others = any(not session.is_current for session in found)
    context = {"sessions": found, "has_others": has_others}
    return render(request, "accounts/sessions/devices.html", context)


@login_required
@require_POST
def end(request: HttpRequest, family: UUID) -> HttpResponse:
    """End one session; one that has ended meanwhile is as good."""
    user, current = _person(request)
    if family == current:
        sign_out(request)
        return HttpResponseRedirect(landing_page(""))
    end_session(user, family, visitor=visitor_of(request))
    messages.success(request, _("That device was signed out."))
    return redirect("account_sessions")


@login_required
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End every session but this one and what it opened at salons."""
    user, current = _person(request)
    end_sessions(user, keep_family=current, visitor=visitor_of(request))
    messages.success(request, _("All other devices were signed out."))
    return redirect("account_sessions")


@login_required
@require_POST
def end_all(request: HttpRequest) -> HttpResponse:
    """End everything, this session too."""
    user, _current = _person(request)
    sign_out_everywhere(user, visitor=visitor_of(request))
    request.session.flush()
    messages.success(request, _("You were signed out everywhere."))
    return redirect("account_login")


def _person(request: HttpRequest) -> tuple[User, UUID | None]:
    return cast(User, request.user), cast(SessionStore, request.session).family
