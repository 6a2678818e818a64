"""Pages of a salon's storefront. Two trees: Arabic under ``home``, English under ``home-en``."""

from typing import Any

from django.db import models
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.models.pages import PagePermissionTester

from cms.blocks import BodyBlock, SectionsBlock
from cms.checklist.models import DismissedStep as DismissedStep
from cms.fields import SectionsField
from cms.queries import price_list, team_members


class StorefrontPage(Page):
    """A page for everybody: Wagtail's ways to hide one behind a password are left out."""

    private_page_options: list[str] = []

    class Meta:
        abstract = True


class HomePermissionTester(PagePermissionTester):
    """A home page is edited, never removed: without it the whole site is gone."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False


class HomePage(StorefrontPage):
    """The front of the house."""

    hero_title = models.CharField(
        _("headline"),
        max_length=90,
        blank=True,
        help_text=_("Without one the salon's tagline is shown."),
    )
    hero_text = models.CharField(_("text under the headline"), max_length=240, blank=True)
    hero_image = models.ForeignKey(
        get_image_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
        help_text=_("Upright pictures look best. Without one an ornament in your colour is shown."),
    )
    sections = SectionsField(SectionsBlock(), blank=True, verbose_name=_("sections"))

    template = "cms/pages/home.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.ServicesPage", "cms.TeamPage", "cms.ContactPage", "cms.ContentPage"]
    # One for each language; seeding makes both.
    max_count = 2
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("hero_title"), FieldPanel("hero_text"), FieldPanel("hero_image")],
            heading=_("First screen"),
        ),
        FieldPanel("sections"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def permissions_for_user(self, user: Any) -> HomePermissionTester:
        return HomePermissionTester(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        prefetch_related_objects([self], "hero_image__renditions")
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context


class IntroPage(StorefrontPage):
    """A page under the home page that begins with a few words."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        abstract = True


class ServicesPage(IntroPage):
    """The price list, always as the catalogue has it."""

    template = "cms/pages/services.html"

    class Meta:
        verbose_name = _("services page")
        verbose_name_plural = _("services pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"categories": price_list()}


class TeamPage(IntroPage):
    """The people of the salon."""

    template = "cms/pages/team.html"

    class Meta:
        verbose_name = _("team page")
        verbose_name_plural = _("team pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"members": team_members()}


class ContactPage(IntroPage):
    """Address, hours, ways to talk."""

    template = "cms/pages/contact.html"

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")


class ContentPage(StorefrontPage):
    """Anything else that a salon wants to say: policies, offers, its story."""

    body = SectionsField(BodyBlock(), blank=True, verbose_name=_("content"))

    template = "cms/pages/content.html"
    parent_page_types = ["cms.HomePage", "cms.ContentPage"]
    subpage_types = ["cms.ContentPage"]
    content_panels = [*Page.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
