"""Services and their categories: what a salon sells."""

from django.db.models import QuerySet
from django.forms import Select
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from salons.backoffice.choosing import CurrentChooserViewSet
from salons.backoffice.columns import archived_column, online_column
from salons.backoffice.forms import ServiceForm
from salons.backoffice.layout import Tab, both_languages
from salons.backoffice.parts import PartsPanel
from salons.domain.prices import shown_price
from salons.models import Service, ServiceCategory
from salons.queries import listed_services

OFFER = [
    both_languages("name", _("Name")),
    FieldPanel("category", widget=Select),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("price_kind"), FieldPanel("price_minor")])], heading=_("Price")
    ),
    both_languages("description", _("Description")),
    FieldPanel("photo"),
]
TIME = [
    PartsPanel(heading=_("Who is busy when")),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("buffer_before_minutes"), FieldPanel("duration_minutes")]),
            FieldRowPanel([FieldPanel("processing_minutes"), FieldPanel("finishing_minutes")]),
            FieldPanel("cleanup_minutes"),
        ],
        heading=_("Minutes of each part"),
    ),
]
WHO = [
    FieldPanel("clientele"),
    FieldPanel("women_staff_only"),
    FieldPanel("resource_type", widget=Select),
    FieldPanel("capacity"),
    FieldPanel("needs_patch_test"),
]
BOOKING = [
    MultiFieldPanel(
        [FieldPanel("is_bookable_online"), FieldPanel("is_archived")], heading=_("Shown where")
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("minimum_notice_minutes"), FieldPanel("horizon_days")])],
        heading=_("How soon and how far ahead"),
    ),
]
SERVICE_FORM = TabbedInterface(
    [
        Tab(OFFER, heading=_("Service"), key="service"),
        Tab(TIME, heading=_("Time"), key="time"),
        Tab(WHO, heading=_("For whom and where"), key="who"),
        Tab(BOOKING, heading=_("Booking"), key="booking"),
    ],
    base_form_class=ServiceForm,
)


def _price(service: Service) -> str:
    return str(shown_price(service, [skill.price_minor for skill in service.doers]))


class ServiceViewSet(SnippetViewSet):
    model = Service
    icon = "tag"
    sort_order_field = "sort_order"
    copy_view_enabled = False
    list_display = [
        "__str__",
        "category",
        Column("price", label=_("Price"), accessor=_price, sort_key="price_minor"),
        Column("visit_minutes", label=_("Minutes"), sort_key="duration_minutes"),
        Column("resource_type", label=_("Needs")),
        online_column(),
        archived_column(),
    ]
    list_filter = ["category", "resource_type", "clientele", "is_bookable_online", "is_archived"]
    search_fields = ["name_ar", "name_en"]
    edit_handler = SERVICE_FORM
    chooser_viewset_class = CurrentChooserViewSet
    chooser_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Service]:
        return listed_services()


class ServiceCategoryViewSet(SnippetViewSet):
    model = ServiceCategory
    icon = "list-ul"
    sort_order_field = "sort_order"
    copy_view_enabled = False
    list_display = ["__str__"]
    panels = [both_languages("name", _("Name"))]
