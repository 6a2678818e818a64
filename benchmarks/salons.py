"""Salons for the benchmark: each with a small catalogue, as a new owner would enter it."""

from datetime import time

from django.db import connection
from django_tenants.utils import tenant_context

from salons.models import OpeningHours, Service, ServiceCategory, StaffMember, StaffSkill, Weekday
from tenants.domain.opening.provisioning import NewSalon, create_salon
from tenants.models import Tenant


def name_of(number: int) -> str:
    return f"bench-{number}"


def host_of(number: int) -> str:
    return f"{name_of(number)}.localhost"


def schema_of(number: int) -> str:
    return name_of(number).replace("-", "_")


def add_salon(number: int) -> Tenant:
    """Make one salon from the template."""
    return create_salon(
        NewSalon(subdomain=name_of(number), name_ar=f"صالون {number}", name_en=f"Salon {number}")
    )


def fill_salon(tenant: Tenant) -> None:
    """Give the salon three services, two people who do them, and hours on every day."""
    with tenant_context(tenant):
        category = ServiceCategory.objects.create(name_ar="الشعر", name_en="Hair")
        services = [
            Service.objects.create(
                category=category,
                name_ar=name,
                name_en=name,
                duration_minutes=60,
                price_minor=11_500,
            )
            for name in ("Cut", "Colour", "Care")
        ]
        for number in range(2):
            person = StaffMember.objects.create(name_ar="مها", name_en="Maha", sort_order=number)
            StaffSkill.objects.bulk_create(StaffSkill(staff=person, service=s) for s in services)
        OpeningHours.objects.all().delete()
        OpeningHours.objects.bulk_create(
            OpeningHours(weekday=day, starts=time(10), ends=time(22)) for day in Weekday
        )
    connection.set_schema_to_public()
