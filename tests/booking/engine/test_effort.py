"""However large or impossible a visit is, a question of a month ends after a bounded effort."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from booking.domain.engine.effort import AT_FIRST, AT_LENGTH, IN_ALL, Effort
from booking.domain.engine.fitting import Fitting
from booking.domain.engine.planner import fit
from booking.domain.engine.search import Gaps, Search
from booking.domain.engine.timeline import Window, mask_of
from booking.domain.engine.world import Alignment, Blocks, Day, Part, Person, Unit, Visit, World

pytestmark = pytest.mark.unit
DAYS, STAFF, UNITS = 10, 50, 5
# One last step at each start.
OVERSHOOT = 200
FIRST = date(2026, 1, 4)
WINDOW = Window(datetime(2026, 1, 4, tzinfo=UTC), 1440 * DAYS)
SPANS = [(1440 * n + 600, 1440 * n + 1320) for n in range(DAYS)]
OPEN = mask_of(SPANS, WINDOW)


def half_booked(chance):
    """Return a mask in which about half of the time is taken, in pieces."""
    pieces, minute = [], 600
    while minute < WINDOW.minutes:
        length = chance.choice([30, 45, 60, 90])
        if chance.random() < 0.5:
            pieces.append((minute, minute + length))
        minute += length
    return mask_of(pieces, WINDOW)


def salon():
    """Return fifty people with days of their own and five rooms."""
    chance = random.Random(7)  # the same salon every time
    people = [
        Person(id=n, works=OPEN, busy=half_booked(chance), service_ids=frozenset({1, 2, 3}))
        for n in range(STAFF)
    ]
    return World(
        window=WINDOW,
        open=OPEN,
        grid=mask_of([(m, m + 1) for m in range(0, WINDOW.minutes, 5)], WINDOW) & OPEN,
        earliest=0,
        latest=WINDOW.minutes,
        days=tuple(Day(date=FIRST + timedelta(n), spans=(s,)) for n, s in enumerate(SPANS)),
        people={person.id: person for person in people},
        units=tuple(Unit(id=n, type_id=1, busy=half_booked(chance)) for n in range(UNITS)),
    )


SALON = salon()
COLOUR = Blocks(before=5, duration=15, processing=30, finishing=15, after=10)


def visit(guests, parts, alignment=Alignment.START, **details):
    one = tuple(Part(service_id=n % 3 + 1, blocks=COLOUR, **details) for n in range(parts))
    return Visit(guests=(one,) * guests, alignment=alignment)


WORST = {
    "six guests, five rooms": visit(6, 2, resource_type_id=1),
    "ready together, five rooms": visit(6, 2, Alignment.END, resource_type_id=1),
    "three parts each, ready together": visit(4, 3, Alignment.END, resource_type_id=1),
    "all by the same person": visit(6, 2, staff_id=1),
    "one guest, many rooms": visit(1, 5, resource_type_id=1),
    "twelve parts of one guest": visit(1, 12),
}


@pytest.mark.parametrize("wanted", WORST.values(), ids=WORST)
@pytest.mark.parametrize("gaps", [None, Gaps(30, only=True)], ids=["any", "tight"])
def test_question_ends_within_its_effort(wanted, gaps):
    search, effort = Search(SALON, wanted, gaps), Effort()
    for day in SALON.days:
        next(search.offers(day, effort), None)
    assert effort.left >= -OVERSHOOT * search.starts.bit_count()


def test_largest_party_that_can_be_fitted_needs_a_tenth_of_the_effort():
    wanted = visit(6, 2, Alignment.END)
    search, effort = Search(SALON, wanted), Effort()
    found = [next(search.offers(day, effort), None) for day in SALON.days]
    assert None not in found
    assert IN_ALL - effort.left < IN_ALL / 10


def test_party_without_rooms_for_all_is_refused_before_anything_is_tried():
    wanted = visit(6, 1, resource_type_id=1)
    search = Search(SALON, wanted)
    start = next(n for n in range(WINDOW.minutes) if search.starts >> n & 1)
    effort = Effort()
    assert fit(Fitting(SALON, wanted, search.guests, start, FIRST), effort) is None
    assert IN_ALL - effort.left < AT_FIRST < AT_LENGTH
