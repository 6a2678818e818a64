"""A small catalogue: use inside a salon's schema."""

from datetime import time

import factory
from factory.django import DjangoModelFactory

from salons.models import (
    AddOn,
    OpeningHours,
    Resource,
    ResourceType,
    Service,
    ServiceCategory,
    StaffMember,
    StaffSkill,
    Weekday,
)


class ServiceCategoryFactory(DjangoModelFactory):
    class Meta:
        model = ServiceCategory

    name_ar = "الشعر"
    name_en = "Hair"


class ServiceFactory(DjangoModelFactory):
    class Meta:
        model = Service

    category = factory.SubFactory(ServiceCategoryFactory)
    name_ar = factory.Sequence(lambda n: f"خدمة {n}")
    name_en = factory.Sequence(lambda n: f"Service {n}")
    duration_minutes = 60
    price_minor = 11500


class AddOnFactory(DjangoModelFactory):
    class Meta:
        model = AddOn
        skip_postgeneration_save = True

    name_ar = factory.Sequence(lambda n: f"إضافة {n}")
    name_en = factory.Sequence(lambda n: f"Add-on {n}")
    minutes = 15
    price_minor = 5000

    @factory.post_generation
    def services(self, create, services, **kwargs):
        self.services.set(services or ())


class ResourceTypeFactory(DjangoModelFactory):
    class Meta:
        model = ResourceType

    name_ar = "غرفة مساج"
    name_en = "Massage room"


class ResourceFactory(DjangoModelFactory):
    class Meta:
        model = Resource

    type = factory.SubFactory(ResourceTypeFactory)
    name = factory.Sequence(lambda n: f"Room {n}")


class StaffMemberFactory(DjangoModelFactory):
    class Meta:
        model = StaffMember

    name_ar = factory.Sequence(lambda n: f"موظفة {n}")
    name_en = factory.Sequence(lambda n: f"Stylist {n}")
    gender = "women"
    sort_order = factory.Sequence(lambda n: n)

    @factory.post_generation
    def services(self, create, services, **kwargs):
        for service in services or ():
            StaffSkill.objects.create(staff=self, service=service)


def open_every_day(starts=time(10), ends=time(22)):
    """Replace the salon's hours by the same interval on every day."""
    OpeningHours.objects.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(weekday=day, starts=starts, ends=ends) for day in Weekday
    )
