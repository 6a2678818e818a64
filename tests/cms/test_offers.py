"""What visitors read of a service on the price list and on its card."""

import pytest

from cms.models import HomePage
from cms.seeding.copy import listed, section, stored
from salons.models import StaffSkill
from tests.salons.factories import (
    AddOnFactory,
    ResourceTypeFactory,
    ServiceFactory,
    StaffMemberFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_noor")]
PAGE = "/en/services/"


def test_plain_service_says_nothing_more(visitor):
    ServiceFactory(resource_type=ResourceTypeFactory())
    html = visitor.get(PAGE).text
    assert "SAR 115" in html
    for text in ("from SAR", "depends on", "patch test", "service__badges", "service__extras"):
        assert text not in html


def test_visit_is_as_long_as_the_customer_is_there(visitor):
    ServiceFactory(
        buffer_before_minutes=5,
        duration_minutes=60,
        processing_minutes=35,
        finishing_minutes=25,
        cleanup_minutes=15,
    )
    assert "2\xa0h</p>" in visitor.get(PAGE).text


def test_price_by_the_person_is_the_lowest_of_who_can_be_booked(visitor):
    service = ServiceFactory(price_kind="by_staff")
    people = [StaffMemberFactory(is_archived=archived) for archived in (False, False, True)]
    for member, price in zip(people, (20000, 9900, 100), strict=True):
        StaffSkill.objects.create(staff=member, service=service, price_minor=price)
    html = visitor.get(PAGE).text
    assert "from SAR 99<" in html
    assert "depends on the person" in html


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({"clientele": "women"}, "For women"),
        ({"clientele": "men"}, "For men"),
        ({"clientele": "children"}, "For children"),
        ({"women_staff_only": True}, "By women only"),
        ({"capacity": 6}, "Class for up to 6"),
        ({"needs_patch_test": True}, "Needs a patch test 48 hours before"),
        ({"price_kind": "from"}, "from SAR 115"),
    ],
)
def test_fact_of_a_service_is_shown(visitor, facts, text):
    ServiceFactory(**facts)
    assert text in visitor.get(PAGE).text


def test_add_ons_are_listed_without_archived_ones(visitor):
    service = ServiceFactory()
    AddOnFactory(name_en="Toner", minutes=20, price_minor=12000, services=[service])
    AddOnFactory(name_en="Old mask", is_archived=True, services=[service])
    html = visitor.get(PAGE).text
    assert "1 add-on<" in html
    assert "Toner <small>20\xa0min</small>" in html
    assert "+ SAR 120" in html
    assert "Old mask" not in html


def test_card_shows_the_same_price_and_length(visitor):
    parts = {"duration_minutes": 60, "processing_minutes": 20, "finishing_minutes": 10}
    service = ServiceFactory(price_kind="from", women_staff_only=True, **parts)
    page = HomePage.objects.get(slug="home-en")
    page.sections = stored(section("featured_services", heading="a", services=listed(service.pk)))
    page.save()
    html = visitor.get("/en/").text
    for text in ("from SAR 115", "1\xa0h\xa030\xa0min", "By women only"):
        assert text in html
