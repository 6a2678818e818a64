"""Reads of the catalogue."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from salons.models import AddOn, Service, StaffMember, StaffSkill
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


def bookable_services() -> QuerySet[Service]:
    """Return what customers can book online, in the price list's order, with who does it.

    Two queries: services with their category, skills of bookable people.
    """
    return (
        Service.objects.filter(is_archived=False, is_bookable_online=True)
        .select_related("category")
        .prefetch_related(
            Prefetch("skills", offered_skills().order_by("staff__sort_order"), to_attr="doers")
        )
    )


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
    add_ons = AddOn.objects.filter(is_archived=False)
    return (
        bookable_services()
        .select_related("category", "resource_type", "photo")
        .prefetch_related(
            "photo__renditions", Prefetch("add_ons", queryset=add_ons, to_attr="offered_add_ons")
        )
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
