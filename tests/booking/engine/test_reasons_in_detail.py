"""Refusals that lie close together: what is blamed is what stands at the minute in question."""

from dataclasses import replace

import pytest

from booking.domain.engine.reasons import Note, Notes, Rule, why
from booking.domain.engine.search import Search
from booking.domain.engine.timeline import mask_of
from booking.domain.engine.world import Alignment, Session, Visit
from tests.booking.engine.test_reasons import CUT, SARA, WINDOW, WORLD

pytestmark = pytest.mark.unit
EARLY = ((Rule.PAST, 500), (Rule.NOTICE, 560), (Rule.CUTOFF, 610))


def refusals(start, *, world=WORLD, notes=None, visit=None):
    found = why(Search(world, visit or Visit(guests=((CUT,),))), start, notes or Notes())
    return [(refusal.rule, refusal.span) for refusal in found]


@pytest.mark.parametrize(
    ("start", "rule", "span"),
    [
        (490, Rule.PAST, (490, 500)),
        (500, Rule.NOTICE, (500, 560)),
        (600, Rule.CUTOFF, (600, 610)),
    ],
)
def test_first_of_what_is_too_early_is_named_with_its_end(start, rule, span):
    assert refusals(start, notes=Notes(early=EARLY)) == [(rule, span)]


def test_booked_time_is_told_whole():
    world = replace(WORLD, people={1: replace(SARA, busy=mask_of([(880, 990)], WINDOW))})
    assert refusals(930, world=world) == [(Rule.BOOKED, (880, 990))]


def test_booking_before_a_break_is_blamed_not_the_break():
    works = mask_of([(600, 780), (840, 900), (930, 1200)], WINDOW)
    world = replace(
        WORLD, people={1: replace(SARA, works=works, busy=mask_of([(870, 900)], WINDOW))}
    )
    notes = Notes(people={1: (Note((900, 930), Rule.BREAK, "lunch"),)})
    assert refusals(870, world=world, notes=notes) == [(Rule.BOOKED, (870, 900))]
    assert refusals(900, world=world, notes=notes) == [(Rule.BREAK, (900, 930))]


def test_closing_is_blamed_not_a_pause_before_it():
    notes = Notes(salon=(Note((1200, 1210), Rule.PAUSE, "Isha"),))
    world = replace(WORLD, people={1: replace(SARA, works=mask_of([(840, 1320)], WINDOW))})
    visit = Visit(guests=((replace(CUT, blocks=replace(CUT.blocks, duration=150)),),))
    assert refusals(1185, world=world, notes=notes, visit=visit) == [
        (Rule.CLOSES_BEFORE_END, (1320, 1335))
    ]


@pytest.mark.parametrize(("left", "rule"), [(0, Rule.CLASS_FULL), (1, None)])
def test_class_without_a_place_is_full(left, rule):
    session = Session(service_id=1, staff_id=1, start=900, end=960, seats_left=left)
    visit = Visit(guests=((replace(CUT, capacity=5),),))
    found = refusals(900, world=replace(WORLD, sessions=(session,)), visit=visit)
    assert found == ([(rule, (900, 960))] if rule else [])


@pytest.mark.parametrize("alignment", Alignment)
@pytest.mark.parametrize(("guests", "rule"), [(1, Rule.BOOKED), (2, Rule.BOOKED)])
def test_party_at_a_taken_time_names_what_is_taken(alignment, guests, rule):
    visit = Visit(guests=((CUT,),) * guests, alignment=alignment)
    assert [found for found, _span in refusals(870, visit=visit)] == [rule]


@pytest.mark.parametrize("alignment", Alignment)
def test_party_that_one_person_cannot_serve_is_not_together(alignment):
    visit = Visit(guests=((CUT,), (CUT,)), alignment=alignment)
    assert refusals(960, visit=visit) == [(Rule.TOGETHER, None)]
