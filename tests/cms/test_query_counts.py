"""Pages cost the same with one row and with three."""

import pytest
from django.core.files.images import ImageFile
from PIL import Image as Drawing
from wagtail.images.models import Image

from cms.models import HomePage
from cms.seeding.copy import listed, section, stored
from tests.cms.conftest import CUTS_PICTURES
from tests.salons.factories import (
    AddOnFactory,
    ServiceCategoryFactory,
    ServiceFactory,
    StaffMemberFactory,
)

pytestmark = [pytest.mark.django_db, *CUTS_PICTURES]
# Host, two times the search path, site, locale, page and its ancestors, translations, menu, root
# paths, profile, hours; then what the page itself shows.
HOME, SERVICES, TEAM, CONTACT = 29, 22, 20, 17


def picture(tmp_path, name):
    file = tmp_path / f"{name}.png"
    Drawing.new("RGB", (40, 50), "white").save(file)
    with file.open("rb") as opened:
        return Image.objects.create(title=name, file=ImageFile(opened, name=file.name))


@pytest.fixture
def fill(in_noor, tmp_path):
    """Return a function that gives the salon ``count`` of everything."""

    def fill(count):
        services = [
            ServiceFactory(
                category=ServiceCategoryFactory(), photo=picture(tmp_path, f"service{number}")
            )
            for number in range(count)
        ]
        for _ in range(count):
            AddOnFactory(services=services)
        for number in range(count):
            photo = picture(tmp_path, f"person{number}")
            StaffMemberFactory(services=services, photo=photo)
        images = [
            {"image": picture(tmp_path, f"gallery{n}").pk, "alt_text": "x", "decorative": False}
            for n in range(count)
        ]
        page = HomePage.objects.get(slug="home")
        page.hero_image = picture(tmp_path, "hero")
        page.sections = stored(
            section("featured_services", heading="a", services=listed(*(s.pk for s in services))),
            section("image_text", heading="b", body="<p>b</p>", image=images[0]),
            section("team", heading="c"),
            section("gallery", heading="d", images=listed(*images)),
            section("visit", heading="e"),
        )
        page.save()

    return fill


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [("", HOME), ("services/", SERVICES), ("team/", TEAM), ("contact/", CONTACT)],
)
def test_page_costs_the_same(visitor, fill, django_assert_num_queries, count, path, queries):
    fill(count)
    # The first visit cuts the pictures to size and fills the caches.
    visitor.get(f"/ar/{path}")
    with django_assert_num_queries(queries):
        assert visitor.get(f"/ar/{path}").status_code == 200
