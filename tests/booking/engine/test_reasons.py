"""Why a time is refused, and times that leave no useless gap."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from booking.domain.engine.best_times import is_tight
from booking.domain.engine.near import Near
from booking.domain.engine.reasons import Note, Notes, Rule, why
from booking.domain.engine.search import Search
from booking.domain.engine.timeline import Window, mask_of
from booking.domain.engine.world import Blocks, Day, Part, Person, Unit, Visit, World

pytestmark = pytest.mark.unit
WINDOW = Window(datetime(2026, 1, 4, tzinfo=UTC), 2880)
OPEN = [(600, 780), (840, 1320)]
CUT = Part(service_id=1, blocks=Blocks(duration=60))
SARA = Person(
    id=1,
    works=mask_of([(600, 700), (720, 780), (840, 1200)], WINDOW),
    busy=mask_of([(900, 960)], WINDOW),
    service_ids=frozenset({1}),
)
NOTES = Notes(
    salon=(Note((780, 840), Rule.PAUSE, "Dhuhr"), Note((1320, 2880), Rule.HOLIDAY, "Eid")),
    people={1: (Note((700, 720), Rule.BREAK, "lunch"), Note((900, 960), Rule.BOOKED))},
)
WORLD = World(
    window=WINDOW,
    open=mask_of(OPEN, WINDOW),
    grid=mask_of([(n, n + 1) for a, b in OPEN for n in range(a, b, 15)], WINDOW),
    earliest=610,
    latest=2000,
    days=(Day(date=date(2026, 1, 4), spans=tuple(OPEN)),),
    people={1: SARA},
)


def refusals(start, *parts, world=WORLD):
    found = why(Search(world, Visit(guests=(parts or (CUT,),))), start, NOTES)
    return [(refusal.rule, refusal.span, refusal.label) for refusal in found]


@pytest.mark.parametrize(
    ("start", "rule", "span", "label"),
    [
        (600, Rule.NOTICE, None, ""),
        (2000, Rule.HORIZON, None, ""),
        (800, Rule.PAUSE, (780, 840), "Dhuhr"),
        (1400, Rule.HOLIDAY, (1320, 2880), "Eid"),
        (616, Rule.OFF_GRID, None, ""),
        (750, Rule.PAUSE, (780, 840), "Dhuhr"),
        (645, Rule.BREAK, (700, 720), "lunch"),
        (870, Rule.BOOKED, (900, 960), ""),
        (1170, Rule.NOT_WORKING, (1200, 1230), ""),
    ],
)
def test_first_rule_that_refuses_is_named(start, rule, span, label):
    assert refusals(start) == [(rule, span, label)]


def test_bookable_time_has_no_refusal():
    assert refusals(960) == []


def test_service_that_nobody_does_is_named():
    assert refusals(960, replace(CUT, service_id=9)) == [(Rule.NOBODY, None, "")]


def test_man_is_refused_where_women_are_asked_for():
    world = replace(WORLD, people={1: replace(SARA, is_woman=False)})
    assert refusals(960, replace(CUT, women_only=True), world=world)[0][0] == Rule.WOMEN_ONLY


def test_taken_room_is_named():
    world = replace(WORLD, units=(Unit(id=1, type_id=1, busy=WINDOW.everything),))
    assert refusals(960, replace(CUT, resource_type_id=1), world=world)[0][0] == Rule.RESOURCE


@pytest.mark.parametrize("change", [{"is_full": True}, {"full_staff": frozenset({1})}])
def test_full_day_is_named(change):
    world = replace(WORLD, days=(replace(WORLD.days[0], **change),))
    expected = Rule.DAY_FULL if "is_full" in change else Rule.STAFF_DAY_FULL
    assert refusals(960, world=world)[0][0] == expected


def test_second_part_is_blamed_where_the_first_fits():
    later = replace(CUT, service_id=2)
    amal = replace(SARA, id=2, service_ids=frozenset({2}), works=mask_of([(600, 700)], WINDOW))
    world = replace(WORLD, people={1: SARA, 2: amal})
    found = why(Search(world, Visit(guests=((CUT, later),))), 960, NOTES)
    assert [(r.rule, r.part, r.staff_id) for r in found] == [(Rule.NOT_WORKING, later, 2)]


def test_everybody_who_could_is_explained():
    amal = replace(SARA, id=2, works=0)
    world = replace(WORLD, people={1: SARA, 2: amal})
    rules = [rule for rule, _span, _label in refusals(870, world=world)]
    assert rules == [Rule.BOOKED, Rule.NOT_WORKING]


@pytest.mark.parametrize(
    ("start", "tight"), [(960, True), (975, False), (990, True), (840, True), (1140, True)]
)
def test_time_is_best_that_leaves_no_useless_gap(start, tight):
    search = Search(WORLD, Visit(guests=((CUT,),)))
    assert (
        is_tight(Near(WORLD, search.visit, start, 30), search.offer_at(start).plan, shortest=30)
        is tight
    )
