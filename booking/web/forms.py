"""What a visitor types on the booking pages."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from booking.models import FamilyMember

NOTE_LENGTH = 300


class ConfirmForm(forms.Form):
    """The last step: a name where we have none, a wish for the salon."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Tell the salon what to call you.")},
    )
    # Where she comes for somebody of her family; her own choice is the empty one.
    member = forms.TypedChoiceField(
        label=_("For whom?"), required=False, coerce=int, empty_value=None
    )
    note = forms.CharField(
        label=_("Anything the salon should know?"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    # Of the policy as the page showed it.
    policy = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(
        self, *args: Any, needs_name: bool, family: Iterable[FamilyMember] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not needs_name:
            del self.fields["name"]
        if family:
            self.fields["member"].choices = [
                ("", _("Me")),
                *((each.pk, each.name) for each in family),
            ]
        else:
            del self.fields["member"]
        if self.is_bound:
            described(self)


def described(form: forms.BaseForm) -> None:
    """Connect a form's fields with their errors for people who do not see them."""
    for name in form.errors:
        if name in form.fields:
            form.fields[name].widget.attrs |= {
                "aria-invalid": "true",
                "aria-describedby": f"{form[name].auto_id}_error",
            }
