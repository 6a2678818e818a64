"""Forms about seasons and special days; their hours are in the editor beside them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from salons.domain.calendar.months import LONGEST_MONTH, months_of
from salons.models import CalendarKind, Season, SpecialDay


class _Redrawn:
    """A form that can be shown again as it was sent, before anybody asks for its verdict."""

    def as_sent(self: Any, data: Any) -> dict[str, Any]:
        """Return what was typed, by field."""
        fields = self.fields.items()
        return {name: field.widget.value_from_datadict(data, {}, name) for name, field in fields}


class SeasonForm(_Redrawn, forms.ModelForm[Season]):
    """Name and dates of a season; its calendar is settled before."""

    class Meta:
        model = Season
        fields = [
            *("label_ar", "label_en"),
            *("first_day", "first_month", "last_day", "last_month", "is_active"),
        ]
        help_texts = {
            "is_active": _("Without it the usual week is open in these days too."),
            # Said once, below the dates.
            "last_day": "",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        calendar = CalendarKind(self.instance.calendar)
        names = months_of(calendar)
        choices = [(number, f"{number} · {name}") for number, name in names.items()]
        for name in ("first_month", "last_month"):
            self.fields[name] = forms.TypedChoiceField(
                label=self.fields[name].label, choices=choices, coerce=int
            )
        for name in ("first_day", "last_day"):
            self.fields[name].widget.attrs |= {"min": 1, "max": LONGEST_MONTH[calendar]}


class SpecialDayForm(_Redrawn, forms.ModelForm[SpecialDay]):
    """Date and name of a special day; a new one may be several days in a row."""

    last = forms.DateField(
        label=_("until"),
        required=False,
        help_text=_("Leave it empty for one day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    class Meta:
        model = SpecialDay
        fields = ["date", "label_ar", "label_en"]
        widgets = {"date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {"label_ar": _("Customers see it beside the hours, such as National Day.")}

    field_order = ["date", "last", "label_ar", "label_en"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["last"]

    def validate_unique(self) -> None:
        """Leave it to the domain, which looks under the lock."""
