"""What the rows of a salon allow is offered and nothing else, also on the odd nights."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from booking.domain.availability import load_around, load_availability
from booking.errors import UnknownStaff
from tests.booking.availability.oracle_of_rows import RowOracle
from tests.booking.availability.salons_of_rows import plans
from tests.booking.availability.written_salons import write_salon

EXAMPLES = 25


@pytest.fixture
def salon(in_noor):
    """The schema of a salon; every example undoes what it wrote."""


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=plans())
def test_slots_are_what_the_rows_allow(salon, plan):
    with transaction.atomic():
        request, now = write_salon(plan)
        compare(request, plan.day, now)
        transaction.set_rollback(True)


def compare(request, day, now):
    try:
        availability = load_availability(request, day, day, now=now)
    except UnknownStaff:
        # The visit names somebody who does not do it, or not online.
        return
    oracle = RowOracle(request, day, now=now)
    slots, expected = availability.slots_on(day), oracle.starts()
    assert [slot.start for slot in slots] == sorted(expected)
    assert [slot.start for slot in slots if not oracle.accepts(slot)] == []
    wider = load_availability(request, day - timedelta(days=3), day + timedelta(days=3), now=now)
    assert wider.slots_on(day) == slots
    assert (day in wider.days_with_slots()) is bool(slots)
    first = availability.next_slot()
    assert first == (slots[0] if slots else None)
    for slot in slots[:3]:
        around = load_around(request, slot.start, now=now)
        assert (around.slot_at(slot.start), around.why(slot.start)) == (slot, [])
