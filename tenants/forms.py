"""Forms of the platform's administration of salons."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.phone import normalize_phone
from foundation.errors import DomainError
from tenants.domain.opening.provisioning import NewSalon, create_salon
from tenants.domain.subdomains.choosing import check_subdomain
from tenants.models import Tenant


class NewSalonForm(forms.ModelForm):
    """Creates a live salon; every refusal of the domain is shown at its field."""

    subdomain = forms.CharField(
        label=_("subdomain"), help_text=_("Latin letters, digits and hyphens: noor, reem-spa")
    )
    city_ar = forms.CharField(label=_("city in Arabic"), max_length=80, required=False)
    city_en = forms.CharField(label=_("city in English"), max_length=80, required=False)
    owner_phone = forms.CharField(
        label=_("owner's phone"),
        required=False,
        help_text=_("She signs in with a code to this number."),
    )

    class Meta:
        model = Tenant
        fields = ["name_ar", "name_en", "audience"]

    def clean_subdomain(self) -> str:
        return self._domain_value(check_subdomain, self.cleaned_data["subdomain"])

    def clean_owner_phone(self) -> str:
        phone = self.cleaned_data["owner_phone"]
        return self._domain_value(normalize_phone, phone) if phone else ""

    def save(self, commit: bool = True) -> Tenant:
        """Create the salon with schema, pages and owner in one transaction."""
        data = self.cleaned_data
        with transaction.atomic():
            return create_salon(
                NewSalon(
                    subdomain=data["subdomain"],
                    name_ar=data["name_ar"],
                    name_en=data["name_en"],
                    city_ar=data["city_ar"],
                    city_en=data["city_en"],
                    audience=data["audience"],
                    owner=_owner(data["owner_phone"]),
                )
            )

    def save_m2m(self) -> None:
        """Nothing: the admin calls it after save()."""

    @staticmethod
    def _domain_value(rule: Any, typed: str) -> str:
        try:
            return str(rule(typed))
        except DomainError as refusal:
            raise forms.ValidationError(str(refusal.detail), code=refusal.code) from refusal


def _owner(phone_number: str) -> User | None:
    if not phone_number:
        return None
    user = User.objects.filter(phone_number=phone_number).first()
    return user or User.objects.create_user(phone_number)
