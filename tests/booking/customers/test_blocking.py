"""A blocked customer's own booking is refused, kindly; the salon may still book for her."""

import pytest

from booking.domain.customers.blocking import block_customer, unblock_customer
from booking.enums import Source
from booking.errors import CustomerBlocked
from booking.models import Appointment
from tests.booking.conftest import book
from tests.booking.customers.test_records import verbs
from tests.clients import client_of

TEN = "2030-01-06T10:00:00+03:00"


@pytest.fixture
def blocked(catalogue, owner):
    block_customer(catalogue.customer.pk, reason="never came", actor=owner)
    return catalogue


@pytest.mark.parametrize("source", [Source.WEB, Source.API, Source.WAITLIST])
def test_own_booking_is_refused(blocked, source):
    with pytest.raises(CustomerBlocked):
        book(blocked, source=source)
    assert Appointment.objects.count() == 0


@pytest.mark.parametrize("source", [Source.SALON, Source.WALK_IN])
def test_salon_books_for_her(blocked, source):
    assert book(blocked, source=source).customer == blocked.customer


def test_others_book_and_so_does_she_again_later(blocked, owner):
    unblock_customer(blocked.customer.pk, actor=owner)
    unblock_customer(blocked.customer.pk, actor=owner)
    assert book(blocked).customer == blocked.customer
    assert verbs() == ["customer_blocked", "customer_unblocked"]


def test_other_salon_knows_nothing_of_it(blocked, reem):
    from django_tenants.utils import schema_context

    from tests.booking.conftest import make_catalogue

    with schema_context("reem"):
        assert book(make_catalogue(), customer=blocked.customer).pk


def test_app_is_told_politely(blocked):
    response = client_of(blocked.customer, "noor.localhost").post(
        "/api/appointments/",
        {"start": TEN, "items": [{"service": blocked.service.pk}]},
        content_type="application/json",
        headers={"Accept-Language": "en"},
    )
    body = response.json()
    assert (response.status_code, body["code"]) == (409, "customer_blocked")
    assert body["detail"] == (
        "This salon takes your bookings by phone. Please call them to find a time."
    )
    assert "never came" not in response.content.decode()
