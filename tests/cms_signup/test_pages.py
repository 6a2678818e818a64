"""The pages on which a salon is opened, without any script."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape
from django_tenants.utils import tenant_context

from cms.checklist.steps import STEPS
from salons.models import OpeningHours, SalonProfile, Service, StaffMember
from tenants.models import DirectoryListing, Tenant
from tests.clients import carry, client_of
from tests.cms_signup.conftest import FILLED, in_english
from tests.newer_code import newer_code

FORM = "/en/open/salon/"


def test_start_invites_a_visitor_and_the_first_page_leads_there(client, db):
    for path, link in (("/ar/", "/ar/open/"), ("/en/open/", "/en/open/salon/")):
        page = client.get(path, HTTP_HOST="localhost")
        assert (page.status_code, f'href="{link}"' in page.text) == (200, True)


def test_start_shows_an_owner_her_salons(noor):
    owner = noor.memberships.get(role="owner").user
    page = in_english(owner).get("/en/open/")
    assert 'href="http://noor.localhost' in page.text


@pytest.mark.parametrize("count", [1, 3])
def test_start_costs_the_same_with_one_and_three_salons(
    browser, person, django_assert_num_queries, count
):
    for name in ("layla", "hessa", "dana")[:count]:
        browser.post(FORM, FILLED | {"subdomain": name})
    browser.get("/en/open/")
    # Two times the search path, host, session, person, salons, their hosts.
    with django_assert_num_queries(7):
        page = browser.get("/en/open/")
    assert len(page.context["mine"]) == count


def test_form_asks_for_the_phone_first(db):
    answer = Client(HTTP_HOST="localhost").get(FORM)
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/en/account/login/?next=%2Fen%2Fopen%2Fsalon%2F",
    )


@pytest.mark.parametrize(("language", "word"), [("ar", "الرياض"), ("en", "Riyadh")])
def test_form_is_in_the_language_of_its_address(browser, language, word):
    page = browser.get(f"/{language}/open/salon/")
    assert (page.status_code, word in page.text) == (200, True)
    assert "form-action 'self' http://*.localhost" in page["Content-Security-Policy"]
    assert page["Cache-Control"].find("no-store") >= 0


def test_open_makes_a_salon_and_leads_its_owner_into_the_back_office(browser, person):
    answer = browser.post(FORM, FILLED)
    assert answer.status_code == 302
    target = urlsplit(answer["Location"])
    assert (target.hostname, target.path) == ("layla.localhost", "/en/account/start/")
    owner = Client(HTTP_HOST=target.netloc)
    entered = carry(browser, owner, answer["Location"])
    assert entered["Location"] == "/language/en/?next=%2Fmanage%2F"
    arrived = owner.get(entered["Location"], follow=True)
    assert [path for path, _status in arrived.redirect_chain] == ["/manage/"]
    assert str(STEPS[0].title) in arrived.text


@pytest.mark.parametrize(("age", "status"), [(timedelta(0), 200), (timedelta(minutes=20), 302)])
def test_ticket_is_no_proof_newer_than_the_session_it_came_from(
    browser, person, time_machine, age, status
):
    """A phone left on the counter: the form sent again must not stand for a code."""
    browser.post(FORM, FILLED)
    time_machine.move_to(timezone.now() + age)
    start = browser.post(FORM, FILLED)["Location"]
    owner = Client(HTTP_HOST=urlsplit(start).netloc)
    carry(browser, owner, start)
    answer = owner.get("/manage/salon-account/close/")
    assert answer.status_code == status
    # She has no second factor to show: where one is added.
    assert ("/account/security/" in answer.get("Location", "")) == (status == 302)


def test_owner_who_signed_in_long_ago_signs_in_before_she_enters(browser, person, time_machine):
    start = browser.post(FORM, FILLED)["Location"]
    time_machine.move_to(timezone.now() + timedelta(hours=1))
    answer = browser.get(Client(HTTP_HOST=urlsplit(start).netloc).get(start)["Location"])
    assert urlsplit(answer["Location"]).path == "/en/account/login/"


def test_open_fills_the_salon_with_what_was_chosen(browser, person):
    browser.post(FORM, FILLED | {"city": "dubai"})
    tenant = Tenant.objects.get(schema_name="layla")
    with tenant_context(tenant):
        profile = SalonProfile.load()
        assert (profile.name_ar, profile.city_ar, profile.time_zone) == (
            *("صالون ليلى", "دبي"),
            "Asia/Dubai",
        )
        assert (Service.objects.count(), OpeningHours.objects.count()) == (23, 7)
        assert [m.name_en for m in StaffMember.objects.all()] == ["Layla"]
        listing = DirectoryListing.objects.get()
        assert (listing.city_en, listing.audience) == ("Dubai", "women")


def test_salon_can_be_booked_at_once(browser):
    browser.post(FORM, FILLED)
    page = Client(HTTP_HOST="layla.localhost").get("/en/book/")
    assert (page.status_code, "Balayage" in page.text) == (200, True)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"name_ar": "Layla"}, "name_ar", "Arabic letters"),
        ({"name_en": "ليلى"}, "name_en", "Latin letters"),
        ({"name_en": ""}, "name_en", "required"),
        ({"name_en": "L" * 121}, "name_en", "at most 120"),
        ({"subdomain": "no way!"}, "subdomain", "Latin letters"),
        ({"subdomain": "noor"}, "subdomain", "taken"),
        ({"subdomain": "n00r"}, "subdomain", "almost the same"),
        ({"subdomain": "admin"}, "subdomain", "not given to salons"),
        ({"city": "atlantis"}, "city", "valid choice"),
        ({"city": "other"}, "city_other", "name of the city"),
        ({"audience": "cats"}, "audience", "valid choice"),
        ({"starters": ["magic"]}, "starters", "valid choice"),
        ({"owner_name": " "}, "owner_name", "required"),
    ],
)
def test_open_with_bad_input_says_so_keeps_it_and_makes_nothing(
    browser, everything, changes, field, words
):
    before = everything()
    page = browser.post(FORM, FILLED | changes)
    assert page.status_code in (400, 409)
    form = page.context["form"]
    assert (list(form.errors), words in str(form.errors[field])) == ([field], True)
    assert escape(form.errors[field][0]) in page.text
    assert 'value="صالون ليلى"' in page.text or "name_ar" in changes
    assert everything() == before


def test_open_names_flaws_of_address_and_name_at_once(browser):
    form = browser.post(FORM, FILLED | {"name_en": "", "subdomain": "noor"}).context["form"]
    assert list(form.errors) == ["name_en", "subdomain"]


def test_refused_address_offers_free_ones_that_a_press_takes_over(browser, everything):
    page = browser.post(FORM, FILLED | {"subdomain": "noor"})
    offered = page.context["suggestions"]
    assert offered == ["layla", "layla-salon", "layla-jeddah"]
    before = everything()
    again = browser.post(FORM, FILLED | {"subdomain": "noor", "take": offered[1]})
    assert again.context["form"]["subdomain"].value() == "layla-salon"
    assert again.context["form"]["starters"].value() == ["hair", "nails"]
    assert (again.status_code, everything()) == (200, before)


def test_open_twice_leads_to_the_one_salon(browser, everything):
    browser.post(FORM, FILLED)
    before = everything()
    again = browser.post(FORM, FILLED)
    assert (urlsplit(again["Location"]).hostname, everything()) == ("layla.localhost", before)


def test_open_a_fourth_salon_is_refused_in_words(browser, everything):
    for name in ("layla", "hessa", "dana"):
        browser.post(FORM, FILLED | {"subdomain": name})
    before = everything()
    page = browser.post(FORM, FILLED | {"subdomain": "mona"})
    assert (page.status_code, "one number can open" in page.text) == (409, True)
    assert everything() == before


def test_open_while_the_template_is_stale_answers_503_and_keeps_the_input(browser, everything):
    before = everything()
    with newer_code():
        page = browser.post(FORM, FILLED)
    assert (page.status_code, page["Retry-After"]) == (503, "300")
    assert "Nothing was made" in page.text
    assert 'value="layla"' in page.text
    assert everything() == before


def test_barber_list_is_passed_over_for_a_womens_salon(browser):
    browser.post(FORM, FILLED | {"starters": ["barber", "spa"]})
    with tenant_context(Tenant.objects.get(schema_name="layla")):
        names = set(Service.objects.values_list("name_en", flat=True))
    assert ("Body scrub" in names, "Haircut" in names) == (True, False)


def test_pages_are_not_on_a_salons_host(person, noor):
    assert client_of(person, "noor.localhost").get(FORM).status_code == 404


def test_form_shows_what_she_has_opened_already(browser, person):
    assert "sign-up__mine" not in browser.get(FORM).text
    browser.post(FORM, FILLED)
    page = browser.get(FORM).text
    assert 'href="http://layla.localhost' in page
    assert "sign-up__mine" in page
