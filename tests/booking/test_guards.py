"""What takes people and rooms names the catalogue of its own salon, and belongs to one booking."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django_tenants.utils import schema_context

from booking.domain.availability import PartRequest, VisitRequest
from booking.models import AppointmentItem, ClassSession, Occupancy
from salons.models import Resource, ResourceType
from tests.booking.conftest import book, make_catalogue
from tests.salons.factories import ServiceFactory, StaffMemberFactory

# Model, column -> the guard that refuses what this salon does not have.
GUARDS = {
    (AppointmentItem, "resource_id"): "booking_item_resource_ref",
    (Occupancy, "staff_id"): "booking_occupancy_staff_ref",
    (Occupancy, "resource_id"): "booking_occupancy_resource_ref",
    (ClassSession, "service_id"): "booking_class_service_ref",
    (ClassSession, "staff_id"): "booking_class_staff_ref",
}
ELSEWHERE = 700_001


@pytest.fixture
def booked(catalogue):
    """A class in a room, and in the other salon rows under a number that this one does not have."""
    kind = ResourceType.objects.create(name_ar="غرفة", name_en="Room")
    Resource.objects.create(type=kind, name="Room")
    lesson = ServiceFactory(capacity=2, resource_type=kind)
    StaffMemberFactory(services=[lesson])
    book(catalogue, visit=VisitRequest.of(PartRequest(lesson.pk)))
    with schema_context("reem"):
        ServiceFactory(pk=ELSEWHERE)
        StaffMemberFactory(pk=ELSEWHERE)
        other = ResourceType.objects.create(name_ar="غرفة", name_en="Room")
        Resource.objects.create(pk=ELSEWHERE, type=other, name="Room")
    return catalogue


@pytest.mark.parametrize(("model", "column"), GUARDS, ids=GUARDS.values())
@pytest.mark.parametrize("number", [ELSEWHERE, 999_999_999])
def test_row_cannot_name_what_the_salon_does_not_have(booked, model, column, number):
    rows = QuerySet(model).filter(schema_name="noor", **{f"{column}__isnull": False})
    before = list(rows.values().order_by("pk"))
    assert before
    with pytest.raises(IntegrityError, match=GUARDS[model, column]), transaction.atomic():
        rows.update(**{column: number})
    assert list(rows.values().order_by("pk")) == before


def test_what_is_taken_is_seen_by_its_own_salon_alone(booked):
    with schema_context("reem"):
        assert (Occupancy.objects.count(), ClassSession.objects.count()) == (0, 0)
        taken = QuerySet(Occupancy).filter(schema_name="noor")
        assert (taken.count(), taken.update(blocking=False), taken.delete()[0]) == (0, 0, 0)
    assert Occupancy.objects.filter(blocking=True).count() == 2


def test_same_people_and_rooms_of_two_salons_do_not_meet(booked):
    """Numbers repeat from salon to salon: constraints compare them within one salon only."""
    staff_ids = set(Occupancy.objects.exclude(staff=None).values_list("staff_id", flat=True))
    with schema_context("reem"):
        other = make_catalogue()
        person = StaffMemberFactory(pk=staff_ids.pop(), services=[other.service])
        book(other, staff=person)
        assert Occupancy.objects.get().staff_id == person.pk
