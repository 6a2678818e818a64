"""What is kept between requests carries the salon it belongs to."""

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django_tenants.utils import schema_context, tenant_context
from wagtail.coreutils import get_locales_display_names
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Site

from tests.cms.conftest import CUTS_PICTURES, collected_pictures  # noqa: F401

# Holds nothing of a salon's, under keys of its own.
OF_NO_SALON = {"global"}


@pytest.fixture(autouse=True)
def empty_caches(world):
    yield
    for alias in caches:
        caches[alias].clear()


@pytest.mark.parametrize("alias", sorted(caches))
def test_key_carries_the_salon(world, alias):
    keys = set()
    for schema in ("noor", "reem", "public"):
        with schema_context(schema):
            keys.add(caches[alias].make_key("x"))
            caches[alias].set("x", schema)
    assert len(keys) == (1 if alias in OF_NO_SALON else 3)
    with schema_context("noor"):
        assert (caches[alias].get("x") == "noor") is (alias not in OF_NO_SALON)


def test_site_root_paths_are_the_salons_own(world):
    with schema_context("noor"):
        Site.objects.update(hostname="noor.example")
        Site.clear_site_root_paths_cache()
        assert {root.root_url for root in Site.get_site_root_paths()} == {
            "http://noor.example:8000"
        }
    with schema_context("reem"):
        urls = {root.root_url for root in Site.get_site_root_paths()}
        assert urls == {"http://reem.localhost:8000"}


def test_names_of_languages_are_the_salons_own(world):
    with schema_context("noor"):
        Locale.objects.create(language_code="fr")
        assert len(get_locales_display_names()) == 3
    with schema_context("reem"):
        assert len(get_locales_display_names()) == 2


class TestPictures:
    pytestmark = CUTS_PICTURES

    def test_renditions_of_equal_numbers_are_the_salons_own(self, world):
        urls = []
        for tenant in (world.a, world.b):
            with tenant_context(tenant):
                title = f"{tenant.schema_name}.png"
                picture = Image(pk=5, title=title, file=get_test_image_file(filename=title))
                picture.save()
                urls += [picture.get_rendition("max-80x80").url for _ in range(2)]
        assert urls[0] == urls[1] == f"/media/{world.a.uuid}/images/noor.max-80x80.png"
        assert urls[2] == urls[3] == f"/media/{world.b.uuid}/images/reem.max-80x80.png"

    def test_equal_names_are_files_of_their_own(self, world):
        for tenant in (world.a, world.b):
            with tenant_context(tenant):
                default_storage.save("images/x.png", ContentFile(tenant.schema_name.encode()))
        for tenant in (world.a, world.b):
            with tenant_context(tenant), default_storage.open("images/x.png") as file:
                assert file.read() == tenant.schema_name.encode()
