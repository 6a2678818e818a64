"""The page that answers an invitation, on the salon's host."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.web.refusals import explain
from foundation.errors import DomainError
from foundation.masking import mask_phone
from tenants.addresses import BACK_OFFICE
from tenants.domain.people.answers import accept, decline, find_invitation, refuse_other_person
from tenants.domain.people.rights import Right, rights_of
from tenants.enums import InvitationStatus
from tenants.errors import InvitationClosed
from tenants.models import Invitation

ANSWERS = {"accept": accept, "decline": decline}


@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show the invitation to whoever holds its number, and take the answer."""
    response = _answered(request, token)
    # The secret is in this page's address. Without any referrer browsers send a form from "null",
    # which the protection against forged forms refuses.
    response["Referrer-Policy"] = "same-origin"
    return response


def _answered(request: HttpRequest, token: str) -> HttpResponse:
    try:
        invitation = find_invitation(token)
    except DomainError as refusal:
        return _closed(request, refusal)
    if _is_mine(request, invitation):
        return redirect(BACK_OFFICE)
    if not invitation.is_open:
        return _closed(request, InvitationClosed(), invitation)
    if not request.user.is_authenticated:
        return _page(request, "sign_in", invitation)
    user = cast(User, request.user)
    try:
        refuse_other_person(invitation, user)
        if request.method == "POST":
            return _take_answer(request, token, user)
    except DomainError as refusal:
        return _page(request, "refused", invitation, refusal=refusal)
    return _page(request, "question", invitation)


def _take_answer(request: HttpRequest, token: str, user: User) -> HttpResponse:
    """Accept or decline; anything else is the question again."""
    answer = ANSWERS.get(request.POST.get("answer", ""))
    if answer is None:
        return redirect(request.path)
    answer(request.tenant, token, user=user)  # type: ignore[attr-defined]
    if answer is accept:
        messages.success(request, _("Welcome to the team."))
        return redirect(BACK_OFFICE)
    messages.success(request, _("You have declined the invitation."))
    return redirect("/")


def _is_mine(request: HttpRequest, invitation: Invitation) -> bool:
    """Return whether the person has accepted it: a second click leads to where she works."""
    is_accepted = invitation.status == InvitationStatus.ACCEPTED
    return is_accepted and invitation.accepted_by_id == request.user.pk


def _closed(
    request: HttpRequest, refusal: DomainError, invitation: Invitation | None = None
) -> HttpResponse:
    return _page(request, "closed", invitation, refusal=refusal)


def _page(
    request: HttpRequest,
    kind: str,
    invitation: Invitation | None,
    *,
    refusal: DomainError | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {"kind": kind, "alert": explain(refusal) if refusal else ""}
    if invitation is not None:
        context |= {
            "invitation": invitation,
            "masked_phone": mask_phone(invitation.phone_number),
            "rights": [right.label for right in Right if right in rights_of(invitation.role)],
            "sign_in": f"{reverse('account_login')}?{urlencode({'next': request.path})}",
        }
    status = refusal.status if refusal else 200
    return render(request, "tenants/invitation.html", context, status=status)
