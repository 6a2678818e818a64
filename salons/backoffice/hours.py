"""The salon's weekly hours in the back office."""

from django.db.models import F, QuerySet
from django.db.models.functions import Mod
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from salons.models import OpeningHours

WEEKLY = [FieldRowPanel([FieldPanel("weekday"), FieldPanel("starts"), FieldPanel("ends")])]


class OpeningHoursViewSet(SnippetViewSet):
    model = OpeningHours
    icon = "time"
    copy_view_enabled = False
    list_display = ["__str__"]
    panels = WEEKLY

    def get_queryset(self, request: HttpRequest) -> QuerySet[OpeningHours]:
        """Begin with Sunday, as the Saudi week does."""
        sunday_first = Mod(F("weekday") + 1, 7)
        return OpeningHours.objects.order_by(sunday_first, "starts")
