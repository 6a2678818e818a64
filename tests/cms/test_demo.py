import pytest
from django.test import Client
from django_tenants.utils import tenant_context
from wagtail.images.models import Image

from accounts.models import User
from cms.seeding.demo.loading import seed_demo
from cms.seeding.demo.people import PEOPLE, RECEPTION_NOOR, STYLIST_NOOR
from salons.domain.calendar.hijri import hijri_of
from salons.models import (
    AddOn,
    OpeningHours,
    Season,
    Service,
    SpecialDay,
    StaffBreak,
    StaffMember,
    StaffSkill,
)
from tenants.domain.people.membership import role_in
from tenants.models import Tenant
from tests.cms.conftest import CUTS_PICTURES

pytestmark = [pytest.mark.django_db, *CUTS_PICTURES]


@pytest.fixture
def demo(noor, reem):
    """The demo in the two empty salons."""
    assert seed_demo() == ["noor", "reem"]


def counts():
    found = {}
    for tenant in Tenant.objects.exclude(schema_name="public"):
        with tenant_context(tenant):
            found[tenant.schema_name] = [
                model.objects.count() for model in (Service, StaffMember, Image, OpeningHours)
            ]
    return found


def test_demo_is_made_once(demo):
    before = counts()
    assert before == {"noor": [15, 5, 14, 7], "reem": [14, 6, 14, 7]}
    people = User.objects.count()
    assert seed_demo() == []
    assert counts() == before
    assert User.objects.count() == people


def test_demo_people_can_sign_in(demo, noor):
    users = User.objects.filter(phone_number__in=[person.phone for person in PEOPLE])
    assert users.filter(is_phone_verified=True, is_active=True).count() == len(PEOPLE)
    assert list(users.filter(is_superuser=True).values_list("phone_number", flat=True)) == [
        "+966500000009"
    ]
    assert role_in(users.get(phone_number=RECEPTION_NOOR), noor) == "reception"
    stylist = users.get(phone_number=STYLIST_NOOR)
    assert role_in(stylist, noor) == "stylist"
    with tenant_context(noor):
        assert StaffMember.objects.get(user_id=stylist.pk).sort_order == 1


def test_demo_pages_are_shown_with_pictures(demo):
    for host in ("noor.localhost", "reem.localhost"):
        visitor = Client(HTTP_HOST=host)
        for path in ("/ar/", "/en/", "/ar/team/", "/en/team/"):
            html = visitor.get(path).text
            assert "<img" in html, path
            assert " style=" not in html, path


def test_demo_catalogue_can_be_booked(demo, noor, reem):
    for tenant, nights in ((noor, 0), (reem, 2)):
        with tenant_context(tenant):
            assert not Service.objects.filter(skills=None).exists()
            assert not StaffMember.objects.filter(shifts=None).exists()
            assert sum(each.is_past_midnight for each in OpeningHours.objects.all()) == nights


def test_demo_shows_off_what_a_catalogue_can_say(demo, noor, reem):
    for tenant in (noor, reem):
        with tenant_context(tenant):
            services = Service.objects.all()
            for service in services:
                service.full_clean()
            assert services.filter(processing_minutes__gt=0, finishing_minutes__gt=0).exists()
            assert services.filter(capacity__gt=1).exists()
            assert services.filter(women_staff_only=True, resource_type__units__isnull=False)
            assert services.filter(photo__isnull=False).exists()
            assert StaffSkill.objects.filter(price_minor__isnull=False).exists()
            assert not AddOn.objects.filter(services=None).exists()
            assert StaffBreak.objects.exists()
            assert Season.objects.get(first_month=9).label_en == "Ramadan"


def test_demo_keeps_eid(demo, noor, reem):
    with tenant_context(noor):
        first, second = SpecialDay.objects.all()
        assert (second.date - first.date).days == 1
        assert hijri_of(first.date)[1:] == (10, 1)
        assert [day.hours.count() for day in (first, second)] == [0, 1]
    with tenant_context(reem):
        assert Season.objects.get(first_month=10).hours.count() == 0
