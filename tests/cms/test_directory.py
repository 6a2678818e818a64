import pytest
from django.test import Client
from django_tenants.utils import tenant_context

from salons.models import SalonProfile
from tenants.domain.life_cycle.states import suspend_salon
from tenants.domain.opening.provisioning import NewSalon, create_salon
from tenants.enums import Audience

pytestmark = pytest.mark.django_db


@pytest.fixture
def platform(db):
    return Client(HTTP_HOST="localhost")


def publish(tenant, **fields):
    with tenant_context(tenant):
        profile = SalonProfile.load()
        for name, value in fields.items():
            setattr(profile, name, value)
        profile.save()


def names(response):
    return [each.listing.name_en for each in response.context["salons"]]


def test_home_lists_open_salons_with_their_address(platform, noor, reem, settings):
    settings.PUBLIC_PORT = "8000"
    response = platform.get("/en/")
    assert names(response) == ["Noor Salon", "Reem Salon"]
    assert 'href="http://noor.localhost:8000/"' in response.text


def test_home_leaves_out_the_port_where_there_is_none(platform, noor, settings):
    settings.PUBLIC_PORT, settings.PLATFORM_SCHEME = "", "https"
    assert 'href="https://noor.localhost/"' in platform.get("/en/").text


def test_home_leaves_out_a_suspended_salon(platform, noor, reem):
    suspend_salon(noor)
    assert names(platform.get("/en/")) == ["Reem Salon"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("noor", ["Noor Salon"]),
        ("NOOR riyadh", ["Noor Salon"]),
        ("نور", ["Noor Salon"]),
        ("جدة", ["Reem Salon"]),
        ("salon", ["Noor Salon", "Reem Salon"]),
        ("noor jeddah", []),
        ("100%", []),
        ("_", []),
    ],
)
def test_search_finds_names_and_cities(platform, noor, reem, words, found):
    publish(noor, city_en="Riyadh", city_ar="الرياض")
    publish(reem, city_en="Jeddah", city_ar="جدة")
    assert names(platform.get("/en/", {"q": words})) == found


def test_search_without_a_hit_offers_all_salons(platform, noor):
    html = platform.get("/en/", {"q": '<script>"x'}).text
    assert "No salon matches" in html
    assert "<script>" not in html


@pytest.mark.parametrize("more", [0, 2])
def test_home_costs_the_same_with_more_salons(platform, noor, django_assert_num_queries, more):
    for number in range(more):
        create_salon(NewSalon(subdomain=f"more{number}", name_ar="م", name_en=f"More {number}"))
    # Search path, host, search path; count, listings, hosts.
    with django_assert_num_queries(6):
        assert len(names(platform.get("/ar/"))) == 2 + more


def test_home_keeps_to_the_content_policy(platform, noor):
    html = platform.get("/ar/").text
    assert '<html lang="ar" dir="rtl">' in html
    assert " style=" not in html
    assert "<style" not in html


def test_suspended_salon_answers_with_a_friendly_page(noor):
    suspend_salon(noor)
    response = Client(HTTP_HOST="noor.localhost").get("/en/")
    assert response.status_code == 503
    assert response["Retry-After"]
    assert noor.name_ar in response.text
    assert f"{noor.name_en} is taking a short break" in response.text


def test_card_says_whom_the_salon_serves_unless_it_is_everybody(platform, noor):
    assert 'class="badge"' not in platform.get("/ar/").text
    create_salon(
        NewSalon(subdomain="layla", name_ar="ليلى", name_en="Layla", audience=Audience.WOMEN)
    )
    assert '<span class="badge">النساء</span>' in platform.get("/ar/").text
