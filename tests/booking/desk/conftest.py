"""The salon's people at work: an owner, reception, and what they write down."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings

from accounts.models import User
from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.desk.customers import guest_of
from booking.domain.desk.details import DeskVisit
from booking.domain.desk.visits import book_for_customer
from salons.models import BookingRules
from tenants.domain.people.membership import add_member
from tests.accounts_factories import UserFactory
from tests.booking.conftest import TEN_O_CLOCK

CALLER = "0551234567"


def at(hours):
    return TEN_O_CLOCK + timedelta(hours=hours)


@pytest.fixture
def desk(noor, catalogue):
    reception = UserFactory(first_name="Reception")
    add_member(reception, noor, role="reception")
    owner = User.objects.get(phone_number="+966500000001")
    return SimpleNamespace(owner=owner, reception=reception, catalogue=catalogue)


def wish(service, staff=None):
    return VisitRequest.of(PartRequest(service.pk, staff and staff.pk))


def rules(**values):
    BookingRules.load()
    BookingRules.objects.update(**values)


def details_of(desk, *, staff=None, service=None, by=None, phone=CALLER, name="Huda", **more):
    return DeskVisit(
        visit=more.pop("visit", None) or wish(service or desk.catalogue.service, staff),
        guest=guest_of(phone, name),
        by=by or desk.reception,
        vat_rate_percent=settings.VAT_RATE_PERCENT,
        **more,
    )


def book_at(desk, start=TEN_O_CLOCK, **details):
    return book_for_customer(details_of(desk, **details), start)
