"""What a person says of her salon. The form checks shape; the domain checks rules."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.errors import DomainError
from salons.domain.starters import Starter, starters
from tenants.domain.opening.cities import cities, city_of
from tenants.domain.opening.provisioning import NewSalon
from tenants.domain.subdomains.choosing import check_chosen_subdomain
from tenants.enums import Audience

OTHER_CITY = "other"
ARABIC_LETTER = re.compile(r"[\u0621-\u064a]")
LATIN_LETTER = re.compile(r"[A-Za-z]")
ADDRESS_ATTRS = {
    "dir": "ltr",
    "autocapitalize": "none",
    "autocomplete": "off",
    "autocorrect": "off",
    "spellcheck": "false",
    "inputmode": "url",
}


def _city_choices() -> list[Any]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for city in cities():
        groups.setdefault(city.country, []).append((city.key, city.name))
    return [("", _("Choose a city")), *groups.items(), (OTHER_CITY, _("Another city"))]


def _starter_choices() -> Iterable[tuple[str, str]]:
    return [(each.key, each.name) for each in starters()]


class SignUpForm(forms.Form):
    """Everything that a salon is opened with, on one page."""

    name_ar = forms.CharField(
        label=_("Salon's name in Arabic"),
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "rtl", "lang": "ar", "placeholder": "صالون ليلى"}),
    )
    name_en = forms.CharField(
        label=_("Salon's name in English"),
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "ltr", "lang": "en", "placeholder": "Layla Salon"}),
    )
    subdomain = forms.CharField(
        label=_("Address of your site"),
        max_length=63,
        help_text=_("Latin letters, digits and hyphens. Your own domain can be added later."),
        widget=forms.TextInput(attrs=ADDRESS_ATTRS),
    )
    city = forms.ChoiceField(label=_("City"), choices=_city_choices)
    city_other = forms.CharField(label=_("Name of the city"), max_length=80, required=False)
    audience = forms.ChoiceField(label=_("Whom do you serve?"), choices=Audience)
    starters = forms.MultipleChoiceField(
        label=_("What do you offer?"), choices=_starter_choices, required=False
    )
    owner_name = forms.CharField(
        label=_("Your name, as customers see it"),
        max_length=80,
        help_text=_("You are the first on your team. Others can be added in the back office."),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )

    def clean_name_ar(self) -> str:
        return self._name_with("name_ar", ARABIC_LETTER, _("Write the name in Arabic letters."))

    def clean_name_en(self) -> str:
        return self._name_with("name_en", LATIN_LETTER, _("Write the name in Latin letters."))

    def clean_subdomain(self) -> str:
        return str(self.cleaned_data["subdomain"]).strip().lower()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("city") == OTHER_CITY and not data.get("city_other"):
            self.add_error("city_other", _("Write the name of the city."))
        if self.errors and "subdomain" in data:
            self._name_every_flaw(data["subdomain"])
        return data

    def details(self) -> NewSalon:
        """Return what was said, as the domain takes it."""
        data = self.cleaned_data
        city = city_of(data["city"])
        return NewSalon(
            subdomain=data["subdomain"],
            name_ar=data["name_ar"],
            name_en=data["name_en"],
            owner_name=data["owner_name"],
            city_ar=city.ar if city else data["city_other"],
            city_en=city.en if city else data["city_other"],
            audience=data["audience"],
            starters=tuple(data["starters"]),
            **({"time_zone": city.time_zone} if city else {}),
        )

    def starter_cards(self) -> list[tuple[Starter, bool]]:
        """Return each starter with whether it is ticked."""
        ticked = self["starters"].value() or []
        return [(each, each.key in ticked) for each in starters()]

    def audience_chips(self) -> list[tuple[str, Any, bool]]:
        """Return value, words and whether it is chosen."""
        chosen = self["audience"].value()
        return [(value, label, value == chosen) for value, label in Audience.choices]

    def _name_every_flaw(self, subdomain: str) -> None:
        """Name a flaw of the address in the same round as those of other fields."""
        try:
            check_chosen_subdomain(subdomain)
        except DomainError as refusal:
            self.add_error("subdomain", str(refusal.detail))

    def _name_with(self, field: str, letter: re.Pattern[str], message: Any) -> str:
        name = " ".join(self.cleaned_data[field].split())
        if not letter.search(name):
            raise forms.ValidationError(message, code="script")
        return name
