"""The catalogue in the back office: services, people, settings of the salon."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.contrib.settings.models import register_setting
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from salons.domain.removal import remove_from_catalogue
from salons.models import (
    BookingRules,
    SalonProfile,
    Service,
    ServiceCategory,
    StaffMember,
)
from salons.panels import CATEGORY_PANELS, PROFILE_FORM, SERVICE_PANELS, STAFF_FORM
from salons.rules_panels import RULES_FORM


def _archived(row: Service | StaffMember) -> str:
    return _("Archived") if row.is_archived else ""


class ServiceViewSet(SnippetViewSet):
    model = Service
    icon = "tag"
    sort_order_field = "sort_order"
    copy_view_enabled = False
    list_display = [
        "__str__",
        "category",
        Column("price", label=gettext_lazy("Price")),
        Column("duration_minutes", label=gettext_lazy("Minutes"), sort_key="duration_minutes"),
        BooleanColumn("is_bookable_online", label=gettext_lazy("Bookable online")),
        Column("archived", label="", accessor=_archived),
    ]
    list_filter = ["category", "is_bookable_online", "is_archived"]
    search_fields = ["name_ar", "name_en"]
    panels = SERVICE_PANELS

    def get_queryset(self, request: HttpRequest) -> QuerySet[Service]:
        return Service.objects.select_related("category")


class ServiceCategoryViewSet(SnippetViewSet):
    model = ServiceCategory
    icon = "list-ul"
    sort_order_field = "sort_order"
    copy_view_enabled = False
    list_display = ["__str__"]
    panels = CATEGORY_PANELS


class StaffMemberViewSet(SnippetViewSet):
    model = StaffMember
    icon = "group"
    sort_order_field = "sort_order"
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("title", label=gettext_lazy("Job title")),
        BooleanColumn("is_bookable_online", label=gettext_lazy("Bookable online")),
        Column("archived", label="", accessor=_archived),
    ]
    list_filter = ["is_bookable_online", "is_archived"]
    search_fields = ["name_ar", "name_en"]
    edit_handler = STAFF_FORM


class CatalogueGroup(SnippetViewSetGroup):
    """One entry of the menu for what a salon sells and who does it."""

    items = (ServiceViewSet, ServiceCategoryViewSet, StaffMemberViewSet)
    menu_label = gettext_lazy("Services and team")
    menu_name = "catalogue"
    menu_icon = "tag"
    menu_order = 150


register_snippet(CatalogueGroup)
SalonProfile.edit_handler = PROFILE_FORM  # type: ignore[attr-defined]  # read by the settings' view
register_setting(SalonProfile, icon="home", order=1)
BookingRules.edit_handler = RULES_FORM  # type: ignore[attr-defined]
register_setting(BookingRules, icon="calendar-check", order=2)


@hooks.register("before_delete_snippet")
def archive_what_was_booked(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Remove services and people by the catalogue's rule; leave other rows to Wagtail."""
    rows = [row for row in instances if isinstance(row, Service | StaffMember)]
    if request.method != "POST" or not rows:
        return None
    for row in rows:
        name = str(row)
        if remove_from_catalogue(row):
            messages.success(request, _("“%(name)s” is deleted.") % {"name": name})
        else:
            text = _("“%(name)s” is archived: it has appointments.") % {"name": name}
            messages.success(request, text)
    return redirect(type(rows[0]).snippet_viewset.get_url_name("list"))
