"""A customer who goes to two salons, and a visit of three guests at one."""

import pytest
from django_tenants.utils import tenant_context

from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.transitions import confirm_appointment
from tests.accounts_factories import UserFactory
from tests.booking.conftest import book, make_catalogue
from tests.clients import client_of
from tests.salons.factories import StaffMemberFactory

PLATFORM, NOOR, REEM = "localhost", "noor.localhost", "reem.localhost"


@pytest.fixture
def sara(db):
    return UserFactory(first_name="Sara")


@pytest.fixture
def salons(noor, reem, frozen_now):
    """Both salons with their catalogues, by schema."""
    made = {}
    for tenant in (noor, reem):
        with tenant_context(tenant):
            made[tenant.schema_name] = (tenant, make_catalogue())
    return made


@pytest.fixture
def at_home(frozen_now, sara):
    """Sara's browser on the platform's host."""
    return client_of(sara, PLATFORM)


@pytest.fixture
def anybody():
    """Somebody's browser at Noor, without a session."""
    return client_of(None, NOOR)


def book_at(salons, schema_name, customer, **details):
    """Book and confirm a visit at one of the salons."""
    tenant, catalogue = salons[schema_name]
    with tenant_context(tenant):
        return confirm_appointment(book(catalogue, customer=customer, **details).pk)


@pytest.fixture
def party(catalogue):
    """Three guests, each with the haircut; confirmed."""
    StaffMemberFactory(services=[catalogue.service], name_en="Nada")
    same = (PartRequest(catalogue.service.pk),)
    made = book(catalogue, visit=VisitRequest((same, same, same)))
    return confirm_appointment(made.pk)
