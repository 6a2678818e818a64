import pytest

from booking.domain.engine.world import Blocks
from salons.domain.timed_parts import EXAMPLE, minutes_of, timed_parts
from salons.models import Service

pytestmark = pytest.mark.unit


def test_parts_follow_each_other():
    found = [(part.starts, part.minutes) for part in timed_parts(EXAMPLE)]
    assert found == [(0, 10), (10, 60), (70, 35), (105, 30), (135, 10)]


def test_form_that_is_not_filled_in_has_parts_of_no_length():
    assert set(minutes_of(Service(duration_minutes=None)).values()) == {0}


def test_parts_say_what_the_engine_does():
    """Both count the same minutes as the person's work."""
    before, *_rest, after = (part.minutes for part in timed_parts(EXAMPLE))
    blocks = Blocks(before=before, duration=60, processing=35, finishing=30, after=after)
    busy = {
        minute - before
        for part in timed_parts(EXAMPLE)
        if part.kind.person_is_busy
        for minute in range(part.starts, part.starts + part.minutes)
    }
    assert busy == {minute for span in blocks.work for minute in range(*span)}
