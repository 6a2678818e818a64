"""Rooms, chairs and devices, by kind."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from salons.backoffice.columns import archived_column
from salons.backoffice.layout import both_languages
from salons.backoffice.units import UnitsPanel
from salons.models import ResourceType
from salons.queries import listed_kinds

ROOM_FORM = ObjectList(
    [
        both_languages("name", _("Name")),
        UnitsPanel(
            heading=_("Which there are"),
            label=_("room or device"),
            help_text=_(
                "One line for each: two lines mean that two customers can have one at a time."
            ),
        ),
        FieldPanel("is_archived"),
    ]
)


class RoomsEditView(EditView):
    """Says which rows were kept because they are booked."""

    def save_instance(self) -> Any:
        instance = super().save_instance()
        for unit in self.form.formsets["units"].kept:
            text = gettext("“%(name)s” is archived: it has appointments.") % {"name": unit}
            messages.info(self.request, text)
        return instance


class ResourceTypeViewSet(SnippetViewSet):
    model = ResourceType
    icon = "home"
    sort_order_field = "sort_order"
    copy_view_enabled = False
    edit_view_class = RoomsEditView
    list_display = [
        "__str__",
        Column("unit_count", label=_("Quantity"), sort_key="unit_count"),
        Column("service_count", label=_("Services that need it"), sort_key="service_count"),
        archived_column(),
    ]
    list_filter = ["is_archived"]
    search_fields = ["name_ar", "name_en"]
    edit_handler = ROOM_FORM

    def get_queryset(self, request: HttpRequest) -> QuerySet[ResourceType]:
        return listed_kinds()
