"""Forms about the people who work in a salon."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from salons.domain.linking import NOBODY, linkable_staff
from salons.queries import staff_ids_of
from tenants.enums import Role

# What a role comes to, for those who choose one. The whole of it: tenants.domain.people.rights.
DUTIES: dict[Role, str | Promise] = {
    Role.OWNER: _("Everything, also other owners, the account and closing the salon."),
    Role.MANAGER: _("Everything of the daily work: catalogue, site, money and refunds, team."),
    Role.RECEPTION: _("Everybody's appointments, customers' numbers, payments. No refunds."),
    Role.STYLIST: _("Only the appointments that they do themselves, without prices and numbers."),
}


class RoleForm(forms.Form):
    """What somebody is, and as whom of the team customers book her."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    staff_row = forms.TypedChoiceField(
        label=_("Member of the team"),
        coerce=int,
        help_text=_("Whose appointments they see as their own."),
        required=False,
        empty_value=NOBODY,
    )

    def __init__(self, *args: Any, gives: Iterable[str], user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [role for role in Role if role in gives]
        self.fields["role"].choices = [(role.value, _duty(role)) for role in roles]  # type: ignore[attr-defined]
        team = [(each.pk, str(each)) for each in linkable_staff(user)]
        self.fields["staff_row"].choices = [(NOBODY, _("nobody")), *team]  # type: ignore[attr-defined]
        if user is not None:
            self.fields["staff_row"].initial = next(iter(staff_ids_of(user)), NOBODY)


class InviteForm(RoleForm):
    """Whom to invite."""

    phone_number = forms.CharField(
        label=_("Mobile number"),
        max_length=40,
        help_text=_("We send an invitation by SMS. It can be answered with this number alone."),
        widget=forms.TextInput(
            attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off", "dir": "ltr"}
        ),
    )
    name = forms.CharField(
        label=_("Name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    field_order = ["phone_number", "name", "role", "staff_row"]


def _duty(role: Role) -> Any:
    return format_html(
        '<strong class="duty__role">{}</strong> <span class="duty__text">{}</span>',
        str(role.label),
        DUTIES[role],
    )
