"""Reads of the storefront."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from wagtail.models import Page

from salons.models import Service, ServiceCategory, StaffMember, StaffSkill
from salons.queries import offer_lookups

# Root, home, page: what hangs under the home page is in the menu.
MENU_DEPTH = 3


def menu_pages(language: str | None) -> QuerySet[Page]:
    """Return the published pages of the menu in one language, in the order of the tree."""
    pages: QuerySet[Page] = (
        Page.objects.live()
        .in_menu()
        .filter(depth=MENU_DEPTH, locale__language_code=language)
        .order_by("path")
    )
    return pages


def translations_of(page: Any) -> QuerySet[Page]:
    """Return the published versions of a page in every language, itself included."""
    versions: QuerySet[Page] = (
        Page.objects.live().filter(translation_key=page.translation_key).select_related("locale")
    )
    return versions


def bookable_services() -> QuerySet[Service]:
    """Return what can be booked online, in the order of the price list, as it is offered."""
    services: QuerySet[Service] = (
        Service.objects.filter(is_archived=False, is_bookable_online=True)
        .select_related("category", "photo")
        .prefetch_related(*offer_lookups())
    )
    return services


def price_list() -> QuerySet[ServiceCategory]:
    """Return the categories that have services, each with ``current_services``. Five queries."""
    current = (
        Service.objects.filter(is_archived=False)
        .select_related("photo")
        .prefetch_related(*offer_lookups())
    )
    categories: QuerySet[ServiceCategory] = ServiceCategory.objects.filter(
        pk__in=Service.objects.filter(is_archived=False).values("category")
    ).prefetch_related(Prefetch("services", queryset=current, to_attr="current_services"))
    return categories


def team_members() -> QuerySet[StaffMember]:
    """Return the people who can be booked, with photos and ``known_skills``. Four queries."""
    skills = StaffSkill.objects.filter(service__is_archived=False).select_related(
        "service__category"
    )
    members: QuerySet[StaffMember] = (
        StaffMember.objects.filter(is_archived=False)
        .select_related("photo")
        .prefetch_related(
            "photo__renditions", Prefetch("skills", queryset=skills, to_attr="known_skills")
        )
    )
    return members
