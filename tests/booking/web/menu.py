"""Additions to the catalogue: add-ons, rooms, people with their own price."""

from salons.models import Service, StaffSkill
from tests.salons.factories import AddOnFactory, ResourceFactory, ServiceFactory


def add_on(*services, name="Gloss"):
    """Return something that goes with the services: a quarter of an hour, 40 riyals."""
    return AddOnFactory(
        services=services, name_ar=f"{name} ع", name_en=name, minutes=15, price_minor=4000
    )


def another_service(catalogue, *, by=None, **facts):
    """Return one more service of the same category, by everybody or by some."""
    service = ServiceFactory(category=catalogue.service.category, **facts)
    for stylist in catalogue.stylists if by is None else by:
        StaffSkill.objects.create(staff=stylist, service=service)
    return service


def own(staff, service, **facts):
    """Give a person her own price or length for a service."""
    StaffSkill.objects.filter(staff=staff, service=service).update(**facts)


def put_in_room(service):
    """Let the service need a room, of which there is one."""
    room = ResourceFactory(name="Room 1")
    Service.objects.filter(pk=service.pk).update(resource_type=room.type)
    return room
