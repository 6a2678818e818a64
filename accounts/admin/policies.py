"""Where codes go, and the networks of many honest people. Changes are in the audit log."""

import ipaddress
from typing import Any

import phonenumbers
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import AddressAllowance, CountryPolicy


class CountryForm(forms.ModelForm):
    """A country by its two letters."""

    class Meta:
        model = CountryPolicy
        fields = ["country", "is_enabled", "hourly_cap", "daily_cap"]

    def clean_country(self) -> str:
        country = str(self.cleaned_data["country"]).upper()
        if country not in phonenumbers.SUPPORTED_REGIONS:
            raise ValidationError(_("There is no such country."), code="country")
        return country


class NetworkForm(forms.ModelForm):
    """A network as addresses are written."""

    class Meta:
        model = AddressAllowance
        fields = ["network", "factor", "note"]

    def clean_network(self) -> str:
        """Return it in its shortest form. The whole internet is no network."""
        try:
            network = ipaddress.ip_network(self.cleaned_data["network"].strip(), strict=False)
        except ValueError:
            raise ValidationError(_("Enter an address or network."), code="network") from None
        if network.prefixlen < (16 if network.version == 4 else 32):
            raise ValidationError(_("This network is too large."), code="too_large")
        return str(network)

    def clean_factor(self) -> int:
        factor = int(self.cleaned_data["factor"])
        if not 1 <= factor <= 100:
            raise ValidationError(_("Choose a number from 1 to 100."), code="factor")
        return factor


@admin.register(CountryPolicy)
class CountryPolicyAdmin(admin.ModelAdmin):
    """A country without a row follows the settings."""

    form = CountryForm
    list_display = ["country", "is_enabled", "hourly_cap", "daily_cap"]
    list_filter = ["is_enabled"]
    ordering = ["country"]

    def get_readonly_fields(self, request: HttpRequest, obj: CountryPolicy | None = None) -> Any:
        # The key of the row: another country is another row.
        return ["country"] if obj else []


@admin.register(AddressAllowance)
class AddressAllowanceAdmin(admin.ModelAdmin):
    """Networks whose addresses get several times the usual limits."""

    form = NetworkForm
    list_display = ["network", "factor", "note"]
    search_fields = ["network", "note"]
    ordering = ["network"]
