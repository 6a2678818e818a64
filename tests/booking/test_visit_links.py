"""The short link in messages: where it leads, for whom, and what it costs."""

from datetime import timedelta

import pytest

from booking.domain.changing.rescheduling import reschedule
from booking.domain.transitions import cancel_appointment, confirm_appointment
from booking.outbox import handle_event
from booking.visit_links import TWO_PARTS, visit_link, with_link_if_short
from notifications.models import Message
from tenants.models import Domain
from tests.accounts_factories import UserFactory
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.clients import client_of

HOST = "noor.localhost"


@pytest.fixture
def appointment(catalogue):
    return confirm_appointment(book(catalogue).pk)


def told(appointment, **event):
    """Handle an event; return the text of its message."""
    handle_event(str(appointment.events.get(**event).pk))
    return Message.objects.latest("pk").text


def test_link_leads_its_customer_to_her_visit(appointment):
    browser = client_of(appointment.customer, HOST)
    path = visit_link(appointment).partition(":8000")[2]
    assert path == f"/v/{appointment.reference}"
    for each in (path, path.lower()):
        assert browser.get(each).url.endswith(f"/my/{appointment.pk}/")


def test_others_learn_nothing_from_it(appointment):
    path, other = f"/v/{appointment.reference}", "/v/AAAAAAAA"
    stranger, visitor = client_of(UserFactory(), HOST), client_of(None, HOST)
    assert [stranger.get(each, follow=True).status_code for each in (path, other)] == [404, 404]
    for each in (path, other):
        answer = visitor.get(each)
        assert (answer.status_code, answer.url.partition("?")[2]) == (302, f"next={each}")


def test_link_is_of_the_main_host(appointment, noor):
    Domain.objects.filter(tenant=noor).update(is_primary=False)
    Domain.objects.create(tenant=noor, domain="noor.example", is_primary=True)
    assert "://noor.example" in visit_link(appointment)


def test_confirmation_and_move_have_the_link_in_two_parts(appointment):
    link = visit_link(appointment)
    confirmed = told(appointment, kind="moved")
    reschedule(
        appointment.pk,
        start=TEN_O_CLOCK + timedelta(hours=1),
        actor=appointment.customer,
        by_salon=False,
    )
    for text in (confirmed, told(appointment, kind="rescheduled")):
        assert (text.endswith(f" {link}"), len(text) <= TWO_PARTS["ar"]) == (True, True)


@pytest.mark.parametrize("by_salon", [True, False])
def test_cancellation_has_it_where_she_can_book_again(appointment, by_salon):
    cancel_appointment(appointment.pk, actor=appointment.customer, by_salon=by_salon)
    who = "salon" if by_salon else "customer"
    text = told(appointment, to_status=f"cancelled_by_{who}")
    assert (visit_link(appointment) in text) is by_salon
    assert len(text) <= TWO_PARTS["ar"]


def test_link_never_makes_a_third_part(appointment):
    link = visit_link(appointment)
    room = TWO_PARTS["ar"] - len(link) - 1
    assert with_link_if_short("x" * room, appointment).endswith(link)
    assert with_link_if_short("x" * (room + 1), appointment) == "x" * (room + 1)
