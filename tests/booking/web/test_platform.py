"""A customer's appointments at every salon, on the platform's own host."""

from datetime import timedelta

import pytest
from django_tenants.utils import tenant_context

from booking.models import Appointment
from tests.accounts_factories import UserFactory
from tests.booking.conftest import TEN_O_CLOCK, book, make_catalogue
from tests.clients import client_of

HOST = "localhost"


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
    assert [(each.appointment, each.salon.name_en) for each in response.context["upcoming"]] == [
        (noor, "Noor Salon"),
        (reem, "Reem Salon"),
    ]
    html = response.content.decode()
    assert f"://noor.localhost:8000/ar/my/{noor.pk}/" in html
    assert f"://reem.localhost:8000/ar/my/{reem.pk}/" in html


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
