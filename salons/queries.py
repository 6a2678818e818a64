"""Reads of the catalogue."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from salons.models import Service, StaffMember, StaffSkill


def bookable_services() -> QuerySet[Service]:
    """Return what customers can book online, in the price list's order, with who does it.

    Two queries: services with their category, skills of bookable people.
    """
    skills = StaffSkill.objects.filter(staff__is_archived=False, staff__is_bookable_online=True)
    return (
        Service.objects.filter(is_archived=False, is_bookable_online=True)
        .select_related("category")
        .prefetch_related(
            Prefetch("skills", queryset=skills.order_by("staff__sort_order"), to_attr="doers")
        )
    )


def bookable_staff() -> QuerySet[StaffMember]:
    """Return the people whom customers can book, with what they do and their pictures."""
    return (
        StaffMember.objects.filter(is_archived=False, is_bookable_online=True)
        .select_related("photo")
        .prefetch_related(
            "photo__renditions",
            Prefetch(
                "skills",
                queryset=StaffSkill.objects.filter(
                    Q(service__is_archived=False, service__is_bookable_online=True)
                ),
            ),
        )
    )


def staff_ids_of(user: Any) -> list[int]:
    """Return the ids of the team members as whom the person signs in: one, or none."""
    return list(StaffMember.objects.filter(user_id=user.pk).values_list("pk", flat=True))
