"""The identities that open one's account."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.identities.linking import identities_of
from accounts.domain.identities.providers import configured_providers, provider_name
from accounts.domain.identities.unlinking import unlink_identity
from accounts.models import User
from accounts.web.phone.reauthentication import reauthentication_required
from foundation.errors import NotFound


@dataclass(frozen=True)
class LinkedIdentity:
    """One identity as the page shows it."""

    id: int
    provider: str
    label: str
    linked_at: datetime


@never_cache
@require_safe
@login_required
def identities(request: HttpRequest) -> HttpResponse:
    """Show what is linked and what could be."""
    accounts = identities_of(cast(User, request.user))
    linked = [
        LinkedIdentity(a.pk, provider_name(a.provider), _label(a.extra_data), a.date_joined)
        for a in accounts
    ]
    taken = {account.provider for account in accounts}
    free = [provider for provider in configured_providers() if provider.id not in taken]
    return render(request, "accounts/social/linked.html", {"linked": linked, "free": free})


@never_cache
@require_POST
@login_required
@reauthentication_required(back="account_identities")
def unlink(request: HttpRequest, account_id: int) -> HttpResponse:
    """Take an identity off the account."""
    try:
        provider = unlink_identity(request, cast(User, request.user), account_id)
    except NotFound:
        raise Http404 from None
    text = _("%(provider)s is no longer linked.") % {"provider": provider_name(provider)}
    messages.success(request, text)
    return redirect("account_identities")


def _label(data: dict[str, str]) -> str:
    return data.get("email") or data.get("name") or ""
