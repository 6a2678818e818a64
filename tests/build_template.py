"""Builds the database that every test process copies: ``python -m tests.build_template``."""

import django

SALONS = (
    ("noor", "صالون نور", "Noor Salon", "+966500000001"),
    ("reem", "صالون ريم", "Reem Salon", "+966500000002"),
)


def build() -> None:
    """Migrate public, build the salon template, create two salons with their owners."""
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone
    from django_tenants.utils import tenant_context

    from accounts.models import User
    from salons.models import SalonProfile
    from tenants.domain.opening.provisioning import NewSalon, create_salon

    call_command("migrate_schemas", shared=True, verbosity=0)
    for subdomain, name_ar, name_en, phone in SALONS:
        owner = User.objects.create_user(
            phone, is_phone_verified=True, phone_verified_at=timezone.now()
        )
        tenant = create_salon(
            NewSalon(subdomain=subdomain, name_ar=name_ar, name_en=name_en, owner=owner)
        )
        with tenant_context(tenant):
            profile = SalonProfile.load()
            profile.is_vat_registered = True
            profile.save()


if __name__ == "__main__":
    build()
