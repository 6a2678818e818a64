"""Rooms, processing and parties under a crowd, with the guards and without them."""

from datetime import timedelta

import pytest
from django_tenants.utils import schema_context

from booking.models import (
    RESOURCE_OVERLAP,
    STAFF_OVERLAP,
    Occupancy,
)
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.booking.crowds import (
    CROWD,
    add_units,
    at_once,
    booking,
    broken,
    drop,
    meet_between_check_and_write,
    pairs,
    party,
    salon,
    visit_of,
    without_locks,
)

__all__ = ["salon"]


@pytest.mark.parametrize("units", [1, 2])
def test_rooms_are_shared_by_nobody(salon, units):
    add_units(salon, units)
    jobs = [booking(salon, c, (salon.room, salon.team[n % 4])) for n, c in enumerate(salon.crowd)]
    assert at_once(*jobs) == {"booked": units, "slot_taken": CROWD - units}
    assert broken() == (0, 0, 0)


def test_constraint_of_rooms_alone_holds(salon, monkeypatch):
    add_units(salon, 1)
    without_locks(monkeypatch, "lock_resources")
    jobs = [booking(salon, c, (salon.room, salon.team[n % 4])) for n, c in enumerate(salon.crowd)]
    assert at_once(*jobs)["booked"] == 1
    assert broken() == (0, 0, 0)


@pytest.mark.parametrize("units", [1, 2])
def test_control_without_guards_of_rooms_shares_one(salon, monkeypatch, units):
    """Everybody is given the first free room, also where there is another one."""
    add_units(salon, units)
    drop("booking_occupancy", RESOURCE_OVERLAP)
    without_locks(monkeypatch, "lock_resources")
    meet_between_check_and_write(monkeypatch)
    at_once(*(booking(salon, c, (salon.room, m)) for c, m in pairs(salon)))
    assert broken()[0] > 0


def test_processing_hosts_one_visit_of_the_same_person(salon):
    stylist = salon.team[0]
    with schema_context("noor"):
        book(salon, customer=salon.crowd[0], visit=visit_of((salon.colour, stylist)))
    # From 10:30 to 11:30 the colour works and she is free.
    start = TEN_O_CLOCK + timedelta(minutes=30)
    jobs = [booking(salon, c, (salon.cut, stylist), start=start) for c in salon.crowd]
    assert at_once(*jobs) == {"booked": 1, "slot_taken": CROWD - 1}
    assert broken() == (0, 0, 0)


def test_colour_and_the_visit_in_its_processing_are_booked_at_once(salon):
    stylist = salon.team[0]
    start = TEN_O_CLOCK + timedelta(minutes=30)
    colour = booking(salon, salon.crowd[0], (salon.colour, stylist))
    cut = booking(salon, salon.crowd[1], (salon.cut, stylist), start=start)
    assert at_once(colour, cut) == {"booked": 2}
    assert broken() == (0, 0, 0)


def test_control_without_guards_fills_the_processing_twice(salon, monkeypatch):
    drop("booking_occupancy", STAFF_OVERLAP)
    without_locks(monkeypatch, "lock_staff")
    meet_between_check_and_write(monkeypatch)
    start = TEN_O_CLOCK + timedelta(minutes=30)
    at_once(*(booking(salon, c, (salon.cut, salon.team[0]), start=start) for c in salon.crowd))
    assert broken()[0] > 0


def test_party_and_single_visits_share_nobody(salon):
    anybody = [(salon.cut, None)]
    together = party(salon, salon.crowd[0], anybody, anybody, anybody)
    alone = [booking(salon, customer, *anybody) for customer in salon.crowd[1:]]
    outcomes = at_once(together, *alone)
    assert outcomes["booked"] in {2, 4}
    with schema_context("noor"):
        assert Occupancy.objects.filter(blocking=True).count() == 4
    assert broken() == (0, 0, 0)
