"""What the pages of an account ask for. Forms check shape; the domain checks rules."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.domain.codes.digits import DIGITS
from accounts.enums import Verifier
from accounts.models import User


class PhoneForm(forms.Form):
    """Whom to send a code."""

    phone_number = forms.CharField(
        label=_("Mobile number"),
        help_text=_("We send you a code by SMS. No password needed."),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "type": "tel",
                "inputmode": "tel",
                "autocomplete": "tel",
                "dir": "ltr",
                "placeholder": "05XXXXXXXX",
                "autofocus": True,
            }
        ),
    )


class NewNumberForm(PhoneForm):
    """The number that a person wants to have."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["phone_number"]
        field.label, field.help_text = _("New mobile number"), ""


class FirstNameForm(forms.Form):
    """By what the owner of an account that slept is known again."""

    first_name = forms.CharField(
        label=_("First name on the account"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class NoFields(forms.Form):
    """A button alone."""


class CodeInput(forms.TextInput):
    """Stays empty after a wrong code: nobody wants to delete six digits first."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        shape = {"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}
        super().__init__(shape | (attrs or {}))

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return super().get_context(name, None, attrs)


class CodeForm(forms.Form):
    """The digits that came by message."""

    code = forms.CharField(
        label=_("Code from the message"),
        max_length=32,
        widget=CodeInput({"autofocus": True}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The page sends itself with the last digit; of the provider's codes we know no length.
        length = DIGITS if settings.OTP_VERIFIER == Verifier.LOCAL else ""
        self.fields["code"].widget.attrs["data-code-length"] = str(length)


class ProfileForm(forms.ModelForm):
    """What a person may change about herself."""

    language = forms.ChoiceField(
        label=_("Language of messages and pages"), choices=settings.LANGUAGES
    )

    class Meta:
        model = User
        fields = ["first_name", "last_name", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_name"].widget.attrs["autocomplete"] = "given-name"
        self.fields["last_name"].widget.attrs["autocomplete"] = "family-name"
