"""What cannot be wanted: a visit that is empty or larger than can be booked."""

import pytest

from booking.domain.availability import (
    MAX_ADD_ONS,
    MAX_GUESTS,
    MAX_PARTS,
    MAX_SERVICES,
    PartRequest,
    VisitRequest,
    load_availability,
)
from booking.errors import UnknownStaff
from foundation.errors import DomainError
from tests.booking.conftest import SUNDAY
from tests.salons.factories import ServiceFactory, StaffMemberFactory

CUT = PartRequest(1)


def slots_of_visit(request):
    return load_availability(request, SUNDAY, SUNDAY).slots_on(SUNDAY)


def with_add_ons(*ids):
    return ((PartRequest(1, add_on_ids=ids),),)


@pytest.mark.unit
@pytest.mark.parametrize(
    ("guests", "code"),
    [
        ((), "empty_visit"),
        (((),), "empty_visit"),
        (((CUT,), ()), "empty_visit"),
        (((CUT,) * (MAX_SERVICES + 1),), "too_many_services"),
        (((CUT,),) * (MAX_GUESTS + 1), "too_many_guests"),
        (((CUT,) * 5, (CUT,) * 5, (CUT,) * 3), "too_many_parts"),
        (with_add_ons(*range(1, MAX_ADD_ONS + 2)), "too_many_add_ons"),
        (with_add_ons(4, 7, 4), "duplicate_add_on"),
    ],
)
def test_impossible_visit_is_refused_with_its_code(guests, code):
    with pytest.raises(DomainError) as refused:
        VisitRequest(guests)
    assert (refused.value.code, refused.value.status) == (code, 400)


@pytest.mark.unit
def test_largest_visits_are_accepted():
    assert len(VisitRequest(((CUT,) * 5, (CUT,) * 5, (CUT,) * 2)).parts) == MAX_PARTS
    assert len(VisitRequest(((CUT,),) * MAX_GUESTS).guests) == MAX_GUESTS
    assert VisitRequest(with_add_ons(1, 2, 3, 4, 5)).add_on_ids == [1, 2, 3, 4, 5]


def test_person_does_what_she_can_and_anybody_the_rest(catalogue):
    henna = ServiceFactory()
    mona = StaffMemberFactory(services=[henna])
    wanted = [PartRequest(s.pk, mona.pk, if_able=True) for s in (catalogue.service, henna)]
    slot = slots_of_visit(VisitRequest.of(*wanted))[0]
    who = [(part.staff.id, part.is_asked_for) for part in slot.parts]
    assert who == [(catalogue.stylists[0].pk, False), (mona.pk, True)]


def test_person_who_can_do_none_of_it_is_refused(catalogue):
    mona = StaffMemberFactory()
    wanted = PartRequest(catalogue.service.pk, mona.pk, if_able=True)
    with pytest.raises(UnknownStaff):
        slots_of_visit(VisitRequest.of(wanted, wanted))
