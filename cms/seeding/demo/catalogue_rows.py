"""Profile, price list and people of a demo salon as rows."""

from django.core.files.images import ImageFile
from wagtail.images.models import Image

from cms.seeding.demo.catalogue import DemoSalon, DemoService, DemoStaff
from cms.seeding.demo.hours_rows import write_hours
from cms.seeding.demo.portraits import portrait
from salons.models import (
    AddOn,
    Resource,
    ResourceType,
    SalonProfile,
    Service,
    ServiceCategory,
    StaffBreak,
    StaffMember,
    StaffShift,
    StaffSkill,
)


def seed_catalogue(salon: DemoSalon) -> dict[str, Service]:
    """Write everything but pages into the current schema; return the services by key."""
    _write_profile(salon)
    write_hours(salon)
    services = _write_price_list(salon, _write_rooms(salon))
    _write_add_ons(salon, services)
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


def _write_rooms(salon: DemoSalon) -> dict[str, ResourceType]:
    kinds = {}
    for order, room in enumerate(salon.rooms):
        kind = ResourceType(sort_order=order, **room.name.fields("name"))
        kind.units = [Resource(name=name) for name in room.units]
        kind.save()
        kinds[room.key] = kind
    return kinds


def _write_price_list(salon: DemoSalon, rooms: dict[str, ResourceType]) -> dict[str, Service]:
    services = {}
    for order, entry in enumerate(salon.categories):
        category = ServiceCategory.objects.create(sort_order=order, **entry.name.fields("name"))
        for position, each in enumerate(entry.services):
            service = Service(
                category=category,
                duration_minutes=each.minutes,
                cleanup_minutes=each.cleanup,
                price_minor=each.riyals * 100,
                resource_type=rooms.get(each.room),
                photo=_photo(each, str(salon.profile["accent"])),
                sort_order=position,
                **each.name.fields("name"),
                **each.about.fields("description"),
                **each.facts,
            )
            service.full_clean()
            service.save()
            services[each.key] = service
    return services


def _photo(service: DemoService, accent: str) -> Image | None:
    picture = service.picture
    if picture is None:
        return None
    image: Image = Image.objects.create(
        title=picture.alt.ar,
        description=picture.alt.ar,
        file=ImageFile(picture.draw(accent), name=f"service-{service.key}.jpg"),
    )
    return image


def _write_add_ons(salon: DemoSalon, services: dict[str, Service]) -> None:
    for order, each in enumerate(salon.add_ons):
        add_on = AddOn.objects.create(
            minutes=each.minutes,
            price_minor=each.riyals * 100,
            sort_order=order,
            **each.name.fields("name"),
        )
        add_on.services.set([services[key] for key in each.services])


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
    member.skills = [_skill(person, key, services[key]) for key in person.skills]
    member.shifts = [
        StaffShift(weekday=day, starts=starts, ends=ends) for day, starts, ends in person.shifts
    ]
    member.breaks = [
        StaffBreak(weekday=day, starts=starts, ends=ends) for day, starts, ends in person.breaks
    ]
    member.save()


def _skill(person: DemoStaff, key: str, service: Service) -> StaffSkill:
    minutes, riyals = person.own.get(key, (None, None))
    price = None if riyals is None else riyals * 100
    return StaffSkill(service=service, duration_minutes=minutes, price_minor=price)
