import pytest
from wagtail.models import Locale, Page, Site

from cms.models import ContactPage, HomePage, ServicesPage, TeamPage
from cms.seeding.pages import seed_pages, set_site_address

pytestmark = pytest.mark.django_db
TREE = [
    (1, "root", Page, "ar"),
    (2, "home", HomePage, "ar"),
    (3, "services", ServicesPage, "ar"),
    (3, "team", TeamPage, "ar"),
    (3, "contact", ContactPage, "ar"),
    (2, "home-en", HomePage, "en"),
    (3, "services", ServicesPage, "en"),
    (3, "team", TeamPage, "en"),
    (3, "contact", ContactPage, "en"),
]


def tree():
    pages = Page.objects.order_by("path").specific()
    return [(page.depth, page.slug, type(page), page.locale.language_code) for page in pages]


def test_salon_starts_with_both_trees(in_noor):
    assert tree() == TREE
    assert sorted(Locale.objects.values_list("language_code", flat=True)) == ["ar", "en"]


def test_seeding_twice_changes_nothing(in_noor):
    before = list(Page.objects.order_by("pk").values_list("pk", "translation_key"))
    seed_pages()
    assert list(Page.objects.order_by("pk").values_list("pk", "translation_key")) == before


def test_english_pages_are_translations_of_the_arabic_ones(in_noor):
    arabic = Page.objects.filter(locale__language_code="ar", depth__gt=1)
    english = Page.objects.filter(locale__language_code="en")
    keys = set(arabic.values_list("translation_key", flat=True))
    assert keys == set(english.values_list("translation_key", flat=True))
    assert len(keys) == 4


def test_site_has_the_salons_address(in_noor, settings):
    settings.PUBLIC_PORT = "8000"
    set_site_address(in_noor)
    site = Site.objects.get()
    assert (site.hostname, site.port, site.is_default_site) == ("noor.localhost", 8000, True)
    assert site.root_page.slug == "home"


@pytest.mark.parametrize(("scheme", "port"), [("http", 80), ("https", 443)])
def test_site_without_a_port_has_the_schemes(in_noor, settings, scheme, port):
    settings.PUBLIC_PORT, settings.PLATFORM_SCHEME = "", scheme
    set_site_address(in_noor)
    assert Site.objects.get().port == port
