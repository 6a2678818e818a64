"""What was booked stays, whichever door its removal comes through."""

import threading

import pytest
from django.db import connection, transaction
from django_tenants.utils import schema_context

from accounts.models import User
from salons.domain.removal import remove_from_catalogue
from salons.errors import RowInUse
from salons.models import Resource, Service, StaffMember
from tests.booking.conftest import NOW, book, make_catalogue
from tests.clients import client_of
from tests.salons.factories import ServiceFactory, StaffMemberFactory

KINDS = ["service", "staffmember"]
DOORS = ["snippets/salons/{kind}/delete/{pk}/", "bulk/salons/{kind}/delete/?id={pk}"]


@pytest.fixture
def booked(in_noor, time_machine):
    """What an appointment names, by kind."""
    time_machine.move_to(NOW, tick=False)
    catalogue = make_catalogue()
    book(catalogue, staff=catalogue.stylists[0])
    return {"service": catalogue.service, "staffmember": catalogue.stylists[0]}


@pytest.fixture
def free(in_noor):
    return {"service": ServiceFactory(), "staffmember": StaffMemberFactory()}


@pytest.fixture
def owner(noor):
    return client_of(User.objects.get(phone_number="+966500000001"), "noor.localhost")


@pytest.mark.parametrize("kind", KINDS)
def test_booked_row_is_archived_by_the_rule(booked, kind):
    assert remove_from_catalogue(booked[kind]) is False
    booked[kind].refresh_from_db()
    assert booked[kind].is_archived


@pytest.mark.parametrize("kind", KINDS)
def test_booked_row_is_not_deleted_by_any_code(booked, kind):
    rows = type(booked[kind]).objects.filter(pk=booked[kind].pk)
    before = rows.values().get()
    for delete in (rows.delete, rows.get().delete):
        with pytest.raises(RowInUse), transaction.atomic():
            delete()
    assert rows.values().get() == before


@pytest.mark.parametrize("kind", KINDS)
def test_row_that_nobody_booked_is_deleted(free, kind):
    model = type(free[kind])
    assert remove_from_catalogue(free[kind]) is True
    assert not model.objects.filter(pk=free[kind].pk).exists()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "door", ["snippets/salons/{kind}/delete/{pk}/", "bulk/salons/{kind}/delete/?id={pk}"]
)
def test_back_office_archives_what_is_booked(booked, free, owner, kind, door):
    for row in (booked[kind], free[kind]):
        address = f"/manage/{door.format(kind=kind, pk=row.pk)}"
        assert owner.post(address).status_code == 302
    model = type(booked[kind])
    with schema_context("noor"):
        assert model.objects.get(pk=booked[kind].pk).is_archived
        assert not model.objects.filter(pk=free[kind].pk).exists()


def test_removal_waits_for_a_row_that_names_it(fresh_database, time_machine):
    """A row written past the booking's own locks holds what it names, as a foreign key does."""
    time_machine.move_to(NOW, tick=True)
    with schema_context("noor"):
        item = book(make_catalogue()).items.get()
        other = ServiceFactory()
    outcome = []
    with schema_context("noor"), transaction.atomic():
        type(item).objects.filter(pk=item.pk).update(service=other)
        remover = threading.Thread(target=lambda: outcome.append(_removed(other)))
        remover.start()
        remover.join(0.5)
        assert outcome == []
    remover.join()
    assert outcome == [False]


def _removed(row):
    try:
        with schema_context("noor"):
            return remove_from_catalogue(row)
    finally:
        connection.close()


def test_models_of_the_catalogue_are_guarded():
    from django.apps import apps

    from foundation.tenancy.references import CatalogueReference

    named = {
        model._meta.get_field(constraint.field).related_model
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, CatalogueReference)
    }
    assert named == {Service, StaffMember, Resource}
