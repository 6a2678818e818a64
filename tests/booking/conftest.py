"""A salon with two stylists and one service, open 10 to 22 every day."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.conf import settings

from booking.domain.appointments import NewAppointment, create_appointment
from booking.domain.availability import PartRequest, VisitRequest, load_availability
from tests.accounts_factories import UserFactory
from tests.salons.factories import ServiceFactory, StaffMemberFactory, open_every_day

# A Sunday, far enough from the fixed "now" for every rule. Riyadh is UTC+3.
NOW = datetime(2030, 1, 5, 6, 0, tzinfo=UTC)
TEN_O_CLOCK = datetime(2030, 1, 6, 7, 0, tzinfo=UTC)
SUNDAY = TEN_O_CLOCK.date()


def make_catalogue():
    """Return service, stylists and customer of the current salon."""
    open_every_day()
    service = ServiceFactory(duration_minutes=60, cleanup_minutes=0, price_minor=11500)
    stylists = [StaffMemberFactory(services=[service]) for _ in range(2)]
    return SimpleNamespace(service=service, stylists=stylists, customer=UserFactory())


def book(catalogue, *, start=TEN_O_CLOCK, staff=None, customer=None, visit=None, **details):
    """Book the catalogue's service."""
    new = NewAppointment(
        customer=customer or catalogue.customer,
        start=start,
        visit=visit
        or VisitRequest.of(PartRequest(catalogue.service.pk, staff.pk if staff else None)),
        **details,
    )
    return create_appointment(new, vat_rate_percent=settings.VAT_RATE_PERCENT)


def slots_of(*parts, day=SUNDAY, **details):
    """Return the slots of a visit of one guest; parts are services or (service, staff)."""
    pairs = [part if isinstance(part, tuple) else (part, None) for part in parts]
    wanted = [PartRequest(service.pk, staff and staff.pk) for service, staff in pairs]
    return load_availability(VisitRequest((tuple(wanted),), **details), day, day).slots_on(day)


@pytest.fixture
def frozen_now(time_machine):
    time_machine.move_to(NOW, tick=False)
    return NOW


@pytest.fixture
def catalogue(in_noor, frozen_now):
    return make_catalogue()
