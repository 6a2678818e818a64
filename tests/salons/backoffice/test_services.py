"""The form of a service and the list of them."""

import pytest

from salons.models import Service, StaffSkill
from tests.salons.backoffice.conftest import errors
from tests.salons.factories import (
    ResourceTypeFactory,
    ServiceCategoryFactory,
    ServiceFactory,
    StaffMemberFactory,
)

pytestmark = pytest.mark.django_db
SERVICES = "/manage/snippets/salons/service/"
# Queries of the form, and of the window in which services are chosen.
FORM, CHOOSER = 25, 10


@pytest.fixture
def form(in_noor):
    """Return what the form of a colour sends."""
    return {
        "name_ar": "صبغة",
        "name_en": "Colour",
        "category": ServiceCategoryFactory().pk,
        "price_kind": "from",
        "price_minor": "350",
        "description_ar": "",
        "description_en": "",
        "buffer_before_minutes": "5",
        "duration_minutes": "60",
        "processing_minutes": "35",
        "finishing_minutes": "25",
        "cleanup_minutes": "10",
        "clientele": "women",
        "women_staff_only": "on",
        "resource_type": ResourceTypeFactory().pk,
        "capacity": "1",
        "needs_patch_test": "on",
        "minimum_notice_minutes": "120",
        "horizon_days": "30",
        "is_bookable_online": "on",
    }


def test_owner_adds_a_service_of_all_parts(owner, form):
    assert owner.post(f"{SERVICES}add/", form).status_code == 302
    service = Service.objects.get()
    parts = ("buffer_before", "duration", "processing", "finishing", "cleanup")
    assert [getattr(service, f"{part}_minutes") for part in parts] == [5, 60, 35, 25, 10]
    assert (service.price_kind, service.price_minor, service.visit_minutes) == ("from", 35000, 120)
    assert (service.clientele, service.women_staff_only, service.needs_patch_test) == (
        "women",
        True,
        True,
    )
    assert (service.resource_type.name_en, service.horizon_days) == ("Massage room", 30)


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"processing_minutes": "0"}, "finishing_minutes", "Finishing comes after processing"),
        ({"duration_minutes": "700"}, "duration_minutes", "more than 12 hours"),
        ({"capacity": "8"}, "capacity", "A class has no processing"),
        ({"price_minor": "0"}, "price_minor", "Give the lowest price"),
        ({"minimum_notice_minutes": "20160", "horizon_days": "7"}, "minimum_notice_minutes", "no"),
        ({"cleanup_minutes": "-5"}, "cleanup_minutes", "greater than or equal to 0"),
        ({"duration_minutes": ""}, "duration_minutes", "required"),
        ({"capacity": "0"}, "capacity", "greater than or equal to 1"),
        ({"price_kind": "maybe"}, "price_kind", "valid choice"),
    ],
)
def test_contradiction_is_named_and_nothing_is_written(owner, form, changes, field, message):
    response = owner.post(f"{SERVICES}add/", form | changes)
    assert response.status_code == 200
    assert message in errors(response)[field][0]
    assert not Service.objects.exists()


def test_refusal_speaks_the_owners_language(owner, form):
    owner.cookies["django_language"] = "ar"
    response = owner.post(f"{SERVICES}add/", form | {"cleanup_minutes": "-5"})
    assert not errors(response)["cleanup_minutes"][0].isascii()


def test_archived_kind_of_room_is_offered_to_who_has_it_alone(owner, form):
    kind = ResourceTypeFactory(name_en="Old room", is_archived=True)
    assert "Old room" not in owner.get(f"{SERVICES}add/").text
    response = owner.post(f"{SERVICES}add/", form | {"resource_type": kind.pk})
    assert "Select a valid choice" in errors(response)["resource_type"][0]
    kept = ServiceFactory(resource_type=kind, is_archived=True)
    assert "Old room" in owner.get(f"{SERVICES}edit/{kept.pk}/").text


def test_service_does_not_come_back_to_an_archived_kind(owner, form):
    kind = ResourceTypeFactory(is_archived=True)
    service = ServiceFactory(resource_type=kind, is_archived=True)
    response = owner.post(f"{SERVICES}edit/{service.pk}/", form | {"resource_type": kind.pk})
    assert errors(response) == {"resource_type": ["This kind of room or device is archived."]}
    service.refresh_from_db()
    assert service.is_archived


def test_form_shows_who_is_busy_when(owner, in_noor):
    service = ServiceFactory(duration_minutes=60, processing_minutes=30, finishing_minutes=10)
    html = owner.get(f"{SERVICES}edit/{service.pk}/").text
    # 60 of 100 minutes, once for the team member, once for the customer.
    assert html.count('data-part="duration_minutes" x="0.0" y="0" width="60.0"') == 2
    assert "free for others" in html
    assert "For example:" not in html
    assert "For example:" in owner.get(f"{SERVICES}add/").text


def test_list_names_price_length_and_room(owner, in_noor):
    kind = ResourceTypeFactory()
    parts = {"duration_minutes": 60, "processing_minutes": 30, "finishing_minutes": 15}
    service = ServiceFactory(resource_type=kind, **parts)
    for price in (None, 9900):
        StaffSkill.objects.create(staff=StaffMemberFactory(), service=service, price_minor=price)
    html = owner.get(SERVICES).text
    for text in ("from SAR 99", "105", "Massage room"):
        assert text in html


@pytest.mark.parametrize("count", [1, 3])
def test_chooser_offers_what_is_not_archived_at_the_same_cost(
    owner, in_noor, django_assert_num_queries, count
):
    services = [ServiceFactory() for _ in range(count)]
    archived = ServiceFactory(is_archived=True)
    owner.get("/manage/snippets/choose/salons/service/")
    with django_assert_num_queries(CHOOSER):
        html = owner.get("/manage/snippets/choose/salons/service/").json()["html"]
    assert [each.name_en in html for each in (*services, archived)] == [True] * count + [False]


@pytest.mark.parametrize("count", [1, 3])
def test_form_costs_the_same(owner, in_noor, django_assert_num_queries, count):
    service = [ServiceFactory(resource_type=ResourceTypeFactory()) for _ in range(count)][-1]
    owner.get(f"{SERVICES}edit/{service.pk}/")
    with django_assert_num_queries(FORM):
        assert owner.get(f"{SERVICES}edit/{service.pk}/").status_code == 200
