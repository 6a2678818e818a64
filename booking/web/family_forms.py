"""What a customer writes of her family and of her health."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from booking.domain.customers.family import OLDEST_YEAR
from booking.models import FamilyMember, HealthNote
from booking.web.forms import described


class MemberForm(forms.ModelForm[FamilyMember]):
    """Somebody who comes under the customer's number."""

    class Meta:
        model = FamilyMember
        fields = ("name", "relation", "birth_year", "notes")
        labels = {"notes": _("Anything the salon should know about her?")}
        widgets = {
            "birth_year": forms.NumberInput(
                attrs={"inputmode": "numeric", "min": OLDEST_YEAR, "dir": "ltr"}
            ),
            "relation": forms.TextInput(attrs={"placeholder": _("daughter, mother, sister…")}),
        }

    def full_clean(self) -> None:
        super().full_clean()
        described(self)


class HealthForm(forms.ModelForm[HealthNote]):
    """What the salon should know so that it treats her safely. The first time with her consent."""

    consent = forms.BooleanField(
        error_messages={"required": _("We can keep this only if you agree.")}
    )

    class Meta:
        model = HealthNote
        fields = ("allergies", "notes")
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in fields}

    def __init__(self, *args: Any, consent_text: str, has_consent: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_consent:
            del self.fields["consent"]
        else:
            self.fields["consent"].label = consent_text

    def full_clean(self) -> None:
        super().full_clean()
        described(self)
