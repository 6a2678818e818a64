"""Booking again when the salon has changed since."""

import pytest

from booking.domain.availability import PartRequest, VisitRequest
from booking.web.visit import again
from salons.models import StaffMember
from tests.booking.conftest import book
from tests.booking.mine.conftest import NOOR
from tests.booking.web.menu import another_service
from tests.clients import client_of

LEFT = "Something of it is no longer offered. Here is what is left."
PEOPLE = "Not everybody who was asked for can be booked for it now."


@pytest.fixture
def visit(catalogue):
    """A haircut and henna, both by the first stylist."""
    henna = another_service(catalogue, name_en="Henna")
    lama = catalogue.stylists[0].pk
    parts = tuple(PartRequest(pk, lama) for pk in (catalogue.service.pk, henna.pk))
    return book(catalogue, visit=VisitRequest((parts,)))


def page(visit):
    return client_of(visit.customer, NOOR).get(f"/en/book/?{again(visit.items.all()).query}")


def test_same_people_are_asked_for(catalogue, visit):
    response = page(visit)
    assert (response.context["choice"].staff, response.context["lost"]) == (
        catalogue.stylists[0].pk,
        "",
    )


def test_archived_service_is_left_out_with_a_note(catalogue, visit):
    catalogue.service.is_archived = True
    catalogue.service.save()
    html = page(visit).content.decode()
    assert (LEFT in html, "Henna" in html, catalogue.service.name_en in html) == (True, True, False)


def test_person_who_has_left_gives_way_to_anybody_with_a_note(catalogue, visit):
    StaffMember.objects.filter(pk=catalogue.stylists[0].pk).update(is_archived=True)
    response = page(visit)
    assert (response.context["choice"].staff, PEOPLE in response.content.decode()) == (None, True)


def test_nothing_left_begins_at_the_price_list_with_a_note(catalogue, visit):
    type(catalogue.service).objects.update(is_archived=True)
    html = page(visit).content.decode()
    assert "Something that you had chosen is no longer offered." in html
