"""Add-ons: what lengthens a service and costs more."""

from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from salons.backoffice.columns import archived_column
from salons.backoffice.forms import AddOnForm
from salons.backoffice.layout import both_languages
from salons.models import AddOn
from salons.queries import listed_add_ons

ADD_ON_FORM = ObjectList(
    [
        both_languages("name", _("Name")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("price_minor"), FieldPanel("minutes")])],
            heading=_("Price and time"),
        ),
        FieldPanel("services", widget=CheckboxSelectMultiple),
        FieldPanel("is_archived"),
    ],
    base_form_class=AddOnForm,
)


class AddOnViewSet(SnippetViewSet):
    model = AddOn
    icon = "plus"
    sort_order_field = "sort_order"
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("price", label=_("Price"), sort_key="price_minor"),
        Column("minutes", label=_("Minutes"), sort_key="minutes"),
        Column("service_count", label=_("Services"), sort_key="service_count"),
        archived_column(),
    ]
    list_filter = ["is_archived"]
    search_fields = ["name_ar", "name_en"]
    edit_handler = ADD_ON_FORM

    def get_queryset(self, request: HttpRequest) -> QuerySet[AddOn]:
        return listed_add_ons()
