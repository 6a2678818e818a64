"""The catalogue by the API: all that is public of services and people, in few statements."""

import pytest
from django.test import Client
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from salons.models import AddOn, ResourceType, Service, StaffMember, StaffSkill
from tests.booking.conftest import make_catalogue
from tests.salons.factories import ServiceFactory, StaffMemberFactory

SAR_115 = {"amount": 11500, "currency": "SAR"}


@pytest.fixture
def catalogue(in_noor):
    return make_catalogue()


@pytest.fixture
def get(in_noor):
    client = Client(HTTP_HOST="noor.localhost", headers={"Accept-Language": "en"})
    return lambda what: client.get(f"/api/{what}/").json()["results"]


def picture():
    return Image.objects.create(title="x", file=get_test_image_file(size=(64, 64)))


def test_service_tells_everything_public(catalogue, get):
    sara, mona = (stylist.pk for stylist in catalogue.stylists)
    kind = ResourceType.objects.create(name_ar="كرسي", name_en="chair")
    mask = AddOn.objects.create(name_ar="ماسك", name_en="Mask", minutes=15, price_minor=3000)
    gone = AddOn.objects.create(name_ar="x", name_en="x", price_minor=1, is_archived=True)
    catalogue.service.add_ons.set([mask, gone])
    StaffSkill.objects.filter(staff=mona).update(duration_minutes=75, price_minor=20000)
    Service.objects.update(
        processing_minutes=30, finishing_minutes=20, buffer_before_minutes=5, cleanup_minutes=10,
        price_kind="by_staff", clientele="women", women_staff_only=True, capacity=2,
        resource_type=kind, needs_patch_test=True, minimum_notice_minutes=120, horizon_days=14,
    )  # fmt: skip
    [service] = get("services")
    assert service == {
        "id": catalogue.service.pk,
        "name": catalogue.service.name_en,
        "description": "",
        "category": "Hair",
        "category_id": catalogue.service.category_id,
        "duration_minutes": 60,
        "processing_minutes": 30,
        "finishing_minutes": 20,
        "visit_minutes": 110,
        "buffer_before_minutes": 5,
        "cleanup_minutes": 10,
        "price": SAR_115,
        "price_kind": "by_staff",
        "clientele": "women",
        "women_staff_only": True,
        "capacity": 2,
        "needs_patch_test": True,
        "resource_type": {"id": kind.pk, "name": "chair"},
        "minimum_notice_minutes": 120,
        "horizon_days": 14,
        "add_ons": [
            {
                "id": mask.pk,
                "name": "Mask",
                "minutes": 15,
                "price": {"amount": 3000, "currency": "SAR"},
            }
        ],
        "photo": None,
        "staff": [sara, mona],
        "by_staff": [
            {"staff": sara, "duration_minutes": 60, "price": SAR_115},
            {
                "staff": mona,
                "duration_minutes": 75,
                "price": {"amount": 20000, "currency": "SAR"},
            },
        ],
    }


def test_person_tells_her_own_terms(catalogue, get):
    sara = catalogue.stylists[0]
    StaffSkill.objects.filter(staff=sara).update(duration_minutes=45)
    assert get("staff")[0] == {
        "id": sara.pk,
        "name": sara.name_en,
        "title": "",
        "bio": "",
        "photo": None,
        "services": [catalogue.service.pk],
        "skills": [{"service": catalogue.service.pk, "duration_minutes": 45, "price": SAR_115}],
    }


def test_men_are_not_named_for_what_women_do(catalogue, get):
    khalid = catalogue.stylists[0]
    StaffMember.objects.filter(pk=khalid.pk).update(gender="men")
    Service.objects.update(women_staff_only=True)
    assert get("services")[0]["staff"] == [catalogue.stylists[1].pk]
    assert get("staff")[0]["services"] == []


@pytest.mark.parametrize(("what", "small"), [("services", "480x320"), ("staff", "320x400")])
def test_pictures_are_addresses_of_renditions(catalogue, in_noor, get, what, small):
    (Service if what == "services" else StaffMember).objects.update(photo=picture())
    photo = get(what)[0]["photo"]
    assert photo["small"].startswith(f"http://noor.localhost/media/{in_noor.uuid}/images/")
    assert small in photo["small"]
    assert set(photo) == {"small", "large"}
    assert get(what)[0]["photo"] == photo


def test_picture_whose_file_is_gone_is_none(catalogue, get):
    image = picture()
    Service.objects.update(photo=image)
    image.file.storage.delete(image.file.name)
    assert get("services")[0]["photo"] is None


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("what", "most"), [("services", 7), ("staff", 6)])
def test_lists_cost_the_same_however_long(
    catalogue, get, count, what, most, django_assert_num_queries
):
    for _more in range(count):
        service = ServiceFactory(photo=picture())
        StaffMemberFactory(services=[service, catalogue.service], photo=picture())
    get(what)
    with django_assert_num_queries(most):
        assert len(get(what)) >= count
