"""What the owner of a salon does in her back office, and what others cannot."""

import pytest
from django.forms import model_to_dict
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from accounts.models import User
from audit.models import AuditEntry
from cms.models import HomePage
from salons.models import SalonProfile, Service, StaffMember
from tenants.domain.people.membership import add_member
from tenants.models import DirectoryListing
from tests.accounts_factories import UserFactory
from tests.booking.conftest import book, make_catalogue
from tests.clients import client_of
from tests.cms.conftest import NOOR_HOST, NOOR_OWNER
from tests.salons.factories import ServiceFactory, StaffMemberFactory

pytestmark = pytest.mark.django_db
SERVICES = "/manage/snippets/salons/service/"
STAFF = "/manage/snippets/salons/staffmember/"
LOGIN = "/account/login/"
# Queries of the list of services, whatever its length.
SERVICE_LIST = 17


def home_form(page, **changes):
    fields = {
        "title": page.title,
        "slug": page.slug,
        "hero_title": page.hero_title,
        "hero_text": page.hero_text,
        "hero_image": "",
        "seo_title": "",
        "search_description": "",
        "sections": streamfield([]),
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    return nested_form_data(fields | changes)


def service_form(service, **changes):
    fields = {
        "name_ar": service.name_ar,
        "name_en": service.name_en,
        "category": service.category_id,
        "price_minor": "115",
        "duration_minutes": service.duration_minutes,
        "cleanup_minutes": service.cleanup_minutes,
        "description_ar": "",
        "description_en": "",
        "is_bookable_online": "on",
    }
    return fields | changes


@pytest.fixture
def home(in_noor):
    return HomePage.objects.get(slug="home")


def test_owner_publishes_the_home_page_and_visitors_see_it(owner, visitor, home):
    form = home_form(home, hero_title="عنوان جديد")
    response = owner.post(f"/manage/pages/{home.pk}/edit/", form)
    assert response.status_code == 302
    assert "عنوان جديد" in visitor.get("/ar/").text


def test_owner_previews_the_page_in_its_language(owner, in_noor):
    page = HomePage.objects.get(slug="home-en")
    address = f"/manage/pages/{page.pk}/edit/preview/"
    owner.post(address, home_form(page, hero_title="Only a draft"))
    html = owner.get(address).text
    assert '<html lang="en" dir="ltr">' in html
    assert "Only a draft" in html
    assert HomePage.objects.get(pk=page.pk).hero_title != "Only a draft"


def test_owner_changes_the_salons_colour_and_name(owner, visitor, in_noor):
    profile = SalonProfile.load()
    known = {name: value for name, value in model_to_dict(profile).items() if value is not None}
    fields = known | {"name_en": "Noor House", "accent": "#1f6f6b"}
    address = f"/manage/settings/salons/salonprofile/{profile.pk}/"
    assert owner.post(address, fields).status_code == 302
    html = visitor.get("/en/").text
    assert "Noor House" in html
    assert "theme.css?v=1f6f6b" in html
    assert DirectoryListing.objects.get().name_en == "Noor House"


def test_owner_sees_and_edits_prices_in_riyals(owner, visitor, in_noor):
    service = ServiceFactory(price_minor=11500)
    address = f"{SERVICES}edit/{service.pk}/"
    assert 'value="115' in owner.get(address).text
    assert owner.post(address, service_form(service, price_minor="175.50")).status_code == 302
    service.refresh_from_db()
    assert service.price_minor == 17550
    assert "SAR 175.50" in visitor.get("/en/services/").text


@pytest.mark.parametrize("price", ["-1", "abc", "1.005", ""])
def test_odd_prices_are_refused(owner, in_noor, price):
    service = ServiceFactory(price_minor=11500)
    form = service_form(service, price_minor=price)
    assert owner.post(f"{SERVICES}edit/{service.pk}/", form).status_code == 200
    service.refresh_from_db()
    assert service.price_minor == 11500


def test_edit_of_a_price_is_in_the_audit_log(owner, in_noor):
    service = ServiceFactory(price_minor=11500)
    owner.post(f"{SERVICES}edit/{service.pk}/", service_form(service, price_minor="120"))
    entry = AuditEntry.objects.filter(object_pk=str(service.pk)).latest("pk")
    assert entry.changes == {"price_minor": ["11500", "12000"]}
    assert entry.actor == User.objects.get(phone_number=NOOR_OWNER)
    assert (entry.schema_name, entry.host) == ("noor", NOOR_HOST)


def test_edit_of_a_page_is_in_the_audit_log(owner, home):
    owner.post(f"/manage/pages/{home.pk}/edit/", home_form(home, hero_title="x"))
    entries = AuditEntry.objects.filter(object_pk=str(home.pk), content_type__model="homepage")
    verbs = [entry.additional_data["verb"] for entry in entries.order_by("pk")]
    assert verbs == ["wagtail.edit", "wagtail.publish"]
    assert entries.order_by("pk")[0].changes["hero_title"] == [home.hero_title, "x"]
    assert {entry.actor.phone_number for entry in entries} == {NOOR_OWNER}


def test_pictures_are_in_the_audit_log(owner, in_noor):
    picture = Image.objects.create(title="Door", file=get_test_image_file())
    url = f"/manage/images/{picture.pk}/"
    owner.post(url, {"title": "The door", "collection": picture.collection_id, "tags": ""})
    owner.post(f"{url}delete/")
    entries = AuditEntry.objects.filter(object_pk=str(picture.pk), content_type__model="image")
    actions = [(e.action, e.actor and e.actor.phone_number) for e in entries.order_by("pk")]
    assert actions == [(0, None), (1, NOOR_OWNER), (2, NOOR_OWNER)]
    changed = entries.get(action=AuditEntry.Action.UPDATE)
    assert changed.changes["title"] == ["Door", "The door"]


def test_home_page_cannot_be_removed(owner, home):
    for action in ("delete", "unpublish", "move"):
        owner.post(f"/manage/pages/{home.pk}/{action}/")
    home.refresh_from_db()
    assert home.live


def test_second_home_page_cannot_be_added(owner, home):
    response = owner.get(f"/manage/pages/add/cms/homepage/{home.get_parent().pk}/")
    assert response.status_code == 302
    assert HomePage.objects.count() == 2


@pytest.mark.parametrize(
    "path",
    [
        "/manage/",
        SERVICES,
        STAFF,
        "/manage/pages/3/edit/",
        "/manage/settings/salons/salonprofile/1/",
    ],
)
def test_owner_of_another_salon_is_refused(outsider, path):
    response = outsider.get(path)
    assert response.status_code == 302
    assert LOGIN in response["Location"] or response["Location"] == "/manage/"
    assert outsider.get("/manage/").status_code in (302, 403)


def test_owner_of_another_salon_changes_nothing(outsider, home):
    service = ServiceFactory(price_minor=11500)
    outsider.post(f"{SERVICES}edit/{service.pk}/", service_form(service, price_minor="1"))
    outsider.post(f"/manage/pages/{home.pk}/edit/", home_form(home, hero_title="taken"))
    service.refresh_from_db()
    assert service.price_minor == 11500
    assert HomePage.objects.get(pk=home.pk).hero_title == home.hero_title


def test_stranger_is_led_to_sign_in(visitor):
    response = visitor.get("/manage/")
    assert response.status_code == 302
    assert response["Location"].startswith(LOGIN)


def test_receptionist_edits_neither_prices_nor_pages(noor, in_noor, home):
    user = UserFactory()
    add_member(user, noor, role="reception")
    client = client_of(user, NOOR_HOST)
    service = ServiceFactory(price_minor=11500)
    client.post(f"{SERVICES}edit/{service.pk}/", service_form(service, price_minor="1"))
    client.post(f"/manage/pages/{home.pk}/edit/", home_form(home, hero_title="taken"))
    service.refresh_from_db()
    assert service.price_minor == 11500
    assert HomePage.objects.get(pk=home.pk).hero_title == home.hero_title


def test_menu_has_what_a_salon_needs(owner):
    html = owner.get("/manage/").text
    for name in ("catalogue", "images", "settings"):
        assert f'"name": "{name}"' in html
    for name in ("reports", "help", "documents", "users"):
        assert f'"name": "{name}"' not in html


def test_staff_form_names_nobody_of_the_platform(owner, in_noor):
    UserFactory(first_name="Unconnected")
    member = StaffMemberFactory()
    html = owner.get(f"{STAFF}edit/{member.pk}/").text
    assert "Unconnected" not in html
    assert 'name="user"' not in html


def test_unbooked_service_is_deleted(owner, in_noor):
    service = ServiceFactory()
    owner.post(f"{SERVICES}delete/{service.pk}/")
    assert not Service.objects.filter(pk=service.pk).exists()


def test_booked_service_and_person_are_archived(frozen_now, owner, in_noor):
    catalogue = make_catalogue()
    person = catalogue.stylists[0]
    book(catalogue, staff=person)
    owner.post(f"{SERVICES}delete/{catalogue.service.pk}/")
    owner.post(f"{STAFF}delete/{person.pk}/")
    assert Service.objects.get(pk=catalogue.service.pk).is_archived
    assert StaffMember.objects.get(pk=person.pk).is_archived


def test_booked_services_survive_deletion_in_bulk(frozen_now, owner, in_noor):
    catalogue = make_catalogue()
    book(catalogue)
    free = ServiceFactory()
    ids = f"id={catalogue.service.pk}&id={free.pk}"
    owner.post(f"/manage/bulk/salons/service/delete/?{ids}&next=/manage/")
    assert list(Service.objects.values_list("pk", "is_archived")) == [(catalogue.service.pk, True)]


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_services_costs_the_same(owner, in_noor, django_assert_num_queries, count):
    for _ in range(count):
        ServiceFactory()
    owner.get(SERVICES)
    with django_assert_num_queries(SERVICE_LIST):
        assert owner.get(SERVICES).status_code == 200


def test_no_picture_is_needed_by_any_page(visitor, in_noor):
    assert not Image.objects.exists()
    assert visitor.get("/ar/").status_code == 200
