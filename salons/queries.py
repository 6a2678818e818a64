"""Reads of the catalogue."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from salons.models import AddOn, PolicyOverride, ResourceType, Service, StaffMember, StaffSkill
from tenants.enums import Audience


def offered_skills() -> QuerySet[StaffSkill]:
    """Return who can be booked online for what: by women alone what is for women to do."""
    not_for_her = Q(service__women_staff_only=True) & ~Q(staff__gender=Audience.WOMEN.value)
    return StaffSkill.objects.filter(
        staff__is_archived=False,
        staff__is_bookable_online=True,
        service__is_archived=False,
        service__is_bookable_online=True,
    ).exclude(not_for_her)


def services_at_desk() -> QuerySet[Service]:
    """Return what the salon itself can book, with everybody who does it and its add-ons.

    Three queries. Also what is not offered online.
    """
    not_for_her = Q(service__women_staff_only=True) & ~Q(staff__gender=Audience.WOMEN.value)
    skills = StaffSkill.objects.filter(staff__is_archived=False).exclude(not_for_her)
    by_whom = skills.select_related("staff").order_by("staff__sort_order", "staff_id")
    extras = AddOn.objects.filter(is_archived=False)
    return (
        Service.objects.filter(is_archived=False)
        .select_related("category")
        .prefetch_related(
            Prefetch("skills", by_whom, to_attr="doers"),
            Prefetch("add_ons", extras, to_attr="extras"),
        )
    )


def bookable_services() -> QuerySet[Service]:
    """Return what customers can book online, in the price list's order, with who does it.

    Two queries: services with their category, skills of bookable people.
    """
    return (
        Service.objects.filter(is_archived=False, is_bookable_online=True)
        .select_related("category")
        .prefetch_related(doers_lookup())
    )


def doers_lookup() -> Prefetch:
    """Return the lookup of ``doers``: skills of the people who can be booked for a service."""
    skills = offered_skills().order_by("staff__sort_order")
    return Prefetch("skills", queryset=skills, to_attr="doers")


def offer_lookups() -> list[Any]:
    """Return what the price list says of a service beside its row: ``doers``, ``extras``, photo.

    Three queries for any number of services whose photo is selected with them, four otherwise.
    """
    add_ons = AddOn.objects.filter(is_archived=False)
    extras = Prefetch("add_ons", queryset=add_ons, to_attr="extras")
    return [doers_lookup(), extras, "photo__renditions"]


def bookable_staff() -> QuerySet[StaffMember]:
    """Return the people whom customers can book, with what they do and their pictures."""
    return (
        StaffMember.objects.filter(is_archived=False, is_bookable_online=True)
        .select_related("photo")
        .prefetch_related("photo__renditions", Prefetch("skills", offered_skills()))
    )


def services_in_full() -> QuerySet[Service]:
    """Return what customers can book online with all that the public may know of it.

    Six queries: as ``bookable_services``, with rooms, add-ons and the pictures' renditions.
    """
    return (
        Service.objects.filter(is_archived=False, is_bookable_online=True)
        .select_related("category", "resource_type", "photo")
        .prefetch_related(*offer_lookups())
    )


def staff_in_full() -> QuerySet[StaffMember]:
    """Return the people whom customers can book, their skills with the services. Four queries."""
    skills = offered_skills().select_related("service")
    return (
        StaffMember.objects.filter(is_archived=False, is_bookable_online=True)
        .select_related("photo")
        .prefetch_related("photo__renditions", Prefetch("skills", skills, to_attr="shown_skills"))
    )


def staff_ids_of(user: Any) -> list[int]:
    """Return the ids of the team members as whom the person signs in: one, or none."""
    return list(StaffMember.objects.filter(user_id=user.pk).values_list("pk", flat=True))


def choosable_kinds(service: Service) -> QuerySet[ResourceType]:
    """Return the kinds of room or device that a service can be given, and the one that it has."""
    return ResourceType.objects.filter(Q(is_archived=False) | Q(pk=service.resource_type_id))


def choosable_services(row: AddOn | PolicyOverride) -> QuerySet[Service]:
    """Return the services that a row can be for, and those that it is for."""
    chosen = row.services.values("pk") if row.pk else Service.objects.none()
    return Service.objects.filter(Q(is_archived=False) | Q(pk__in=chosen))


# Counting drops a model's own order: each list names it again.
def listed_services() -> QuerySet[Service]:
    """Return every service with what the back office's list shows of it. Two queries."""
    return Service.objects.select_related("category", "resource_type").prefetch_related(
        doers_lookup()
    )


def listed_add_ons() -> QuerySet[AddOn]:
    """Return every add-on with ``service_count``: the current services that it goes with."""
    current = Q(services__is_archived=False)
    counted = AddOn.objects.annotate(service_count=Count("services", filter=current))
    return counted.order_by(*AddOn._meta.ordering)


def listed_kinds() -> QuerySet[ResourceType]:
    """Return every kind with ``unit_count`` and ``service_count``, archived ones left out."""
    units = Count("units", filter=Q(units__is_archived=False), distinct=True)
    services = Count("services", filter=Q(services__is_archived=False), distinct=True)
    counted = ResourceType.objects.annotate(unit_count=units, service_count=services)
    return counted.order_by(*ResourceType._meta.ordering)


def listed_team() -> QuerySet[StaffMember]:
    """Return everybody with ``service_count`` and shifts. Two queries."""
    current = Q(skills__service__is_archived=False)
    counted = StaffMember.objects.annotate(service_count=Count("skills", filter=current))
    return counted.order_by(*StaffMember._meta.ordering).prefetch_related("shifts")
