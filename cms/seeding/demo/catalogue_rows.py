"""Profile, price list, hours and people of a demo salon as rows."""

from django.core.files.images import ImageFile
from wagtail.images.models import Image

from cms.seeding.demo.catalogue import DemoSalon, DemoStaff
from cms.seeding.demo.portraits import portrait
from salons.models import (
    OpeningHours,
    SalonProfile,
    Service,
    ServiceCategory,
    StaffMember,
    StaffShift,
    StaffSkill,
)


def seed_catalogue(salon: DemoSalon) -> dict[str, Service]:
    """Write everything but pages into the current schema; return the services by key."""
    _write_profile(salon)
    OpeningHours.objects.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(weekday=day, starts=starts, ends=ends) for day, starts, ends in salon.hours
    )
    services = _write_price_list(salon)
    accent = str(salon.profile["accent"])
    for order, person in enumerate(salon.staff):
        _write_person(person, services, order=order, accent=accent)
    return services


def _write_profile(salon: DemoSalon) -> None:
    profile = SalonProfile.load()
    for name, value in (
        salon.name.fields("name") | salon.city.fields("city") | salon.profile
    ).items():
        setattr(profile, name, value)
    profile.full_clean()
    profile.save()


def _write_price_list(salon: DemoSalon) -> dict[str, Service]:
    services = {}
    for order, entry in enumerate(salon.categories):
        category = ServiceCategory.objects.create(sort_order=order, **entry.name.fields("name"))
        for position, each in enumerate(entry.services):
            services[each.key] = Service.objects.create(
                category=category,
                duration_minutes=each.minutes,
                cleanup_minutes=each.cleanup,
                price_minor=each.riyals * 100,
                sort_order=position,
                **each.name.fields("name"),
                **each.about.fields("description"),
            )
    return services


def _write_person(
    person: DemoStaff, services: dict[str, Service], *, order: int, accent: str
) -> None:
    photo = Image.objects.create(
        title=person.name.ar,
        description=person.title.ar,
        file=ImageFile(portrait(person.look, accent), name=f"portrait-{order + 1}.jpg"),
    )
    member = StaffMember(
        gender="women",
        photo=photo,
        sort_order=order,
        **person.name.fields("name"),
        **person.title.fields("title"),
        **person.about.fields("bio"),
    )
    member.skills = [StaffSkill(service=services[key]) for key in person.skills]
    member.shifts = [
        StaffShift(weekday=day, starts=starts, ends=ends) for day, starts, ends in person.shifts
    ]
    member.save()
