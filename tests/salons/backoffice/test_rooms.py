"""Kinds of rooms and devices with what there is of them."""

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from audit.models import AuditEntry
from salons.models import Resource, ResourceType
from tests.salons.backoffice.conftest import errors, told
from tests.salons.factories import ResourceFactory, ResourceTypeFactory, ServiceFactory

pytestmark = pytest.mark.django_db
ROOMS = "/manage/snippets/salons/resourcetype/"
LIST = 16


def room_form(units, initial=0, **changes):
    fields = {"name_ar": "غرفة مساج", "name_en": "Massage room"}
    return nested_form_data(fields | {"units": inline_formset(units, initial=initial)} | changes)


def row(unit, **changes):
    return {"id": str(unit.pk), "name": unit.name} | changes


def units():
    return list(Resource.objects.values_list("name", "is_archived"))


def test_owner_adds_a_kind_with_its_rooms(owner):
    response = owner.post(f"{ROOMS}add/", room_form([{"name": "One"}, {"name": "Two"}]))
    assert response.status_code == 302
    assert units() == [("One", False), ("Two", False)]
    assert ResourceType.objects.get().name_en == "Massage room"


def test_room_without_a_name_is_refused(owner):
    response = owner.post(f"{ROOMS}add/", room_form([{"name": "", "is_archived": "on"}]))
    assert response.status_code == 200
    assert (ResourceType.objects.count(), units()) == (0, [])


def test_free_room_is_deleted_and_booked_one_archived(owner, named):
    kind = ResourceTypeFactory()
    free, booked = (ResourceFactory(type=kind, name=name) for name in ("Free", "Booked"))
    named.append(booked)
    rows = [row(free, DELETE="on"), row(booked, DELETE="on")]
    response = owner.post(f"{ROOMS}edit/{kind.pk}/", room_form(rows, initial=2))
    assert response.status_code == 302
    assert units() == [("Booked", True)]
    assert "“Booked” is archived: it has appointments." in told(response)


def test_kind_that_services_need_is_not_archived(owner):
    kind = ResourceTypeFactory()
    ServiceFactory(resource_type=kind)
    response = owner.post(f"{ROOMS}edit/{kind.pk}/", room_form([], is_archived="on"))
    message = "Services need it: change them first, or archive them."
    assert errors(response) == {"is_archived": [message]}
    kind.refresh_from_db()
    assert not kind.is_archived


def test_kind_that_services_need_is_not_deleted(owner):
    kind = ResourceFactory().type
    ServiceFactory(resource_type=kind)
    response = owner.post(f"{ROOMS}delete/{kind.pk}/")
    assert told(response) == [
        "“Massage room”: Services need it: change them first, or archive them."
    ]
    assert (ResourceType.objects.count(), Resource.objects.count()) == (1, 1)


def test_rooms_are_in_the_audit_log(owner):
    owner.post(f"{ROOMS}add/", room_form([{"name": "One"}]))
    kinds = AuditEntry.objects.filter(content_type__model__startswith="resource")
    assert set(kinds.values_list("content_type__model", "actor__phone_number")) == {
        ("resourcetype", "+966500000001"),
        ("resource", "+966500000001"),
    }


@pytest.mark.parametrize("count", [1, 3])
def test_list_counts_what_there_is_at_the_same_cost(owner, django_assert_num_queries, count):
    for number in range(count):
        kind = ResourceTypeFactory(name_en=f"Kind {number}", sort_order=number)
        ResourceFactory.create_batch(7, type=kind)
        ResourceFactory(type=kind, is_archived=True)
    owner.get(ROOMS)
    with django_assert_num_queries(LIST):
        html = owner.get(ROOMS).text
    assert html.count(">7<") + html.count("7\n") >= count
    places = [html.index(f"Kind {number}") for number in range(count)]
    assert places == sorted(places)
