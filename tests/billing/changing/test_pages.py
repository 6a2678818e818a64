"""What the customer's pages say about money before she cancels or changes, and after."""

import pytest

from booking.domain.changing.cancelling import cancel
from tests.booking.changing.conftest import rules, visit_of
from tests.booking.conftest import book
from tests.clients import client_of
from tests.salons.factories import ServiceFactory, StaffMemberFactory

HOST = "noor.localhost"


@pytest.fixture
def appointment(salon):
    """Two services: 115 and 80 riyals."""
    cut = ServiceFactory(duration_minutes=30, cleanup_minutes=0, price_minor=8000)
    member = StaffMemberFactory(services=[salon.service, cut])
    return book(salon, visit=visit_of((salon.service, member), (cut, member)))


@pytest.fixture
def shown(paid, appointment):
    browser = client_of(appointment.customer, HOST)

    def text(path, query=""):
        answer = browser.get(f"/en/my/{appointment.pk}/{path}{query}")
        return " ".join(answer.content.decode().split())

    return text


def test_cancel_says_what_comes_back_and_where_to(shown):
    assert "You get back SAR 195 of SAR 195, to your card" in shown("cancel/")
    assert "•••• 1111" in shown("cancel/")


def test_cancel_of_a_part_says_what_comes_back(shown, appointment):
    item = appointment.items.last()
    assert "You get back SAR 80 of SAR 195" in shown("cancel/", f"?item={item.pk}")


def test_late_cancel_says_what_is_kept(shown):
    rules(free_cancellation_hours=48, cancellation_fee_percent=50)
    text = shown("cancel/")
    assert "You get back SAR 97.50 of SAR 195" in text
    assert "The salon keeps SAR 97.50" in text


def test_too_late_to_get_anything_back_is_said(shown):
    rules(free_cancellation_hours=48, cancellation_fee_percent=100)
    assert "The salon keeps SAR 195 of what you paid; nothing comes back." in shown("cancel/")


def test_appointment_says_what_was_kept(shown, appointment):
    rules(free_cancellation_hours=48, cancellation_fee_percent=50)
    cancel(
        appointment.pk,
        items=[appointment.items.last().pk],
        actor=appointment.customer,
        by_salon=False,
    )
    assert 'Kept for cancelled parts</dt><dd><span class="price">SAR 40' in shown("")
