"""Who works in the salon's back office: the list, and inviting somebody."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from accounts.web.refusals import explain
from cms.backoffice.people_forms import InviteForm
from cms.backoffice.people_tables import invitations_table, people_table
from cms.backoffice.views.base import BackOfficeView, ask_for_money
from foundation.errors import DomainError
from tenants.domain.people.invitations import Invitee, invite
from tenants.domain.people.rights import gives
from tenants.domain.people.team import invitations_of, team_of
from tenants.enums import Role
from tenants.permissions import can_manage_people, can_view_people


def ask_for_owner(request: HttpRequest, *roles: str) -> HttpResponseBase | None:
    """Return the way to a fresh second factor where one of the roles is the owner's.

    Who makes an owner gives the salon away; so does who removes one.
    """
    return ask_for_money(request) if Role.OWNER in roles else None


class PeoplePage(BackOfficeView):
    """A page about the people of the salon."""

    permitted = can_view_people
    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        trail = self.trail()
        people = {"url": reverse("backoffice_people") if trail else "", "label": _("People")}
        return [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, people, *trail]


class PeopleView(PeoplePage):
    """Everybody who works here, and who was invited."""

    template_name = "cms/backoffice/pages/people.html"

    def get_page_title(self) -> str:
        return _("People")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reader, team, invitations = (
            self.request.user,
            team_of(self.request.tenant),
            invitations_of(),
        )
        allowed = gives(reader)
        return super().get_context_data(
            **kwargs,
            team=team,
            people=people_table(team, gives=allowed),
            invitations=invitations_table(invitations, gives=allowed) if invitations else None,
            may_invite=bool(allowed),
            is_member=any(row.user.pk == reader.pk for row in team),
        )


class InviteView(PeoplePage):
    """Takes a number, a name and a role, and sends the invitation."""

    permitted = can_manage_people
    template_name = "cms/backoffice/pages/invite.html"

    def get_page_title(self) -> str:
        return _("Invite somebody")

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.get_page_title()}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = InviteForm(request.POST, gives=gives(request.user))
        if not form.is_valid():
            return self.get(request, *args, form=form, **kwargs)
        if (asked := ask_for_owner(request, form.cleaned_data["role"])) is not None:
            return asked
        if self._invite(form):
            return redirect("backoffice_people")
        return self.get(request, *args, form=form, **kwargs)

    def _invite(self, form: InviteForm) -> bool:
        """Send it; return False where the form has to be shown again."""
        values = form.cleaned_data | {"staff_row": form.cleaned_data["staff_row"] or None}
        try:
            invitation = invite(self.request.tenant, Invitee(**values), by=self.request.user)
        except DomainError as refusal:
            form.add_error(
                refusal.param if refusal.param in form.fields else "phone_number", explain(refusal)
            )
            return False
        text = _("An invitation is on its way to %(name)s.")
        messages.success(self.request, text % {"name": invitation.name})
        return True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "form" not in kwargs:
            kwargs["form"] = InviteForm(gives=gives(self.request.user))
        return super().get_context_data(**kwargs)
