"""Every offered time can be booked and every bookable time is offered, in random salons."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booking.domain.engine import effort
from booking.domain.engine.search import Gaps, Search
from booking.domain.engine.timeline import Window, mask_of
from booking.domain.engine.world import (
    Alignment,
    Blocks,
    Day,
    Part,
    Person,
    Session,
    Unit,
    Visit,
    World,
)
from tests.booking.engine.oracle import bookable_starts

pytestmark = pytest.mark.unit
MINUTES = 60
WINDOW = Window(datetime(2026, 1, 4, tzinfo=UTC), MINUTES)
minutes = st.integers(0, MINUTES)
spans = st.lists(
    st.tuples(minutes, st.integers(1, 25)).map(lambda pair: (pair[0], sum(pair))), max_size=3
)
masks = spans.map(lambda found: mask_of(found, WINDOW))
services = st.integers(1, 3)
steps = st.sampled_from([1, 5])
few = st.integers(0, 2)


@st.composite
def blocks(draw):
    return Blocks(
        before=draw(st.sampled_from([0, 0, 1, 3])),
        duration=draw(st.integers(1, 12)),
        processing=draw(st.sampled_from([0, 0, 4, 9])),
        finishing=draw(st.sampled_from([0, 0, 3])),
        after=draw(st.sampled_from([0, 0, 2, 5])),
    )


@st.composite
def parts(draw, menu):
    service_id = draw(services)
    return Part(
        service_id=service_id,
        staff_id=draw(st.sampled_from([None, None, 1, 2])),
        women_only=draw(st.sampled_from([False, False, True])),
        own_durations=draw(st.dictionaries(st.integers(1, 3), st.integers(1, 9), max_size=1)),
        **menu[service_id],
    )


@st.composite
def people(draw, staff_id):
    works = mask_of([(draw(st.integers(0, 20)), draw(st.integers(25, MINUTES)))], WINDOW)
    return Person(
        id=staff_id,
        works=works & ~draw(masks) if draw(st.booleans()) else works,
        busy=draw(masks),
        is_woman=draw(st.booleans()),
        service_ids=frozenset(draw(st.sets(services, min_size=1))),
        rank=(draw(st.integers(0, 3)),),
    )


@st.composite
def days(draw):
    """Two business days; the first runs past midnight, perhaps into the second."""
    middle = draw(st.integers(10, 50))
    shared = draw(st.integers(0, 8))
    ends = [(0, min(middle + shared, MINUTES)), (middle, MINUTES)]
    return tuple(
        Day(
            date=date(2026, 1, 4) + timedelta(days=number),
            spans=(span,),
            is_full=draw(st.sampled_from([False, False, False, True])),
            full_staff=frozenset(draw(st.sets(st.integers(1, 3), max_size=1))),
        )
        for number, span in enumerate(ends)
    )


@st.composite
def salons(draw):
    """Return a world and a visit."""
    menu = {
        service_id: {
            "blocks": draw(blocks()),
            "resource_type_id": draw(st.sampled_from([None, None, 1])),
            "capacity": draw(st.sampled_from([1, 1, 2])),
        }
        for service_id in range(1, 4)
    }
    crowd = [draw(people(number)) for number in range(1, draw(st.integers(1, 3)) + 1)]
    found = draw(days())
    world = World(
        window=WINDOW,
        open=WINDOW.everything & ~draw(masks),
        grid=mask_of(
            [(n, n + 1) for n in range(0, MINUTES, draw(st.sampled_from([1, 5])))], WINDOW
        ),
        earliest=draw(st.integers(0, 20)),
        latest=draw(st.integers(30, MINUTES)),
        days=found,
        people={person.id: person for person in crowd},
        units=tuple(
            Unit(id=n, type_id=1, busy=draw(masks)) for n in range(draw(st.integers(0, 2)))
        ),
        sessions=tuple(
            Session(
                service_id=s,
                staff_id=1,
                start=(start := draw(minutes)),
                end=start + draw(st.integers(1, 20)),
                seats_left=draw(st.integers(0, 2)),
            )
            for s in draw(st.sets(services, max_size=2))
        ),
    )
    guests = draw(st.sampled_from([1, 1, 1, 2]))
    longest = 3 if guests == 1 else 2
    visit = Visit(
        guests=tuple(
            tuple(draw(st.lists(parts(menu), min_size=1, max_size=longest))) for _n in range(guests)
        ),
        alignment=draw(st.sampled_from(Alignment)) if guests > 1 else Alignment.START,
        longest_wait=draw(st.sampled_from([0, 2, 4])),
        latest_end=draw(st.none() | st.none() | st.integers(20, MINUTES)),
    )
    return world, visit


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(salons())
def test_engine_offers_exactly_what_the_oracle_finds(salon):
    world, visit = salon
    search = Search(world, visit)
    offered = [offer.start for day in world.days for offer in search.offers(day)]
    assert len(offered) == len(set(offered))
    assert set(offered) == bookable_starts(world, visit)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(salons())
def test_engine_that_looks_closely_from_the_start_offers_the_same(salon):
    """With no first look at all: what is alike and what is too many is asked of every start."""
    world, visit = salon
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(effort, "AT_FIRST", -1)
        assert offered(Search(world, visit)) == bookable_starts(world, visit)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(salons(), st.sampled_from([4, 9]), st.booleans())
def test_engine_offers_every_time_that_somebody_can_take_without_a_gap(salon, shortest, closely):
    world, visit = salon
    with pytest.MonkeyPatch.context() as patch:
        if closely:
            patch.setattr(effort, "AT_FIRST", -1)
        found = offered(Search(world, visit, Gaps(shortest, only=True)))
    assert found == bookable_starts(world, visit, shortest)


def offered(search):
    return {offer.start for day in search.world.days for offer in search.offers(day)}
