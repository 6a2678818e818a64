import re

import pytest
from django.test import Client
from wagtail.models import Page

from cms.models import HomePage
from salons.models import SalonProfile
from tests.salons.factories import ServiceFactory, StaffMemberFactory

pytestmark = pytest.mark.django_db
PATHS = ["", "services/", "team/", "contact/"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_page_speaks_its_language(visitor, path, language, direction):
    response = visitor.get(f"/{language}/{path}")
    assert response.status_code == 200
    assert f'<html lang="{language}" dir="{direction}">' in response.text


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("here", "there"), [("ar", "en"), ("en", "ar")])
def test_switch_leads_to_the_same_page_in_the_other_language(visitor, path, here, there):
    html = visitor.get(f"/{here}/{path}").text
    assert f'href="/{there}/{path}" lang="{there}"' in html
    for code in ("ar", "en"):
        address = f"http://noor.localhost/{code}/{path}"
        assert f'<link rel="alternate" hreflang="{code}" href="{address}">' in html


def test_switch_leads_home_where_the_translation_is_not_published(visitor, in_noor):
    Page.objects.filter(slug="team", locale__language_code="en").update(live=False)
    assert 'href="/en/" lang="en"' in visitor.get("/ar/team/").text
    assert visitor.get("/en/team/").status_code == 404


def test_switch_keeps_the_address_and_query_of_other_pages(visitor):
    html = visitor.get("/ar/book/?service=1").text
    assert 'href="/en/book/?service=1" lang="en"' in html


@pytest.mark.parametrize(
    ("cookie", "language"), [(None, "ar"), ("en", "en"), ("ar", "ar"), ("xx", "ar")]
)
def test_root_leads_to_the_chosen_language(visitor, cookie, language):
    if cookie:
        visitor.cookies["django_language"] = cookie
    response = visitor.get("/", headers={"Accept-Language": "en"})
    assert (response.status_code, response["Location"]) == (302, f"/{language}/")


def test_choosing_a_language_is_remembered(visitor):
    response = visitor.get("/language/en/?next=/account/login/%3Fa=1")
    assert response["Location"] == "/account/login/?a=1"
    assert response.cookies["django_language"].value == "en"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_choosing_a_language_leads_to_no_other_host(visitor, target):
    assert visitor.get("/language/en/", {"next": target})["Location"] == "/"


def test_choosing_an_unknown_language_is_not_found(visitor):
    assert visitor.get("/language/fr/", follow=True).status_code == 404
    assert "django_language" not in visitor.cookies


def test_price_list_shows_what_is_sold_now(visitor, in_noor):
    shown = ServiceFactory(name_en="Silk press", price_minor=17550, duration_minutes=90)
    ServiceFactory(name_en="Old perm", is_archived=True)
    html = visitor.get("/en/services/").text
    assert "Silk press" in html
    assert "SAR 175.50" in html
    assert "1\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30\N{NO-BREAK SPACE}min" in html
    assert f'href="/en/book/?service={shown.pk}"' in html
    assert "Old perm" not in html


def test_service_that_is_not_bookable_online_has_no_link(visitor, in_noor):
    service = ServiceFactory(is_bookable_online=False)
    html = visitor.get("/en/services/").text
    assert service.name_en in html
    assert f"?service={service.pk}" not in html


def test_team_shows_who_works_now(visitor, in_noor):
    StaffMemberFactory(name_en="Huda", title_en="Colourist", services=[ServiceFactory()])
    StaffMemberFactory(name_en="Gone", is_archived=True)
    html = visitor.get("/en/team/").text
    assert "Huda" in html
    assert "Colourist" in html
    assert "Gone" not in html


def test_footer_names_the_registrations_that_the_law_asks_for(visitor, in_noor):
    profile = SalonProfile.load()
    profile.commercial_registration, profile.vat_number = "1010123456", "310123456700003"
    profile.save()
    html = visitor.get("/ar/contact/").text
    assert "<bdi>1010123456</bdi>" in html
    assert "<bdi>310123456700003</bdi>" in html


def test_contact_page_has_no_card_without_contacts(visitor, in_noor):
    SalonProfile.objects.update(phone="+966112223344", whatsapp="", instagram="")
    assert "card--accent" in visitor.get("/ar/contact/").text
    SalonProfile.objects.update(phone="")
    assert "card--accent" not in visitor.get("/ar/contact/").text


def test_vat_number_is_left_out_where_the_salon_is_not_registered(visitor, in_noor):
    SalonProfile.objects.update(vat_number="310123456700003", is_vat_registered=False)
    assert "310123456700003" not in visitor.get("/ar/").text


def test_texts_of_owners_are_escaped(visitor, in_noor):
    SalonProfile.objects.update(tagline_ar="<script>alert(1)</script>")
    HomePage.objects.update(hero_text='"><img src=x onerror=alert(1)>')
    html = visitor.get("/ar/").text
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_salon_of_another_host_is_not_shown(visitor, in_noor, reem):
    ServiceFactory(name_en="Only at noor")
    assert "Only at noor" not in Client(HTTP_HOST="reem.localhost").get("/en/services/").text


def test_unknown_page_is_told_in_both_languages(visitor):
    response = visitor.get("/ar/nowhere/")
    assert response.status_code == 404
    assert 'lang="ar"' in response.text
    assert "This page does not exist" in response.text


@pytest.mark.parametrize("path", [*(f"/{x}/{p}" for x in ("ar", "en") for p in PATHS), "/ar/x/"])
def test_page_keeps_to_the_content_policy(visitor, in_noor, path):
    ServiceFactory()
    StaffMemberFactory()
    response = visitor.get(path)
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]
    assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:", response.text) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", response.text) == []
