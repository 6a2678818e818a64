"""Cancelling the whole visit or a part of it: what is freed, what stays."""

from datetime import timedelta

import pytest

from booking.domain.changing.cancelling import cancel, preview_cancellation
from booking.domain.changing.errors import NotChangeable, TooLateToCancel, UnknownItem
from booking.domain.transitions import confirm_appointment
from booking.errors import AppointmentNotFound, InvalidTransition
from booking.models import Appointment, ClassSession
from salons.models import StaffSkill
from tests.accounts_factories import UserFactory
from tests.booking.changing.conftest import rules, state_of, visit_of
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.salons.factories import (
    ResourceFactory,
    ResourceTypeFactory,
    ServiceFactory,
    StaffMemberFactory,
)

HOUR = timedelta(hours=1)


@pytest.fixture
def menu(catalogue):
    """A cut and a colour with a pause, done by both."""
    team = catalogue.stylists
    catalogue.cut = ServiceFactory(cleanup_minutes=0, duration_minutes=30, price_minor=8000)
    catalogue.colour = ServiceFactory(
        cleanup_minutes=0,
        duration_minutes=30,
        processing_minutes=60,
        finishing_minutes=30,
        price_minor=20000,
    )
    for service in (catalogue.cut, catalogue.colour):
        for member in team:
            StaffSkill.objects.create(staff=member, service=service)
    return catalogue


@pytest.fixture
def visit(menu):
    """A colour, then the service of the catalogue, by the first stylist: 10-12, 12-13."""
    first = menu.stylists[0]
    wish = visit_of((menu.colour, first), (menu.service, first))
    return confirm_appointment(book(menu, visit=wish).pk)


def by_customer(appointment, *items, **details):
    details = {"actor": appointment.customer, "by_salon": False, **details}
    return cancel(appointment.pk, items=[item.pk for item in items], **details)


def test_cancelling_a_part_frees_it_and_keeps_the_rest(visit, menu):
    first = menu.stylists[0]
    colour, _other = visit.items.all()
    by_customer(visit, colour)
    after = state_of(visit)
    twelve = TEN_O_CLOCK + 2 * HOUR
    assert after.visit == ("confirmed", twelve, twelve + HOUR, 11500, 11500)
    assert after.taken == [(first.pk, None, twelve, True)]
    again = visit_of((menu.colour, first))
    assert book(menu, visit=again, customer=UserFactory()).starts_at == TEN_O_CLOCK


def test_cancelling_the_last_part_keeps_both_stretches_of_the_first(visit, menu):
    _colour, other = visit.items.all()
    by_customer(visit, other)
    after = state_of(visit)
    assert [start for _staff, _room, start, _blocking in after.taken] == [
        TEN_O_CLOCK,
        TEN_O_CLOCK + 1.5 * HOUR,
    ]
    assert after.visit[:4] == ("confirmed", TEN_O_CLOCK, TEN_O_CLOCK + 2 * HOUR, 20000)


def test_cancelling_a_part_writes_what_was_and_is(visit):
    colour, _other = visit.items.all()
    by_customer(visit, colour, reason="no time")
    event = visit.events.get(kind="edited")
    assert (event.data["before"]["total_minor"], event.data["after"]["total_minor"]) == (
        31500,
        11500,
    )
    assert (event.reason, event.policy["by"], event.data["is_move"]) == (
        "no time",
        "customer",
        False,
    )


def test_one_guest_goes_and_the_others_pause_stays(menu):
    first = menu.stylists[0]
    wish = visit_of((menu.colour, first), guests=[[(menu.cut, menu.stylists[1])]])
    party = confirm_appointment(book(menu, visit=wish).pk)
    _colour, cut = party.items.all()
    by_customer(party, cut)
    assert [row[:3] for row in state_of(party).taken] == [
        (first.pk, None, TEN_O_CLOCK),
        (first.pk, None, TEN_O_CLOCK + 1.5 * HOUR),
    ]


def test_one_guest_of_a_party_goes(menu):
    one, other = menu.stylists
    wish = visit_of((menu.service, one), guests=[[(menu.service, other)]])
    party = confirm_appointment(book(menu, visit=wish).pk)
    by_customer(party, party.items.get(guest=0))
    after = state_of(party)
    assert after.visit == ("confirmed", TEN_O_CLOCK, TEN_O_CLOCK + HOUR, 11500, 11500)
    assert after.taken == [(other.pk, None, TEN_O_CLOCK, True)]


def test_room_and_place_in_a_class_are_given_back(menu):
    kind = ResourceTypeFactory()
    room = ResourceFactory(type=kind)
    massage = ServiceFactory(resource_type=kind, price_minor=9000)
    lesson = ServiceFactory(capacity=3, price_minor=5000)
    StaffMemberFactory(services=[massage, lesson])
    visit = visit_of((massage, None), (lesson, None))
    appointment = confirm_appointment(book(menu, visit=visit).pk)
    first, second = appointment.items.all()
    by_customer(appointment, second)
    assert ClassSession.objects.get().places_taken == 0
    assert [row[1] for row in state_of(appointment).taken if row[1]] == [room.pk]
    by_customer(appointment, first)
    assert Appointment.objects.get().status == "cancelled_by_customer"


def test_all_parts_are_the_whole(visit):
    found = by_customer(visit, *visit.items.all())
    assert found.is_whole
    assert Appointment.objects.get().status == "cancelled_by_customer"


def test_last_part_left_is_the_whole(visit):
    colour, other = visit.items.all()
    by_customer(visit, colour)
    by_customer(visit, other)
    assert Appointment.objects.get().status == "cancelled_by_customer"


def test_preview_changes_nothing(visit):
    before = state_of(visit)
    preview_cancellation(visit)
    preview_cancellation(visit, [visit.items.first().pk])
    assert state_of(visit) == before


def test_unknown_part_is_refused(visit, menu):
    other = book(menu, start=TEN_O_CLOCK + 4 * HOUR, customer=UserFactory())
    before = state_of(visit)
    with pytest.raises(UnknownItem):
        by_customer(visit, other.items.get())
    assert state_of(visit) == before


def test_part_of_an_unpaid_visit_is_refused(menu):
    held = book(menu, visit=visit_of((menu.cut, None), (menu.service, None)))
    before = state_of(held)
    with pytest.raises(NotChangeable):
        by_customer(held, held.items.first())
    assert state_of(held) == before


def test_notice_for_cancelling_binds_the_customer_alone(appointment, time_machine):
    rules(cancel_notice_minutes=120)
    time_machine.move_to(TEN_O_CLOCK - HOUR, tick=False)
    before = state_of(appointment)
    with pytest.raises(TooLateToCancel):
        by_customer(appointment)
    assert state_of(appointment) == before
    by_customer(appointment, actor=None, by_salon=True)
    assert Appointment.objects.get().status == "cancelled_by_salon"


def test_cancelling_is_hers_alone_and_once(appointment):
    with pytest.raises(AppointmentNotFound):
        by_customer(appointment, actor=UserFactory())
    by_customer(appointment)
    with pytest.raises(InvalidTransition):
        by_customer(appointment)
