"""Time that the salon keeps for itself."""

from datetime import timedelta

import pytest
from django_tenants.utils import tenant_context

from audit.models import AuditEntry
from booking.domain.availability.words.explaining import explain
from booking.domain.availability.words.public import TAKEN
from booking.domain.desk.blocks import (
    BlockDetails,
    block_time,
    change_block,
    free_between,
    in_the_way,
    remove_block,
)
from booking.domain.desk.errors import (
    BlockEmpty,
    BlockNotFound,
    BlockNothing,
    BlockTooLong,
    TimeInUse,
)
from booking.errors import SlotTaken, UnknownStaff
from booking.models import LONGEST, Occupancy, TimeBlock
from salons.models import Resource
from tests.booking.conftest import TEN_O_CLOCK, book, slots_of
from tests.booking.desk.conftest import at, wish
from tests.salons.factories import ResourceTypeFactory, ServiceFactory


@pytest.fixture
def stylist(desk):
    return desk.catalogue.stylists[0]


def block(desk, *, hours=(3, 5), **values):
    details = {"reason": "training", "starts_at": at(hours[0]), "ends_at": at(hours[1])}
    return block_time(BlockDetails(**{**details, **values}), by=desk.reception)


def starts(desk, stylist):
    return {slot.start for slot in slots_of((desk.catalogue.service, stylist))}


def test_blocked_person_is_not_offered(desk, stylist):
    before = starts(desk, stylist)
    block(desk, staff_id=stylist.pk)
    gone = {each for each in before if at(2) < each < at(5)}
    assert starts(desk, stylist) == before - gone
    with pytest.raises(SlotTaken) as refused:
        book(desk.catalogue, start=at(4), staff=stylist)
    assert refused.value.data["rule"] == TAKEN


def test_same_block_sent_twice_is_one(desk, stylist):
    first = block(desk, staff_id=stylist.pk)
    assert block(desk, staff_id=stylist.pk) == first
    assert (TimeBlock.objects.count(), Occupancy.objects.count()) == (1, 1)
    with pytest.raises(TimeInUse):
        block(desk, staff_id=stylist.pk, reason="another one")


def test_salon_is_told_why_and_nobody_else(desk, stylist):
    block(desk, staff_id=stylist.pk)
    [reason] = explain(wish(desk.catalogue.service, stylist), at(4)).reasons
    assert (reason.rule, reason.label, reason.starts, reason.until) == (
        *("blocked", "training"),
        *(at(3), at(5)),
    )
    assert "training" in reason.message


def test_blocked_room_is_named_as_the_reason(desk, stylist):
    kind = ResourceTypeFactory()
    room = Resource.objects.create(type=kind, name="1")
    service = ServiceFactory(resource_type=kind)
    stylist.skills.model.objects.create(staff=stylist, service=service)
    block(desk, resource_id=room.pk, reason="new floor")
    [reason] = explain(wish(service, stylist), at(4)).reasons
    assert (reason.rule, reason.label) == ("resource", "new floor")
    assert "new floor" in reason.message


def test_what_is_booked_is_listed_and_nothing_is_saved(desk, stylist):
    booked = book(desk.catalogue, start=at(4), staff=stylist)
    with pytest.raises(TimeInUse) as refused:
        block(desk, staff_id=stylist.pk)
    assert [each.appointment for each in refused.value.data["conflicts"]] == [booked]
    assert (TimeBlock.objects.count(), Occupancy.objects.count()) == (0, 1)


def test_free_time_around_bookings_can_be_blocked(desk, stylist):
    book(desk.catalogue, start=at(3.5), staff=stylist)
    made = block(desk, staff_id=stylist.pk, around_bookings=True)
    rows = [(row.during.lower, row.during.upper) for row in made.occupancies.order_by("pk")]
    assert rows == [(at(3), at(3.5)), (at(4.5), at(5))]


def test_nothing_is_blocked_where_nothing_is_free(desk, stylist):
    book(desk.catalogue, start=at(3), staff=stylist)
    with pytest.raises(TimeInUse):
        block(desk, hours=(3, 4), staff_id=stylist.pk, around_bookings=True)
    assert not TimeBlock.objects.exists()


def test_several_days_are_rows_that_a_search_can_find(desk, stylist):
    made = block(desk, hours=(0, 24 * 5 + 1), staff_id=stylist.pk)
    rows = list(made.occupancies.order_by("pk"))
    assert [row.during.upper - row.during.lower for row in rows] == [
        *(LONGEST, LONGEST),
        timedelta(days=1, hours=1),
    ]
    assert starts(desk, stylist) == set()
    [reason] = explain(wish(desk.catalogue.service, stylist), at(72)).reasons
    assert reason.starts <= at(48) < at(96) <= reason.until


def test_block_is_moved_to_somebody_else(desk, stylist):
    made, other = block(desk, staff_id=stylist.pk), desk.catalogue.stylists[1]
    change_block(
        made.pk, BlockDetails(staff_id=other.pk, starts_at=at(6), ends_at=at(7), reason="call")
    )
    row = Occupancy.objects.get()
    assert (row.staff_id, row.during.lower, row.during.upper) == (other.pk, at(6), at(7))
    assert at(4) in starts(desk, stylist)


def test_change_that_is_refused_leaves_the_block(desk, stylist):
    made = block(desk, staff_id=stylist.pk)
    book(desk.catalogue, start=at(6), staff=stylist)
    with pytest.raises(TimeInUse):
        change_block(made.pk, BlockDetails(staff_id=stylist.pk, starts_at=at(3), ends_at=at(7)))
    made.refresh_from_db()
    assert (made.ends_at, made.occupancies.count()) == (at(5), 1)


def test_own_time_is_not_in_the_way_of_a_change(desk, stylist):
    made = block(desk, staff_id=stylist.pk)
    longer = BlockDetails(staff_id=stylist.pk, starts_at=at(3), ends_at=at(6))
    assert len(in_the_way(longer)) == 1
    assert in_the_way(longer, but_for=made.pk) == []
    assert change_block(made.pk, longer).ends_at == at(6)


def test_removed_block_frees_its_time_and_is_remembered(desk, stylist):
    made = block(desk, staff_id=stylist.pk)
    remove_block(made.pk)
    assert (TimeBlock.objects.count(), Occupancy.objects.count()) == (0, 0)
    verbs = AuditEntry.objects.filter(additional_data__has_key="verb").order_by("pk")
    assert [each.additional_data["verb"] for each in verbs] == ["time_blocked", "block_removed"]


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"hours": (5, 5)}, BlockEmpty),
        ({"hours": (0, 24 * 93)}, BlockTooLong),
        ({"staff_id": None}, BlockNothing),
        ({"resource_id": 1}, BlockNothing),
        ({"staff_id": 0}, UnknownStaff),
        ({"staff_id": None, "resource_id": 0}, BlockNothing),
    ],
)
def test_senseless_blocks_are_refused(desk, stylist, values, refusal):
    with pytest.raises(refusal):
        block(desk, **{"staff_id": stylist.pk, **values})
    assert not TimeBlock.objects.exists()


def test_another_salons_block_does_not_exist(desk, stylist, reem):
    made = block(desk, staff_id=stylist.pk)
    with tenant_context(reem), pytest.raises(BlockNotFound):
        remove_block(made.pk)
    assert TimeBlock.objects.get() == made


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        ([], [(0, 9)]),
        ([(0, 9)], []),
        ([(2, 3)], [(0, 2), (3, 9)]),
        ([(-1, 2), (1, 4), (8, 11)], [(4, 8)]),
        ([(5, 6), (2, 5)], [(0, 2), (6, 9)]),
    ],
)
def test_free_between(taken, free):
    def of(pairs):
        return [(TEN_O_CLOCK + a * LONGEST, TEN_O_CLOCK + b * LONGEST) for a, b in pairs]

    assert free_between(of([(0, 9)])[0], of(taken)) == of(free)
