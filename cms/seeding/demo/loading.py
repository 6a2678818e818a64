"""Writes demo salons into the database."""

from typing import Any

from django.db import transaction
from django_tenants.utils import tenant_context

from accounts.models import User
from cms.seeding.demo.catalogue import DemoSalon
from cms.seeding.demo.catalogue_rows import seed_catalogue
from cms.seeding.demo.noor import NOOR
from cms.seeding.demo.pages import seed_home_pages
from cms.seeding.demo.people import RECEPTION_NOOR, STYLIST_NOOR, seed_people
from cms.seeding.demo.reem import REEM
from salons.models import Service, StaffMember
from tenants.domain.opening.provisioning import NewSalon, create_salon
from tenants.domain.people.membership import add_member, role_in
from tenants.enums import Audience, Role
from tenants.models import Tenant

DEMO_SALONS = (NOOR, REEM)
# Who signs in to Noor's back office beside its owner, and as whom of the team.
TEAM_NOOR = ((RECEPTION_NOOR, Role.RECEPTION, None), (STYLIST_NOOR, Role.STYLIST, 1))


def seed_demo() -> list[str]:
    """Make what is missing of the demo; return what was made. A second call makes nothing."""
    people = seed_people()
    made = [salon.subdomain for salon in DEMO_SALONS if _seed_salon(salon, people)]
    noor = Tenant.objects.get(schema_name=NOOR.subdomain)
    for phone, role, staff_order in TEAM_NOOR:
        if role_in(people[phone], noor) is None:
            add_member(people[phone], noor, role=role, staff_row=_staff_row(noor, staff_order))
    return made


def _staff_row(tenant: Tenant, order: int | None) -> int | None:
    """Return the team's member at that place of the list, None where it is empty."""
    if order is None:
        return None
    with tenant_context(tenant):
        row: int | None = (
            StaffMember.objects.filter(sort_order=order).values_list("pk", flat=True).first()
        )
        return row


def _seed_salon(salon: DemoSalon, people: dict[str, User]) -> bool:
    """Create and fill one salon in one transaction; leave one alone that has services."""
    owner = people[salon.owner_phone]
    with transaction.atomic():
        tenant = Tenant.objects.filter(schema_name=salon.subdomain).first()
        if tenant is None:
            tenant = create_salon(_details(salon, owner))
        with tenant_context(tenant):
            if Service.objects.exists():
                return False
            seed_home_pages(salon, seed_catalogue(salon))
    return True


def _details(salon: DemoSalon, owner: User) -> NewSalon:
    names: dict[str, Any] = salon.name.fields("name") | salon.city.fields("city")
    return NewSalon(subdomain=salon.subdomain, owner=owner, audience=Audience.WOMEN, **names)
