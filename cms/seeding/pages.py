"""The first pages of a storefront, in Arabic and English."""

from typing import Any

from django.conf import settings
from wagtail.models import Locale, Page, Site

from cms.models import ContactPage, HomePage, ServicesPage, TeamPage
from cms.seeding.copy import HOME_PAGES, INNER_PAGES

ROOT_TITLE = "الموقع · Site"
STANDARD_PORTS = {"http": 80, "https": 443}
PAGE_MODELS = {"services": ServicesPage, "team": TeamPage, "contact": ContactPage}


def seed_pages() -> None:
    """Make the page tree in the current schema: Arabic is the site's root, English its translation.

    Takes Wagtail's welcome page away. A second call changes nothing.
    """
    if HomePage.objects.exists():
        return
    Page.objects.filter(depth=2).delete()
    # The back office shows it above both home pages.
    Page.objects.filter(depth=1).update(title=ROOT_TITLE, draft_title=ROOT_TITLE)
    locales = {code: _locale(code) for code, _name in settings.LANGUAGES}
    homes = {code: _seed_tree(code, locale) for code, locale in locales.items()}
    for code, home in homes.items():
        _link_translations(homes["ar"], home, is_original=code == "ar")
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", port=80, root_page=homes["ar"], is_default_site=True)


def set_site_address(tenant: Any) -> None:
    """Set host name, port and name of the salon's Wagtail site from its primary domain."""
    site = Site.objects.get(is_default_site=True)
    site.hostname = tenant.get_primary_domain().domain
    site.port = int(settings.PUBLIC_PORT or STANDARD_PORTS[settings.PLATFORM_SCHEME])
    site.site_name = tenant.name_en[:255]
    site.save()


def _locale(code: str) -> Locale:
    locale: Locale = Locale.objects.get_or_create(language_code=code)[0]
    return locale


def _seed_tree(code: str, locale: Locale) -> HomePage:
    home = HomePage(locale=locale, show_in_menus=True, **HOME_PAGES[code])
    Page.get_first_root_node().add_child(instance=home)
    for slug, fields in INNER_PAGES[code].items():
        page = PAGE_MODELS[slug](locale=locale, slug=slug, show_in_menus=True, **fields)
        home.add_child(instance=page)
    return home


def _link_translations(original: HomePage, home: HomePage, *, is_original: bool) -> None:
    """Give the pages of ``home`` the keys that their Arabic versions have."""
    if is_original:
        return
    keys = {
        page.slug: page.translation_key
        for page in original.get_children().only("slug", "translation_key")
    }
    Page.objects.filter(pk=home.pk).update(translation_key=original.translation_key)
    for page in home.get_children():
        Page.objects.filter(pk=page.pk).update(translation_key=keys[page.slug])
