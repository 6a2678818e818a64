"""A customer's appointments at every salon, on the platform's own host."""

from datetime import timedelta

import pytest
from django_tenants.utils import tenant_context

from booking.domain.transitions import cancel_appointment
from booking.models import Appointment
from salons.models import SalonProfile
from tenants.models import DirectoryListing
from tests.accounts_factories import UserFactory
from tests.booking.conftest import TEN_O_CLOCK, book, make_catalogue
from tests.booking.web.test_services_step import text_of
from tests.clients import client_of

HOST = "localhost"
HOUR = timedelta(hours=1)


@pytest.fixture
def customer(db):
    return UserFactory()


@pytest.fixture
def salons(noor, reem, frozen_now):
    """Both salons with their catalogues: name, tenant, catalogue."""
    made = {}
    for tenant in (noor, reem):
        with tenant_context(tenant):
            made[tenant.schema_name] = (tenant, make_catalogue())
    return made


def book_at(salons, schema_name, customer, **details):
    tenant, catalogue = salons[schema_name]
    with tenant_context(tenant):
        return book(catalogue, customer=customer, **details)


def test_visitor_signs_in_first(db):
    response = client_of(None, HOST).get("/en/my/")
    assert response.url == "/en/account/login/?next=/en/my/"


def test_both_salons_are_listed_and_nobody_elses_visits(salons, customer):
    noor = book_at(salons, "noor", customer)
    reem = book_at(salons, "reem", customer, start=TEN_O_CLOCK + timedelta(hours=1))
    book_at(salons, "noor", UserFactory())
    response = client_of(customer, HOST).get("/en/my/")
    assert [(each.appointment, each.place.name) for each in response.context["upcoming"]] == [
        (noor, "Noor Salon"),
        (reem, "Reem Salon"),
    ]
    html = response.content.decode()
    assert f"://noor.localhost:8000/en/my/{noor.pk}/" in html
    assert f"://reem.localhost:8000/en/my/{reem.pk}/" in html


def test_nothing_booked_leads_to_the_salons(customer):
    assert "Find a salon" in client_of(customer, HOST).get("/en/my/").content.decode()


def test_one_visit_and_four_take_the_same_queries(
    salons, customer, django_assert_num_queries, django_assert_max_num_queries
):
    browser = client_of(customer, HOST)
    book_at(salons, "noor", customer)
    browser.get("/en/my/")
    with django_assert_max_num_queries(16) as one:
        browser.get("/en/my/")
    for hours, schema_name in ((2, "reem"), (4, "noor"), (6, "reem")):
        book_at(salons, schema_name, customer, start=TEN_O_CLOCK + timedelta(hours=hours))
    with django_assert_num_queries(len(one)):
        assert len(browser.get("/en/my/").context["upcoming"]) == 4


def test_scope_ends_with_the_request(salons, customer):
    book_at(salons, "noor", customer)
    client_of(customer, HOST).get("/en/my/")
    assert list(Appointment.objects.all()) == []


def test_each_visit_is_told_on_its_own_salons_clock(salons, customer):
    tenant, _catalogue = salons["reem"]
    with tenant_context(tenant):
        profile = SalonProfile.load()
        profile.time_zone = "Asia/Dubai"
        profile.save()
    book_at(salons, "noor", customer)
    book_at(salons, "reem", customer)
    words = text_of(client_of(customer, HOST).get("/en/my/").content.decode())
    assert ("10:00 AM (Riyadh time)" in words, "11:00 AM (Dubai time)" in words) == (True, True)


def test_one_clock_for_all_is_not_named(salons, customer):
    book_at(salons, "noor", customer)
    words = text_of(client_of(customer, HOST).get("/en/my/").content.decode())
    assert ("10:00 AM" in words, "Riyadh time" in words) == (True, False)


def test_past_comes_in_pages_of_all_salons(salons, customer):
    for number in range(17):
        made = book_at(
            salons, ("noor", "reem")[number % 2], customer, start=TEN_O_CLOCK + HOUR * (number // 2)
        )
        with tenant_context(salons[made.schema_name][0]):
            cancel_appointment(made.pk, actor=customer, by_salon=False)
    browser = client_of(customer, HOST)
    first, second = (browser.get(f"/en/my/?page={page}").context for page in (1, 2))
    assert (len(first["past"]), first["newer"], first["older"]) == (15, 0, 2)
    assert (len(second["past"]), second["newer"], second["older"]) == (2, 1, 0)


def test_page_beyond_the_last_leads_back(customer):
    html = client_of(customer, HOST).get("/en/my/?page=7").content.decode()
    assert ("?page=6" in html, "Nothing booked yet" in html) == (True, False)


def test_past_visit_is_booked_again_at_its_salon(salons, customer):
    made = book_at(salons, "reem", customer)
    tenant, catalogue = salons["reem"]
    with tenant_context(tenant):
        cancel_appointment(made.pk, actor=customer, by_salon=False)
    html = client_of(customer, HOST).get("/en/my/").content.decode()
    assert f"//reem.localhost:8000/en/book/?service={catalogue.service.pk}&amp;staff=" in html


def test_visit_at_a_salon_that_has_left_has_no_links(salons, customer):
    made = book_at(salons, "reem", customer)
    with tenant_context(salons["reem"][0]):
        DirectoryListing.objects.all().delete()
    response = client_of(customer, HOST).get("/en/my/")
    (visit,) = response.context["upcoming"]
    assert (visit.appointment, visit.place, visit.address) == (made, None, "")
    assert made.reference in response.content.decode()
