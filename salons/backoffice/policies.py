"""Exceptions to the policy: other terms for some services, customers or days."""

from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet

from salons.backoffice.layout import both_languages
from salons.backoffice.policy_form import PERIODS, PolicyOverrideForm
from salons.backoffice.policy_preview import PolicyPreviewPanel
from salons.domain.policy import OWN_DATES, period_key
from salons.models import ClientGroup, PolicyOverride

WHERE = [
    FieldPanel("services", widget=CheckboxSelectMultiple),
    FieldPanel("client_group"),
    FieldPanel("period"),
    MultiFieldPanel(
        [
            FieldPanel("calendar"),
            FieldRowPanel([FieldPanel("first_day"), FieldPanel("first_month")]),
            FieldRowPanel([FieldPanel("last_day"), FieldPanel("last_month")]),
        ],
        heading=_("Other days"),
        help_text=_("Only for “other days, as below”. They come again every year."),
        classname="collapsed",
    ),
]
TERMS = [
    FieldPanel("deposit_kind"),
    FieldRowPanel([FieldPanel("deposit_minor"), FieldPanel("deposit_percent")]),
    FieldPanel("free_cancellation_hours"),
    FieldRowPanel([FieldPanel("cancellation_fee_percent"), FieldPanel("no_show_fee_percent")]),
    FieldRowPanel([FieldPanel("late_grace_minutes"), FieldPanel("moves_allowed")]),
]
POLICY_FORM = ObjectList(
    [
        both_languages("label", _("Name, for you alone")),
        MultiFieldPanel(WHERE, heading=_("Where it holds"), icon="calendar-alt"),
        MultiFieldPanel(
            TERMS,
            heading=_("What is different"),
            help_text=_("Empty: as in the booking rules."),
            icon="tag",
        ),
        PolicyPreviewPanel(heading=_("What customers read")),
        FieldPanel("is_active"),
    ],
    base_form_class=PolicyOverrideForm,
)


class PolicyOverrideViewSet(SnippetViewSet):
    model = PolicyOverride
    icon = "tag"
    menu_label = _("Exceptions to the policy")
    menu_name = "policy-exceptions"
    menu_order = 3
    add_to_settings_menu = True
    sort_order_field = "sort_order"
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("services", label=_("Services"), accessor=lambda row: _services(row)),
        Column("client_group", label=_("Customers"), accessor=lambda row: _group(row)),
        Column("period", label=_("When"), accessor=lambda row: _period(row)),
        BooleanColumn("is_active", label=_("Active")),
    ]
    list_filter = ["is_active", "client_group"]
    search_fields = ["label_ar", "label_en"]
    edit_handler = POLICY_FORM

    def get_queryset(self, request: HttpRequest) -> QuerySet[PolicyOverride]:
        return PolicyOverride.objects.prefetch_related("services")


def _services(row: PolicyOverride) -> str:
    return gettext("; ").join(str(service) for service in row.services.all()) or gettext(
        "all services"
    )


def _group(row: PolicyOverride) -> str:
    return (
        str(ClientGroup(row.client_group).label) if row.client_group else gettext("all customers")
    )


def _period(row: PolicyOverride) -> str:
    key = period_key(row)
    if key != OWN_DATES:
        return str(dict(PERIODS)[key])
    return f"{row.first_day}/{row.first_month} – {row.last_day}/{row.last_month}"
