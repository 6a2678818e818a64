"""Quiet hours by the salon's clock."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from booking.domain.waitlist.quiet import quiet_until

RIYADH = ZoneInfo("Asia/Riyadh")


def at(day, hour, minute=0):
    return datetime(2030, 1, day, hour, minute, tzinfo=RIYADH)


@pytest.mark.parametrize(
    ("now", "begins", "ends", "until"),
    [
        (at(5, 21, 59), time(22), time(9), None),
        (at(5, 22), time(22), time(9), at(6, 9)),
        (at(6, 0, 30), time(22), time(9), at(6, 9)),
        (at(6, 8, 59), time(22), time(9), at(6, 9)),
        (at(6, 9), time(22), time(9), None),
        (at(6, 13), time(12), time(15), at(6, 15)),
        (at(6, 15), time(12), time(15), None),
        (at(6, 3), time(9), time(9), None),
    ],
)
def test_quiet_ends_by_the_salons_clock(now, begins, ends, until):
    found = quiet_until(now.astimezone(UTC), begins=begins, ends=ends, zone=RIYADH)
    assert found == until
