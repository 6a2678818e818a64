"""A salon's day with its people, each with a browser in the back office."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from accounts.models import User
from billing.models import Payment
from booking.domain.transitions import confirm_appointment
from salons.models import StaffMember
from tenants.domain.people.membership import add_member
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, TEN_O_CLOCK, book, make_catalogue
from tests.clients import client_of, prove_again

HOST = "noor.localhost"
DAY = "/manage/appointments/?day=2030-01-06"


@pytest.fixture
def catalogue(in_noor, time_machine):
    time_machine.move_to(NOW, tick=False)
    return make_catalogue()


@pytest.fixture
def people(noor, catalogue):
    """One person of each kind."""
    staff = {role: UserFactory(first_name=role.title()) for role in ("reception", "stylist")}
    for role, person in staff.items():
        add_member(person, noor, role=role)
    StaffMember.objects.filter(pk=catalogue.stylists[0].pk).update(user=staff["stylist"])
    return SimpleNamespace(
        owner=User.objects.get(phone_number="+966500000001"),
        stranger=User.objects.get(phone_number="+966500000002"),
        customer=catalogue.customer,
        nobody=None,
        **staff,
    )


@pytest.fixture
def browsers(people):
    """Everybody's browser on the salon's host, by kind of person."""
    return {who: in_english(person) for who, person in vars(people).items()}


def in_english(person):
    browser = client_of(person, HOST)
    browser.cookies["django_language"] = "en"
    return browser


@pytest.fixture
def owner(browsers):
    return browsers["owner"]


@pytest.fixture
def reception(browsers):
    return browsers["reception"]


@pytest.fixture
def appointment(catalogue):
    """A confirmed visit tomorrow at ten."""
    return confirm_appointment(book(catalogue, staff=catalogue.stylists[0], note="Window seat").pk)


@pytest.fixture
def begun(appointment, browsers, time_machine):
    time_machine.move_to(TEN_O_CLOCK + timedelta(minutes=20), tick=False)
    prove_again(*browsers.values())
    return appointment


@pytest.fixture
def paid(appointment):
    """What was paid for the visit, as the provider told us."""
    return Payment.objects.create(
        appointment=appointment,
        status="paid",
        amount_minor=11500,
        card_company="mada",
        card_last_four="4242",
        paid_at=timezone.now(),
    )


def texts(response):
    return [str(message).strip() for message in response.context["messages"]]
