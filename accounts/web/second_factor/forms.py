"""What the pages of second factors ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.domain.second_factor.passkeys import LONGEST_NAME
from accounts.web.forms import CodeInput


class FactorCodeForm(forms.Form):
    """Six digits of an authenticator or twelve of the recovery sheet."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("The six digits that your authenticator app shows, or a recovery code."),
        max_length=32,
        widget=CodeInput({"autofocus": True}),
    )


class FirstCodeForm(forms.Form):
    """The first code of an app that is being set up."""

    code = forms.CharField(
        label=_("Code that the app shows"),
        max_length=32,
        widget=CodeInput(),
    )


class PasskeyNameForm(forms.Form):
    """How a person tells her passkeys apart."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("Such as the phone or computer that keeps it."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
