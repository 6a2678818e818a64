"""What of an appointment is paid, waited for and left for the day, in the back office."""

import pytest

from billing.domain.balance import balance_of
from billing.models import Payment
from booking.domain.transitions import cancel_appointment, confirm_appointment
from foundation.money import Money
from tests.booking.conftest import book
from tests.booking.policy.factories import set_rules
from tests.cms_backoffice.conftest import DAY


@pytest.fixture
def deposit(catalogue):
    set_rules(deposit_kind="percent")
    return book(catalogue, staff=catalogue.stylists[0])


def pay(appointment):
    Payment.objects.create(appointment=appointment, amount_minor=3450, status="paid")
    return confirm_appointment(appointment.pk)


def test_balance_follows_the_deposit(deposit, catalogue):
    assert balance_of(deposit).due_at_salon == Money(8050)
    paid = balance_of(pay(deposit))
    assert (paid.paid, paid.due_at_salon) == (Money(3450), Money(8050))
    cancelled = cancel_appointment(deposit.pk, actor=catalogue.customer, by_salon=True)
    assert balance_of(cancelled).due_at_salon == Money(0)


def test_pages_show_what_is_left_for_the_day(owner, deposit):
    pay(deposit)
    page = owner.get(f"/manage/appointments/{deposit.pk}/").text
    assert "Paid online" in page
    assert "To pay at the salon" in page
    assert "SAR 80.50" in page
    assert "SAR 80.50" in owner.get(DAY).text


def test_page_shows_what_was_agreed(owner, deposit):
    page = owner.get(f"/manage/appointments/{deposit.pk}/").text
    assert "What was agreed" in page
    assert "The salon booked: the customer read it nowhere." in page


def test_stylist_reads_no_amounts(browsers, deposit):
    page = browsers["stylist"].get(f"/manage/appointments/{deposit.pk}/").text
    assert "SAR" not in page
