"""Checks of the models that depend on the time of day."""

from datetime import UTC, datetime

import pytest

from salons.models import BookingRules


@pytest.mark.parametrize(
    ("name", "hour"), [("waitlist_quiet_from", 22), ("waitlist_quiet_until", 9)]
)
def test_hours_of_the_night_are_no_fixed_times_to_django(time_machine, name, hour):
    """Django warns (W161) of a default that is about now, so only within seconds of that hour."""
    time_machine.move_to(datetime(2030, 1, 5, hour, 0, tzinfo=UTC), tick=False)
    field = BookingRules._meta.get_field(name)
    assert (field.check(), field.get_default().hour) == ([], hour)
