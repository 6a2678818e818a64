"""The form of an exception to the policy: for what, for whom, when, and what is other then."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from salons.domain.calendar.months import months_of
from salons.domain.policy import OWN_DATES, WHOLE_YEAR, period_key, period_values
from salons.models import CalendarKind, ClientGroup, DepositKind
from salons.queries import choosable_services

PERIODS = [
    (WHOLE_YEAR, _("the whole year")),
    ("last_ten", _("the last ten nights of Ramadan")),
    ("ramadan", _("Ramadan")),
    ("eid_al_fitr", _("Eid al-Fitr")),
    ("eid_al_adha", _("Eid al-Adha")),
    (OWN_DATES, _("other days, as below")),
]
USUAL = _("as usual")


class PolicyOverrideForm(WagtailAdminModelForm):
    """An exception as its owner sends it; a period that has a name fills in its dates."""

    period = forms.ChoiceField(label=_("when it holds"), choices=PERIODS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].initial = period_key(self.instance)
        self.fields["services"].queryset = choosable_services(self.instance)
        self.fields["deposit_kind"].choices = [("", USUAL), *DepositKind.choices]
        self.fields["client_group"].choices = [("", _("all customers")), *ClientGroup.choices]
        self.fields["calendar"].choices = [("", "—"), *CalendarKind.choices]
        for name in ("first_month", "last_month"):
            self.fields[name] = forms.TypedChoiceField(
                label=self.fields[name].label,
                choices=[("", "—"), *_months()],
                coerce=int,
                empty_value=None,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean()
        period = values.get("period", OWN_DATES)
        if period != OWN_DATES:
            dates = period_values(period)
            # What was typed below and does not count is nothing to complain of either.
            for name in dates:
                self._errors.pop(name, None)
            values |= dates
        return values


def _months() -> list[tuple[int, str]]:
    hijri, gregorian = (months_of(kind) for kind in CalendarKind)
    return [(number, f"{number} · {hijri[number]} / {gregorian[number]}") for number in hijri]
