"""The team: who works here, what each does and when."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    Panel,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from salons.backoffice.columns import archived_column, online_column
from salons.backoffice.hours import WEEKLY
from salons.backoffice.layout import Tab, both_languages
from salons.models import StaffMember
from salons.queries import listed_team

# Not ``user``: its list would name every person of the platform.
PERSON = [
    both_languages("name", _("Name")),
    both_languages("title", _("Job title")),
    both_languages("bio", _("About")),
    FieldPanel("photo"),
    FieldPanel("gender"),
    MultiFieldPanel(
        [FieldPanel("is_bookable_online"), FieldPanel("is_archived")], heading=_("Shown where")
    ),
]
SKILLS = [
    MultipleChooserPanel(
        "skills",
        chooser_field_name="service",
        panels=[
            FieldPanel("service"),
            FieldRowPanel([FieldPanel("duration_minutes"), FieldPanel("price_minor")]),
        ],
        label=_("Service"),
        help_text=_("Without a duration or price of her own those of the price list count."),
    )
]


def stretches(relation: str, label: str, **options: object) -> InlinePanel:
    """Return the rows of a person's stretches of time."""
    ends = FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")])
    panels: list[Panel] = [ends, FieldPanel("reason")]
    return InlinePanel(relation, panels, label=label, **options)


WEEK = [
    InlinePanel(
        "shifts",
        WEEKLY,
        heading=_("Shifts"),
        label=_("Shift"),
        help_text=_(
            "Several a day are possible. Without any she works whenever the salon is open."
        ),
    ),
    InlinePanel("breaks", [*WEEKLY, FieldPanel("label")], heading=_("Breaks"), label=_("Break")),
    FieldPanel("daily_cap"),
]
DATES = [
    stretches("time_off", _("Absence"), heading=_("Time off")),
    stretches(
        "extra_hours",
        _("Extra hours"),
        heading=_("Extra hours"),
        help_text=_("On single days beyond the shifts, while the salon is open."),
    ),
]
STAFF_FORM = TabbedInterface(
    [
        Tab(PERSON, heading=_("Person"), key="person"),
        Tab(SKILLS, heading=_("Services"), key="services"),
        Tab(WEEK, heading=_("Working hours"), key="week"),
        Tab(DATES, heading=_("Time off and extra hours"), key="dates"),
    ]
)


def _working_days(member: StaffMember) -> str:
    """Name the days of the shifts from Sunday, the first day of the Saudi week."""
    days = {shift.weekday for shift in member.shifts.all()}
    if not days:
        return gettext("whenever the salon is open")
    return " · ".join(
        str(WEEKDAYS_ABBR[day]) for day in sorted(days, key=lambda day: (day + 1) % 7)
    )


class StaffMemberViewSet(SnippetViewSet):
    model = StaffMember
    icon = "group"
    sort_order_field = "sort_order"
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("title", label=_("Job title")),
        Column("service_count", label=_("Services"), sort_key="service_count"),
        Column("days", label=_("Working days"), accessor=_working_days),
        online_column(),
        archived_column(),
    ]
    list_filter = ["is_bookable_online", "is_archived"]
    search_fields = ["name_ar", "name_en"]
    edit_handler = STAFF_FORM

    def get_queryset(self, request: HttpRequest) -> QuerySet[StaffMember]:
        return listed_team()
