"""The customer's family at this salon: who comes under her number."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.web.phone.verified import phone_verified_required
from booking.domain.customers.family import (
    MOST_MEMBERS,
    add_member,
    change_member,
    family_of,
    member_of_family,
)
from booking.errors import FamilyMemberNotFound
from booking.models import FamilyMember
from booking.web.family_forms import MemberForm
from foundation.errors import DomainError


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@phone_verified_required
def my_family(request: HttpRequest) -> HttpResponse:
    """List the family; on POST add somebody."""
    form = MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            member = add_member(request.user, **form.cleaned_data)
        except DomainError as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, _("%(name)s is on your list.") % {"name": member.name})
            return redirect("my_family")
    members = list(family_of(request.user))
    context = {"members": members, "form": form, "has_room": len(members) < MOST_MEMBERS}
    return render(request, "booking/pages/family.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@phone_verified_required
def my_family_member(request: HttpRequest, member_id: int) -> HttpResponse:
    """Show a member to be changed; on POST change her."""
    member = _own_member(request, member_id)
    form = MemberForm(request.POST or None, initial=_shown(member))
    if request.method == "POST" and form.is_valid():
        try:
            change_member(request.user, member_id, **form.cleaned_data)
        except DomainError as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("my_family")
    context = {"member": member, "form": form}
    return render(request, "booking/pages/family_member.html", context, status=_status(form))


@require_POST
@never_cache
@phone_verified_required
def my_family_archive(request: HttpRequest, member_id: int) -> HttpResponse:
    """Take a member off the list; her visits stay."""
    member = _own_member(request, member_id)
    change_member(request.user, member.pk, is_archived=True)
    messages.success(request, _("%(name)s is off your list.") % {"name": member.name})
    return redirect("my_family")


def _own_member(request: HttpRequest, member_id: int) -> FamilyMember:
    try:
        member = member_of_family(request.user, member_id)
    except FamilyMemberNotFound:
        raise Http404 from None
    if member.is_archived:
        raise Http404
    return member


def _shown(member: FamilyMember) -> dict[str, Any]:
    return {name: getattr(member, name) for name in MemberForm.Meta.fields}


def _refuse(form: MemberForm, refusal: DomainError) -> None:
    form.add_error(refusal.param if refusal.param in form.fields else None, str(refusal.detail))


def _status(form: MemberForm) -> int:
    return 400 if form.errors else 200
