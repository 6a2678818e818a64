"""Other services, add-ons and people for a booked visit."""

from datetime import timedelta

import pytest

from booking.domain.changing.rescheduling import edit_services, preview_reschedule
from booking.errors import SlotTaken, UnknownStaff
from booking.models import ClassSession
from salons.models import Service, StaffSkill
from tests.accounts_factories import UserFactory
from tests.booking.changing.conftest import agreed, state_of, visit_of
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.salons.factories import ServiceFactory, StaffMemberFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def cut(catalogue):
    service = ServiceFactory(cleanup_minutes=0, duration_minutes=30, price_minor=8000)
    for member in catalogue.stylists:
        StaffSkill.objects.create(staff=member, service=service)
    return service


def edit(appointment, *parts, **details):
    details = {"actor": appointment.customer, "by_salon": False, **details}
    return edit_services(appointment.pk, visit=visit_of(*parts), **details)


def test_adding_a_service_keeps_the_agreed_price_of_the_other(appointment, catalogue, cut):
    first = catalogue.stylists[0]
    Service.objects.filter(pk=catalogue.service.pk).update(price_minor=30000)
    edit(appointment, (catalogue.service, first), (cut, first))
    after = state_of(appointment)
    end = TEN_O_CLOCK + 1.5 * HOUR
    assert after.visit == ("confirmed", TEN_O_CLOCK, end, 19500, 11500)
    assert [item[4] for item in after.items] == [11500, 8000]
    assert ("edited", "confirmed") in after.events


def test_replacing_a_service_at_another_time_counts_as_a_move(appointment, catalogue, cut):
    change = edit(appointment, (cut, None), start=TEN_O_CLOCK + HOUR)
    assert (change.is_move, change.moves_left) == (True, 1)
    event = appointment.events.get(kind="edited")
    names = [[i["service"] for i in event.data[when]["items"]] for when in ("before", "after")]
    assert names == [[catalogue.service.pk], [cut.pk]]


def test_adding_where_somebody_follows_is_refused_and_changes_nothing(appointment, catalogue, cut):
    first = catalogue.stylists[0]
    book(catalogue, staff=first, start=TEN_O_CLOCK + HOUR, customer=UserFactory())
    before = state_of(appointment)
    with pytest.raises(SlotTaken):
        edit(appointment, (catalogue.service, first), (cut, first))
    assert state_of(appointment) == before


def test_person_who_does_not_do_it_is_refused(appointment, cut):
    stranger = StaffMemberFactory(services=[])
    before = state_of(appointment)
    with pytest.raises(UnknownStaff):
        edit(appointment, (cut, stranger))
    assert state_of(appointment) == before


def test_class_moves_with_its_only_visitor(catalogue):
    lesson = ServiceFactory(capacity=2)
    teacher = StaffMemberFactory(services=[lesson])
    appointment = book(catalogue, visit=visit_of((lesson, teacher)))
    change = edit(appointment, (lesson, teacher), start=TEN_O_CLOCK + HOUR / 2)
    assert change.slot.parts[0].joins is False
    taken = ClassSession.objects.order_by("starts_at").values_list("places_taken", flat=True)
    assert list(taken) == [0, 1]


def test_terms_of_a_new_service_are_agreed_with_the_change(appointment, catalogue, cut):
    first = catalogue.stylists[0]
    terms = preview_reschedule(
        appointment, TEN_O_CLOCK, visit_of((catalogue.service, first), (cut, first))
    ).settled.terms
    row = agreed(appointment, {catalogue.service.pk: terms[catalogue.service.pk]})
    edit(appointment, (catalogue.service, first), (cut, first))
    row.refresh_from_db()
    assert set(row.terms) == {str(catalogue.service.pk), str(cut.pk)}
