"""Forms of the customers' pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from booking.domain.customers.tags import LONGEST_TAG, MOST_TAGS
from booking.models import CustomerRecord, FamilyMember, HealthNote

# Commas of both scripts.
COMMAS = str.maketrans({"،": ",", "؛": ",", ";": ",", "\n": ","})


class NotesForm(forms.Form):
    """What the salon notes of a customer, and its tags: those it has, and new ones."""

    notes = forms.CharField(
        label=_("Notes"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Seen by the salon alone. Allergies and health have a page of their own."),
    )
    chosen = forms.MultipleChoiceField(
        label=_("Tags"), required=False, widget=forms.CheckboxSelectMultiple
    )
    new_tags = forms.CharField(
        label=_("New tags"),
        required=False,
        max_length=MOST_TAGS * (LONGEST_TAG + 2),
        help_text=_("Separated by commas. At most 20 for one customer."),
    )

    def __init__(self, *args: Any, record: CustomerRecord | None, known: list[str], **kw: Any):
        own = record.tags if record else []
        kw.setdefault("initial", {"notes": record.notes if record else "", "chosen": own})
        super().__init__(*args, **kw)
        tags = list(dict.fromkeys([*own, *known]))
        self.fields["chosen"].choices = [(tag, tag) for tag in tags]
        if not tags:
            del self.fields["chosen"]

    @property
    def tags(self) -> list[str]:
        """Return what was chosen and typed."""
        typed = self.cleaned_data["new_tags"].translate(COMMAS).split(",")
        return [*self.cleaned_data.get("chosen", []), *typed]


class BlockForm(forms.Form):
    """Why somebody books by phone only."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("Kept for the salon. The customer does not see it."),
    )


class FamilyForm(forms.ModelForm[FamilyMember]):
    """Somebody who comes under the customer's number."""

    class Meta:
        model = FamilyMember
        fields = ("name", "relation", "birth_year", "notes")
        help_texts = {"relation": _("daughter, mother, sister…")}


class ToldHealthForm(forms.ModelForm[HealthNote]):
    """What a customer told the salon of her health, the first time with her consent."""

    consent = forms.BooleanField(
        error_messages={"required": _("Without her agreement nothing of this is kept.")}
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
