"""A class comes with its first customer, fills, empties, follows the catalogue."""

from datetime import timedelta

import pytest

from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.transitions import cancel_appointment, confirm_appointment
from booking.errors import SlotTaken
from booking.models import Appointment, ClassSession, Occupancy
from salons.models import AddOn, Resource, ResourceType, StaffSkill
from tests.accounts_factories import UserFactory
from tests.booking.conftest import TEN_O_CLOCK, book, slots_of
from tests.booking.crowds import expire
from tests.salons.factories import ServiceFactory, StaffMemberFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def lesson(catalogue):
    """A class of three places by one person in one room."""
    kind = ResourceType.objects.create(name_ar="قاعة", name_en="Hall")
    Resource.objects.create(type=kind, name="Hall")
    service = ServiceFactory(capacity=3, resource_type=kind, cleanup_minutes=0)
    StaffMemberFactory(services=[service])
    return service


def join(catalogue, lesson, *, guests=1, add_ons=()):
    part = PartRequest(lesson.pk, None, tuple(each.pk for each in add_ons))
    return book(catalogue, customer=UserFactory(), visit=VisitRequest(((part,),) * guests))


def classes():
    fields = "places_taken", "capacity", "starts_at", "ends_at"
    return list(ClassSession.objects.values_list(*fields))


def kept():
    """Return how many stretches keep somebody or something."""
    return Occupancy.objects.filter(blocking=True).count()


def cancel(appointment):
    cancel_appointment(appointment.pk, actor=None, by_salon=True)


def test_class_keeps_person_and_room_once_for_all_who_come(catalogue, lesson):
    for _customer in range(3):
        join(catalogue, lesson)
    assert (classes(), kept()) == ([(3, 3, TEN_O_CLOCK, TEN_O_CLOCK + HOUR)], 2)


def test_class_that_is_full_refuses_the_next_and_keeps_its_places(catalogue, lesson):
    join(catalogue, lesson, guests=3)
    with pytest.raises(SlotTaken):
        join(catalogue, lesson)
    assert (Appointment.objects.count(), classes()[0][0]) == (1, 3)


def test_party_takes_its_places_in_one_class(catalogue, lesson):
    appointment = join(catalogue, lesson, guests=2)
    assert (classes(), kept()) == ([(2, 3, TEN_O_CLOCK, TEN_O_CLOCK + HOUR)], 2)
    cancel(appointment)
    assert (classes()[0][0], kept()) == (0, 0)


def test_party_larger_than_what_is_left_is_refused_whole(catalogue, lesson):
    join(catalogue, lesson, guests=2)
    with pytest.raises(SlotTaken):
        join(catalogue, lesson, guests=2)
    assert (classes()[0][0], kept()) == (2, 2)


def test_class_frees_its_person_and_room_with_the_last_customer(catalogue, lesson):
    first, second = join(catalogue, lesson), join(catalogue, lesson)
    cancel(first)
    assert (classes()[0][0], kept()) == (1, 2)
    cancel(second)
    assert (classes()[0][0], kept()) == (0, 0)


def test_class_opened_again_is_as_the_catalogue_has_it_today(catalogue, lesson):
    cancel(join(catalogue, lesson))
    lesson.capacity, lesson.duration_minutes, lesson.resource_type = 2, 90, None
    lesson.save()
    join(catalogue, lesson)
    assert (classes(), kept()) == ([(1, 2, TEN_O_CLOCK, TEN_O_CLOCK + HOUR * 1.5)], 1)


def test_class_of_fewer_places_than_are_taken_lets_nobody_in(catalogue, lesson):
    appointments = [join(catalogue, lesson) for _customer in range(3)]
    lesson.capacity = 2
    lesson.save()
    cancel(appointments[0])
    with pytest.raises(SlotTaken):
        join(catalogue, lesson)
    cancel(appointments[1])
    join(catalogue, lesson)
    assert classes() == [(2, 2, TEN_O_CLOCK, TEN_O_CLOCK + HOUR)]


def test_class_of_more_places_than_before_lets_more_in(catalogue, lesson):
    join(catalogue, lesson, guests=3)
    lesson.capacity = 4
    lesson.save()
    join(catalogue, lesson)
    assert classes()[0][:2] == (4, 4)


def test_service_that_is_no_class_any_more_waits_for_its_person(catalogue, lesson):
    join(catalogue, lesson)
    lesson.capacity = 1
    lesson.save()
    assert slots_of(lesson)[0].start == TEN_O_CLOCK + HOUR


def test_nobody_joins_a_class_that_ends_before_her_own_service_does(catalogue, lesson):
    longer = AddOn.objects.create(minutes=30, price_minor=100)
    longer.services.add(lesson)
    join(catalogue, lesson)
    with pytest.raises(SlotTaken):
        join(catalogue, lesson, add_ons=[longer])
    assert (classes(), kept()) == ([(1, 3, TEN_O_CLOCK, TEN_O_CLOCK + HOUR)], 2)


def test_class_goes_on_without_the_person_who_fell_ill_for_nobody_new(catalogue, lesson):
    join(catalogue, lesson)
    StaffSkill.objects.filter(service=lesson).delete()
    assert slots_of(lesson) == []


def test_late_payment_comes_back_into_its_class_or_not_at_all(catalogue, lesson):
    late = expire(join(catalogue, lesson))
    join(catalogue, lesson, guests=2)
    confirm_appointment(late.pk)
    assert (classes()[0][0], kept()) == (3, 2)
    other = expire(join_another_day(catalogue, lesson))
    lesson_full_then(catalogue, lesson)
    with pytest.raises(SlotTaken):
        confirm_appointment(other.pk)


def join_another_day(catalogue, lesson):
    visit = VisitRequest.of(PartRequest(lesson.pk))
    return book(catalogue, customer=UserFactory(), start=TEN_O_CLOCK + 24 * HOUR, visit=visit)


def lesson_full_then(catalogue, lesson):
    for _customer in range(3):
        join_another_day(catalogue, lesson)
