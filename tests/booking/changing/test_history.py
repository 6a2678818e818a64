"""What earlier changes of a visit mean for its end: the table of examples."""

from datetime import datetime, timedelta

import pytest

from booking.domain.changing.rescheduling import reschedule
from booking.domain.history import Past, history_from
from booking.domain.policy.amounts import GivenUp
from tests.booking.conftest import TEN_O_CLOCK

HOUR, WEEK = timedelta(hours=1), timedelta(days=7)
A, B, C = (TEN_O_CLOCK + n * WEEK for n in range(3))
M, N = TEN_O_CLOCK - HOUR, TEN_O_CLOCK + HOUR


def change(at, start, after, *, kind="rescheduled", by="customer", fee=0):
    times = {"before": {"start": start.isoformat()}, "after": {"start": after.isoformat()}}
    return Past(kind, {"by": by, "fee_minor": fee}, times, at)


HISTORIES = {
    "nothing happened": ([], (0, ())),
    "moved by her": ([change(M, A, B)], (0, (GivenUp(A, M),))),
    "moved by her twice": (
        [change(M, A, B), change(N, B, C)],
        (0, (GivenUp(A, M), GivenUp(B, N))),
    ),
    "to other people at the same time": ([change(M, A, A)], (0, ())),
    "moved by the salon": ([change(M, A, B, by="salon")], (0, ())),
    "by her, then by the salon": ([change(M, A, B), change(N, B, C, by="salon")], (0, ())),
    "by her, then other people by the salon": (
        [change(M, A, B), change(N, B, B, by="salon")],
        (0, (GivenUp(A, M),)),
    ),
    "its first service taken out": (
        [change(M, A, B, kind="edited", fee=500)],
        (500, (GivenUp(A, M),)),
    ),
    "fees of two parts": (
        [change(M, A, A, kind="edited", fee=500), change(N, A, A, kind="edited", fee=70)],
        (570, ()),
    ),
    "from before events told of it": ([Past("edited", {}, {}, M)], (0, ())),
}


@pytest.mark.parametrize(("changes", "expected"), HISTORIES.values(), ids=HISTORIES)
def test_history(changes, expected):
    found = history_from(changes)
    assert (found.fees_minor, found.given_up) == expected


def test_events_keep_their_starts_as_instants(appointment):
    reschedule(appointment.pk, start=B, actor=appointment.customer, by_salon=False)
    told = appointment.events.get(kind="rescheduled").data
    starts = [datetime.fromisoformat(told[name]["start"]) for name in ("before", "after")]
    assert starts == [A, B]
