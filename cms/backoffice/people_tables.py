"""The list of a salon's people and that of its invitations."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, Table, TitleColumn

from foundation.masking import mask_phone
from salons.models import StaffMember
from tenants.domain.people.team import TeamMember
from tenants.models import Invitation


class ShortColumn(Column):
    """A day or a number: never broken into lines."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, classname="people__short", **kwargs)


class PersonColumn(TitleColumn):
    """Who, with her number under it as far as the reader may see it."""

    cell_template_name = "cms/backoffice/tables/person.html"

    def __init__(self, *args: Any, sees_numbers: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sees_numbers = sees_numbers

    def get_cell_context_data(self, instance: TeamMember, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        user = instance.user
        phone = user.display_phone if self.sees_numbers else mask_phone(user.phone_number)
        return context | {"phone": phone}


class AnswersColumn(BaseColumn):
    """What can still be done with an invitation."""

    cell_template_name = "cms/backoffice/tables/invitation_actions.html"

    def __init__(self, *args: Any, gives: frozenset[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gives = gives

    def get_cell_context_data(self, instance: Invitation, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        is_waiting = instance.status == "waiting"
        token = parent_context.get("csrf_token")
        return context | {
            "can_change": is_waiting and instance.role in self.gives,
            "csrf_token": token,
        }


class InvitationStatusColumn(BaseColumn):
    """How the invitation stands, in words and colour."""

    cell_template_name = "cms/backoffice/tables/invitation_status.html"


def people_table(team: Iterable[TeamMember], *, gives: frozenset[Any]) -> Table:
    """Return the salon's people; those whom the reader may change lead to their page."""
    names = dict(_team_names())
    columns = [
        PersonColumn(
            "person",
            label=_("Name"),
            accessor=lambda row: str(row.user),
            get_url=lambda row: _page_of(row) if row.role in gives else None,
            sees_numbers=bool(gives),
        ),
        Column("role", label=_("Role"), accessor=lambda row: capfirst(row.role.label)),
        Column("team", label=_("Member of the team"), accessor=lambda r: names.get(r.user.pk, "—")),
        ShortColumn("since", label=_("Since"), accessor=lambda row: _day(row.since)),
        ShortColumn("seen", label=_("Last seen here"), accessor=lambda row: _day(row.last_seen)),
    ]
    return Table(columns, team, classname="listing people", caption=_("People"))


def invitations_table(invitations: Iterable[Invitation], *, gives: frozenset[Any]) -> Table:
    """Return the salon's invitations with what can be done about each."""
    columns = [
        Column("name", label=_("Name"), accessor="name"),
        ShortColumn("phone", label=_("Mobile number"), accessor=lambda row: _ltr(row, gives)),
        Column("role", label=_("Role"), accessor=lambda r: capfirst(r.get_role_display())),
        ShortColumn("sent", label=_("Sent"), accessor=lambda row: _day(row.sent_at)),
        InvitationStatusColumn("status", label=_("Status")),
        AnswersColumn("actions", label="", gives=gives),
    ]
    return Table(columns, invitations, classname="listing people", caption=_("Invitations"))


def _page_of(row: TeamMember) -> str:
    return reverse("backoffice_person", args=[row.user.pk])


def _team_names() -> Iterable[tuple[int, str]]:
    for member in StaffMember.objects.filter(user__isnull=False).only("user", "name_ar", "name_en"):
        yield member.user_id, str(member)


def _day(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "DATE_FORMAT") if moment else "—"


def _ltr(row: Invitation, gives: frozenset[Any]) -> str:
    phone = row.display_phone if gives else mask_phone(row.phone_number)
    # Isolated from the text around it: digits of a number run from left to right.
    return f"\u2066{phone}\u2069"
