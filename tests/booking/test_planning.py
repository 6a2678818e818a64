from datetime import timedelta

import pytest

from booking.domain.availability import MAX_SERVICES
from booking.domain.engine.near import Near
from salons.models import StaffSkill, TimeOff
from tests.booking.conftest import TEN_O_CLOCK, slots_of
from tests.salons.factories import ServiceFactory, StaffMemberFactory


def test_services_in_sequence_follow_one_another(catalogue):
    [first, *_rest] = slots_of(catalogue.service, catalogue.service)
    starts = [part.start for part in first.parts]
    assert (starts, first.end - first.start) == (
        [TEN_O_CLOCK, TEN_O_CLOCK + timedelta(hours=1)],
        timedelta(hours=2),
    )


def test_person_who_does_two_in_a_row_cleans_up_in_between(catalogue):
    catalogue.service.cleanup_minutes = 15
    catalogue.service.save()
    part = (catalogue.service, catalogue.stylists[0])
    [first, *_rest] = slots_of(part, part)
    assert first.parts[1].start == TEN_O_CLOCK + timedelta(minutes=75)


def test_search_goes_back_when_the_first_choice_leads_nowhere(catalogue):
    """The first stylist is done by noon: she is in time for the second part only without
    having cleaned up after the first."""
    catalogue.service.cleanup_minutes = 15
    catalogue.service.save()
    first, second = catalogue.stylists
    only_first = ServiceFactory(duration_minutes=60)
    StaffSkill.objects.create(staff=first, service=only_first)
    noon = TEN_O_CLOCK + timedelta(hours=2)
    TimeOff.objects.create(staff=first, starts_at=noon, ends_at=noon + timedelta(hours=10))
    slot = slots_of(catalogue.service, only_first)[0]
    assert (slot.start, [part.staff.id for part in slot.parts]) == (
        TEN_O_CLOCK,
        [second.pk, first.pk],
    )


@pytest.mark.parametrize("people", [2, 12])
def test_search_stays_small_with_many_people_and_services(catalogue, monkeypatch, people):
    for _more in range(people - 2):
        StaffMemberFactory(services=[catalogue.service])
    impossible = ServiceFactory(duration_minutes=700)
    StaffSkill.objects.create(staff=catalogue.stylists[0], service=impossible)
    placed = []
    is_free = Near.is_free
    monkeypatch.setattr(Near, "is_free", lambda *args: placed.append(1) or is_free(*args))
    assert slots_of(*[catalogue.service] * (MAX_SERVICES - 1), impossible) == []
    starts = 12 * 4
    assert len(placed) <= starts * people * MAX_SERVICES
