"""Forms of the back office."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.fields import MinorUnitsFormField
from foundation.money import Money

REASON_LENGTH = 200


class ReasonForm(forms.Form):
    """Why: read later by whoever looks into the audit log."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        help_text=_("Kept with the appointment. The customer does not see it."),
    )


class RemovalForm(ReasonForm):
    """Why somebody is taken off the waiting list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _(
            "Kept in the activity log. The customer does not see it."
        )


class RefundForm(ReasonForm):
    """How much of a payment goes back, and why."""

    amount = MinorUnitsFormField(label=_("Amount in riyals"))
    field_order = ["amount", "reason"]

    def __init__(self, *args: Any, refundable: Money, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].initial = refundable.amount
        self.fields["amount"].help_text = _("At most %(amount)s.") % {"amount": refundable}

    def clean_reason(self) -> str:
        return str(self.cleaned_data["reason"]).strip()


class DomainForm(forms.Form):
    """A domain of the salon's own, as it is typed."""

    domain = forms.CharField(
        label=_("Domain"),
        max_length=300,
        help_text=_("A name that you have bought, like noorsalon.com or www.noorsalon.com."),
        widget=forms.TextInput(
            attrs={
                "dir": "ltr",
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
                "inputmode": "url",
            }
        ),
    )
