"""Which stretch of a visit belongs to which of its services."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from psycopg.types.range import TimestamptzRange

from booking.domain.changing.stretches import stretches_of
from tests.booking.conftest import TEN_O_CLOCK

MINUTE = timedelta(minutes=1)


def item(pk, start, end, *, staff=1, room=None, session=None):
    return SimpleNamespace(
        pk=pk,
        staff_id=staff,
        resource_id=room,
        session_id=session,
        starts_at=TEN_O_CLOCK + start * MINUTE,
        ends_at=TEN_O_CLOCK + end * MINUTE,
    )


def row(pk, start, end, *, staff=1, room=None):
    during = TimestamptzRange(TEN_O_CLOCK + start * MINUTE, TEN_O_CLOCK + end * MINUTE)
    return SimpleNamespace(pk=pk, staff_id=None if room else staff, resource_id=room, during=during)


COLOUR, CUT = item(1, 0, 120), item(2, 30, 60)
BARE, BESIDE = item(1, 0, 90), item(2, 60, 90)


@pytest.mark.unit
@pytest.mark.parametrize(
    ("items", "rows", "owned"),
    [
        # Preparation before and clean-up after are the service's own.
        ([item(1, 0, 60), item(2, 60, 90)], [row(7, -10, 60), row(8, 60, 100)], [{7}, {8}]),
        # Somebody served in the pause of another one, by the same person.
        ([COLOUR, CUT], [row(7, 0, 30), row(8, 30, 60), row(9, 90, 125)], [{7, 9}, {8}]),
        # The pause ends as the other one does; only clean-up comes after it.
        ([BARE, BESIDE], [row(7, 0, 30), row(8, 60, 90), row(9, 90, 100)], [{7, 9}, {8}]),
        # One room for both.
        (
            [item(1, 0, 60, room=3), item(2, 60, 90, room=3)],
            [row(7, 0, 60), row(8, 0, 60, room=3), row(9, 60, 90), row(10, 60, 90, room=3)],
            [{7, 8}, {9, 10}],
        ),
        # Put beside each other on purpose: each has one of the same stretches.
        ([item(1, 0, 60), item(2, 0, 60)], [row(7, 0, 60), row(8, 0, 60)], [{7}, {8}]),
        # A place in a class takes nobody.
        ([item(1, 0, 60), item(2, 60, 90, session=5)], [row(7, 0, 70)], [{7}, set()]),
    ],
)
def test_stretches_belong_to_their_service(items, rows, owned):
    found = [{each.pk for each in stretches_of([one], items, rows)} for one in items]
    assert found == owned
