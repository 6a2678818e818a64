"""Beside other visits: only with the right, a reason and a name."""

from datetime import UTC, datetime, timedelta

import pytest

from audit.models import AuditEntry
from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.availability.loading import load_around
from booking.domain.desk.errors import PersonNeeded
from booking.domain.transitions import cancel_appointment, confirm_appointment, expire_hold
from booking.errors import SlotTaken, UnknownService, UnknownStaff
from booking.models import Appointment, AppointmentEvent, Occupancy
from foundation.errors import NotAllowed
from salons.models import Resource, Service, StaffMember, StaffSkill, TimeOff
from tests.booking.availability.oracle_of_rows import RowOracle
from tests.booking.conftest import NOW, SUNDAY, TEN_O_CLOCK, book, slots_of
from tests.booking.desk.conftest import at, book_at, wish
from tests.salons.factories import ResourceTypeFactory, ServiceFactory, StaffMemberFactory

WHY = "A bride"


@pytest.fixture
def stylist(desk):
    return desk.catalogue.stylists[0]


def overbook(desk, stylist, start=TEN_O_CLOCK, **details):
    return book_at(desk, start, staff=stylist, by=desk.owner, overbooking_reason=WHY, **details)


def test_owner_puts_a_visit_beside_another_one_and_says_why(desk, stylist):
    book(desk.catalogue, staff=stylist)
    made = overbook(desk, stylist, TEN_O_CLOCK + timedelta(minutes=30))
    assert made.overbooking_reason == WHY
    event = AppointmentEvent.objects.get(appointment=made)
    assert (event.reason, event.data) == (WHY, {"overbooked": True})
    entry = AuditEntry.objects.get(additional_data__verb="appointment_overbooked")
    assert (entry.object_pk, entry.additional_data["reason"]) == (str(made.pk), WHY)
    assert list(Occupancy.objects.order_by("pk").values_list("is_overbooked", flat=True)) == [
        *(False, True),
    ]


def test_reception_lacks_the_right(desk, stylist):
    book(desk.catalogue, staff=stylist)
    with pytest.raises(NotAllowed):
        book_at(desk, staff=stylist, overbooking_reason=WHY)
    assert Appointment.objects.count() == 1


def test_overbooking_needs_a_certain_person(desk):
    with pytest.raises(PersonNeeded):
        overbook(desk, None)
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("what", ["archived service", "unknown person", "person without skill"])
def test_what_is_not_there_cannot_be_overbooked(desk, stylist, what):
    refusals = (UnknownService, UnknownStaff)
    if what == "archived service":
        Service.objects.update(is_archived=True)
    if what == "unknown person":
        StaffMember.objects.filter(pk=stylist.pk).update(is_archived=True)
    other = StaffMemberFactory() if what == "person without skill" else stylist
    with pytest.raises(refusals):
        overbook(desk, other)
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("start", [datetime(2030, 1, 6, 1, 30, tzinfo=UTC), at(1)])
def test_closed_hours_and_absences_are_no_obstacle_and_keep_their_guard(desk, stylist, start):
    TimeOff.objects.create(staff=stylist, starts_at=at(0), ends_at=at(5))
    made = overbook(desk, stylist, start)
    assert made.overbooking_reason == WHY
    # Nobody else is there: the constraint watches over it like over any other.
    assert not Occupancy.objects.get(appointment=made).is_overbooked


def test_free_room_is_taken_before_one_in_use(desk, stylist):
    kind = ResourceTypeFactory()
    rooms = [Resource.objects.create(type=kind, name=str(n)) for n in range(2)]
    service = ServiceFactory(resource_type=kind)
    for each in desk.catalogue.stylists:
        StaffSkill.objects.create(staff=each, service=service)
    first = book_at(desk, staff=desk.catalogue.stylists[0], service=service)
    second, third = (overbook(desk, stylist, service=service) for _ in range(2))
    units = [each.items.get().resource_id for each in (first, second, third)]
    assert units[:2] == [room.pk for room in rooms]
    assert units[2] in units[:2]


def test_engine_counts_overlapping_visits_once(desk, stylist):
    book(desk.catalogue, staff=stylist)
    overbook(desk, stylist, TEN_O_CLOCK + timedelta(minutes=30))
    overbook(desk, stylist, TEN_O_CLOCK + timedelta(minutes=15))
    offered = {slot.start for slot in slots_of((desk.catalogue.service, stylist))}
    assert offered == RowOracle(wish(desk.catalogue.service, stylist), SUNDAY, now=NOW).starts()
    assert min(offered) == TEN_O_CLOCK + timedelta(minutes=90)


@pytest.mark.parametrize("minutes", range(0, 60, 15))
def test_engine_agrees_with_the_rows_after_overbooking_a_class(desk, stylist, minutes):
    lesson = ServiceFactory(capacity=3)
    StaffSkill.objects.create(staff=stylist, service=lesson)
    book_at(desk, staff=stylist, service=lesson)
    overbook(desk, stylist, TEN_O_CLOCK + timedelta(minutes=minutes))
    for service in (lesson, desk.catalogue.service):
        offered = {slot.start for slot in slots_of((service, stylist))}
        assert offered == RowOracle(wish(service, stylist), SUNDAY, now=NOW).starts()


def test_class_is_opened_beside_a_visit(desk, stylist):
    lesson = ServiceFactory(capacity=2)
    StaffSkill.objects.create(staff=stylist, service=lesson)
    book(desk.catalogue, staff=stylist)
    overbook(desk, stylist, service=lesson)
    # Its second place is free for anybody, as in every class.
    joined = book_at(desk, staff=stylist, service=lesson, phone="0551111111")
    assert joined.items.get().session.places_taken == 2
    with pytest.raises(SlotTaken):
        overbook(desk, stylist, service=lesson, phone="0552222222")


def test_others_cannot_book_beside_an_overbooked_visit(desk, stylist):
    first = confirm_appointment(book(desk.catalogue, staff=stylist).pk)
    overbook(desk, stylist)
    cancel_appointment(first.pk, actor=None, by_salon=True)
    with pytest.raises(SlotTaken):
        book(desk.catalogue, staff=stylist)


def test_late_payment_does_not_come_back_beside_an_overbooked_visit(desk, stylist):
    late = book(desk.catalogue, staff=stylist)
    Appointment.objects.filter(pk=late.pk).update(hold_expires_at=NOW)
    book_at(desk, at(0.5), staff=desk.catalogue.stylists[1])
    overbook(desk, stylist, at(0.5))
    expire_hold(str(late.pk))
    with pytest.raises(SlotTaken):
        confirm_appointment(late.pk)
    assert Appointment.objects.get(pk=late.pk).status == "expired"


def test_overbooked_visit_of_two_parts_is_written_whole(desk, stylist):
    book(desk.catalogue, staff=stylist)
    service = desk.catalogue.service
    visit = VisitRequest.of(*[PartRequest(service.pk, stylist.pk)] * 2)
    made = book_at(desk, visit=visit, by=desk.owner, overbooking_reason=WHY)
    assert [item.starts_at for item in made.items.all()] == [at(0), at(1)]
    busy = load_around(wish(service, stylist), TEN_O_CLOCK).world.people[stylist.pk].busy
    assert busy.bit_count() == 120
