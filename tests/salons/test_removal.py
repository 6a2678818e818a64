"""What was booked stays, whichever door its removal comes through."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django_tenants.utils import schema_context

from accounts.models import User
from salons.domain.removal import remove_from_catalogue
from salons.errors import ResourceTypeNeeded, RowInUse
from salons.models import Resource, ResourceType, Service, StaffMember
from salons.signals import row_in_use
from tests.booking.conftest import NOW, book, make_catalogue
from tests.clients import client_of
from tests.salons.factories import (
    AddOnFactory,
    ResourceFactory,
    ServiceFactory,
    StaffMemberFactory,
)

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
    assert named == {Service, StaffMember}


@pytest.fixture
def named():
    """Return a list: a row of the catalogue that is put into it counts as booked."""
    rows = []

    def is_named(sender, row, **kwargs):
        return row in rows

    row_in_use.connect(is_named)
    yield rows
    row_in_use.disconnect(is_named)


def test_rooms_and_add_ons_are_kept_as_services_are(in_noor, named):
    for factory in (AddOnFactory, ResourceFactory):
        booked, free = factory(), factory()
        named.append(booked)
        with pytest.raises(RowInUse), transaction.atomic():
            booked.delete()
        assert [remove_from_catalogue(row) for row in (booked, free)] == [False, True]
        rows = factory._meta.model.objects.values_list("pk", "is_archived")
        assert list(rows) == [(booked.pk, True)]


def test_kind_goes_with_its_rooms_and_stays_with_a_booked_one(in_noor, named):
    kinds = [ResourceFactory().type, ResourceFactory().type]
    _free, booked = (ResourceFactory(type=kinds[1]) for _ in range(2))
    named.append(booked)
    assert [remove_from_catalogue(kind) for kind in kinds] == [True, False]
    assert list(ResourceType.objects.values_list("pk", "is_archived")) == [(kinds[1].pk, True)]
    assert list(Resource.objects.values_list("pk", "is_archived")) == [(booked.pk, True)]


def test_kind_that_an_archived_service_had_is_archived(in_noor):
    kind = ResourceFactory().type
    ServiceFactory(resource_type=kind, is_archived=True)
    assert remove_from_catalogue(kind) is False
    kind.refresh_from_db()
    assert kind.is_archived


def test_kind_that_a_service_needs_is_not_removed(in_noor):
    kind = ResourceFactory().type
    ServiceFactory(resource_type=kind)
    with pytest.raises(ResourceTypeNeeded):
        remove_from_catalogue(kind)
    assert (ResourceType.objects.get().is_archived, Resource.objects.count()) == (False, 1)


def test_kind_that_goes_while_a_service_takes_it_leaves_no_service_without_it(fresh_database):
    """The key between the two is looked at when a transaction ends: the later one fails."""
    with schema_context("noor"):
        kind = ResourceFactory().type
    with schema_context("noor"), pytest.raises(IntegrityError):
        _take_while_it_goes(kind)
    with schema_context("noor"):
        assert (ResourceType.objects.count(), Service.objects.count()) == (0, 0)


@transaction.atomic
def _take_while_it_goes(kind):
    ServiceFactory(resource_type=kind)
    remover = threading.Thread(target=lambda: _removed(kind))
    remover.start()
    remover.join()
