"""Changing a role, removing somebody, leaving, and what becomes of an invitation."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from accounts.web.refusals import explain
from cms.backoffice.people_forms import RoleForm
from cms.backoffice.views.people import PeoplePage, ask_for_owner
from foundation.errors import DomainError
from tenants.domain.people.changes import change_role, leave_salon, remove_person
from tenants.domain.people.invitations import revoke, send_again
from tenants.domain.people.rights import gives
from tenants.domain.people.team import TeamMember, member_of
from tenants.models import Invitation
from tenants.permissions import can_enter, can_manage_people


class PersonPage(PeoplePage):
    """A page about one person whom the reader may change."""

    permitted = can_manage_people

    @cached_property
    def member(self) -> TeamMember:
        found = member_of(self.request.tenant, self.kwargs["user_id"])
        if found is None:
            raise Http404
        if found.role not in gives(self.request.user):
            raise PermissionDenied
        return found

    def get_page_title(self) -> str:
        return str(self.member.user)

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": str(self.member.user)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_me = self.member.user.pk == self.request.user.pk
        return super().get_context_data(**kwargs, member=self.member, is_me=is_me)


class PersonView(PersonPage):
    """Changes role and place in the team."""

    template_name = "cms/backoffice/pages/person.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = self._form(request.POST)
        if not form.is_valid():
            return self.get(request, *args, form=form, **kwargs)
        asked = ask_for_owner(request, *self._changed(form.cleaned_data["role"]))
        if asked is not None:
            return asked
        try:
            change_role(request.tenant, self.member.user.pk, by=request.user, **form.cleaned_data)  # type: ignore[attr-defined]
        except DomainError as refusal:
            field = refusal.param if refusal.param in form.fields else "role"
            form.add_error(field, explain(refusal))
            return self.get(request, *args, form=form, **kwargs)
        messages.success(request, _("Saved."))
        return redirect("backoffice_people" if gives(request.user) else "wagtailadmin_home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs["form"] = kwargs.get("form") or self._form()
        return super().get_context_data(**kwargs)

    def _changed(self, to: str) -> set[str]:
        """Return the roles that somebody gets or loses."""
        return {to} ^ {self.member.role.value}

    def _form(self, data: Any = None) -> RoleForm:
        member = self.member
        return RoleForm(
            data,
            gives=gives(self.request.user),
            user=member.user,
            initial={"role": member.role.value},
        )


class RemovePersonView(PersonPage):
    """Says what removing somebody means, and removes her."""

    template_name = "cms/backoffice/pages/person_remove.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (asked := ask_for_owner(request, self.member.role)) is not None:
            return asked
        try:
            user = remove_person(request.tenant, self.member.user.pk, by=request.user)  # type: ignore[attr-defined]
        except DomainError as refusal:
            messages.error(request, explain(refusal))
        else:
            messages.success(request, _("%(person)s is removed.") % {"person": user})
        return redirect("backoffice_people")


class LeaveView(PeoplePage):
    """Says what leaving means, and leaves."""

    permitted = can_enter
    template_name = "cms/backoffice/pages/person_remove.html"

    def get_page_title(self) -> str:
        return _("Leave this salon")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [super().get_breadcrumbs_items()[0], {"url": "", "label": self.get_page_title()}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            leave_salon(request.tenant, user=request.user)  # type: ignore[attr-defined]
        except DomainError as refusal:
            messages.error(request, explain(refusal))
            return redirect("wagtailadmin_home")
        return redirect("/")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, is_me=True)


@require_POST
def invitation_again(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Send the invitation's message again, with a new link."""
    return _do(request, send_again, invitation_id, _("The message is on its way again."))


@require_POST
def invitation_revoke(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Take the invitation back."""
    return _do(request, revoke, invitation_id, _("The invitation is withdrawn."))


def _do(
    request: HttpRequest, change: Callable[..., Invitation], invitation_id: UUID, done: str
) -> HttpResponse:
    if not can_manage_people(request.user):
        raise PermissionDenied
    try:
        change(request.tenant, invitation_id, by=request.user)  # type: ignore[attr-defined]
    except DomainError as refusal:
        if refusal.status == 404:
            raise Http404 from refusal
        messages.error(request, explain(refusal))
    else:
        messages.success(request, done)
    return redirect("backoffice_people")
