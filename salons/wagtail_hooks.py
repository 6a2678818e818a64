"""The catalogue in the back office: services, rooms, people, settings of the salon."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.contrib.settings.models import register_setting
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from salons.backoffice.add_ons import AddOnViewSet
from salons.backoffice.booking_rules import RULES_FORM
from salons.backoffice.policies import PolicyOverrideViewSet
from salons.backoffice.profile import PROFILE_FORM
from salons.backoffice.removal import archive_what_was_booked
from salons.backoffice.rooms import ResourceTypeViewSet
from salons.backoffice.services import ServiceCategoryViewSet, ServiceViewSet
from salons.backoffice.team import StaffMemberViewSet
from salons.models import BookingRules, SalonProfile


class CatalogueGroup(SnippetViewSetGroup):
    """One entry of the menu for what a salon sells and who does it."""

    items = (
        ServiceViewSet,
        AddOnViewSet,
        ServiceCategoryViewSet,
        ResourceTypeViewSet,
        StaffMemberViewSet,
    )
    menu_label = _("Services and team")
    menu_name = "catalogue"
    menu_icon = "tag"
    menu_order = 150


register_snippet(CatalogueGroup)
register_snippet(PolicyOverrideViewSet)
SalonProfile.edit_handler = PROFILE_FORM  # type: ignore[attr-defined]  # read by the settings' view
register_setting(SalonProfile, icon="home", order=1)
BookingRules.edit_handler = RULES_FORM  # type: ignore[attr-defined]
register_setting(BookingRules, icon="calendar-check", order=2)
hooks.register("before_delete_snippet", archive_what_was_booked)
