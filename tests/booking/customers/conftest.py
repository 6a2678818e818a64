"""A salon's people and a customer with visits in every state."""

from datetime import timedelta

import pytest

from accounts.models import User
from booking.models import Appointment
from tenants.domain.people.membership import add_member
from tenants.models import Tenant
from tests.accounts_factories import UserFactory
from tests.booking.conftest import TEN_O_CLOCK, book

UNPROVED = {"is_phone_verified": False, "phone_verified_at": None}


@pytest.fixture
def owner(catalogue):
    return User.objects.get(phone_number="+966500000001")


@pytest.fixture
def worker(catalogue):
    """Return a function: somebody with a role in the salon."""

    def worker(role):
        user = UserFactory()
        add_member(user, Tenant.objects.get(schema_name="noor"), role=role)
        return user

    return worker


@pytest.fixture
def shell(catalogue):
    """Somebody whom the salon wrote down by number."""
    return UserFactory(first_name="Huda", **UNPROVED)


@pytest.fixture
def stylist(catalogue, worker):
    """The person behind the catalogue's first stylist."""
    user = worker("stylist")
    catalogue.stylists[0].user = user
    catalogue.stylists[0].save()
    return user


def visit(catalogue, *, days=0, status="confirmed", staff=0, **details):
    """Write down a visit that many days from the usual Sunday, in a state."""
    booked = book(catalogue, start=TEN_O_CLOCK, staff=catalogue.stylists[staff], **details)
    times = booked.starts_at, booked.ends_at
    moved = dict(
        zip(("starts_at", "ends_at"), (each + timedelta(days=days) for each in times), strict=True)
    )
    Appointment.objects.filter(pk=booked.pk).update(status=status, hold_expires_at=None, **moved)
    # Its time is nobody's concern here.
    booked.occupancies.all().delete()
    booked.refresh_from_db()
    return booked
