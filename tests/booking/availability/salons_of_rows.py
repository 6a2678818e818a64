"""Random small salons, as ``written_salons`` writes them."""

from datetime import date, time
from types import SimpleNamespace

from hypothesis import strategies as st

from booking.domain.engine.world import Alignment
from salons.models import (
    Weekday,
)

# Zone, a day on or beside its switch of the clock; Riyadh in Ramadan 1451 and out of it.
PLACES = [
    ("Asia/Riyadh", date(2030, 1, 6)),
    ("Asia/Riyadh", date(2030, 3, 8)),
    ("Africa/Cairo", date(2030, 4, 25)),
    ("Africa/Cairo", date(2030, 4, 26)),
    ("Africa/Cairo", date(2030, 10, 31)),
    ("Europe/London", date(2030, 3, 31)),
    ("Europe/London", date(2030, 10, 26)),
    ("Europe/London", date(2030, 10, 27)),
    ("America/New_York", date(2030, 3, 10)),
    ("America/New_York", date(2030, 11, 3)),
    ("Australia/Lord_Howe", date(2030, 4, 7)),
    ("Australia/Lord_Howe", date(2030, 10, 6)),
    ("Asia/Kathmandu", date(2030, 5, 3)),
    ("Pacific/Apia", date(2030, 6, 7)),
    ("Pacific/Pago_Pago", date(2030, 6, 7)),
]
# From, until: days, evenings past midnight, around the clock.
HOURS = [
    *[("10:00", "14:00"), ("09:00", "17:00"), ("12:00", "20:00"), ("16:00", "22:30")],
    *[("21:00", "03:00"), ("22:30", "05:00"), ("00:00", "04:00"), ("01:30", "06:00")],
    *[("00:00", "00:00"), ("18:00", "00:00"), ("23:00", "02:30")],
]
SHORT = [
    *[("12:00", "12:30"), ("13:10", "13:50"), ("22:00", "22:45"), ("23:30", "00:30")],
    *[("01:00", "02:00"), ("02:15", "02:45"), ("00:00", "01:00")],
]
rare = st.sampled_from([False] * 4 + [True])
quarters = st.integers(-24 * 4, 48 * 4).map(lambda n: n * 15)
odd_minutes = st.integers(-24 * 12, 48 * 12).map(lambda n: n * 5) | st.integers(-1440, 2880)


def weekly(choices, *, most=2):
    """Return intervals of a week: the same on all days, or each its own."""
    day = st.lists(st.sampled_from(choices), max_size=most, unique_by=lambda pair: pair[0])
    same = day.map(lambda pairs: [(d, *pair) for d in Weekday.values for pair in pairs])
    own = st.tuples(*[day] * 7).map(
        lambda days: [
            (d, *pair) for d, pairs in zip(Weekday.values, days, strict=True) for pair in pairs
        ]
    )
    return same | same | own


@st.composite
def plans(draw):
    """Return what ``write_salon`` writes and the visit that is asked for."""
    zone, day = draw(st.sampled_from(PLACES))
    return SimpleNamespace(
        zone=zone,
        day=day,
        asked=draw(odd_minutes) // 3,
        hours=draw(weekly(HOURS)),
        special=draw(st.none() | st.lists(st.sampled_from(HOURS), max_size=2, unique_by=min)),
        special_on=draw(st.integers(-1, 2)),
        seasons=draw(st.lists(seasons(), max_size=2)) if draw(rare) else [],
        rules=draw(rules()),
        coordinates=draw(st.sampled_from([(None, None), (24.7136, 46.6753), (-31.55, 159.08)])),
        offset=draw(st.sampled_from([0, 0, 0, -1, 1])),
        units=draw(st.integers(0, 2)),
        services=draw(st.lists(services(), min_size=1, max_size=3)),
        add_on=draw(st.sampled_from([0, 10, 25])),
        team=draw(st.lists(people(), min_size=1, max_size=3)),
        stretches=draw(st.lists(stretches(), max_size=6)),
        classes=draw(st.lists(classes(), max_size=2)),
        visit=draw(visits()),
    )


def seasons():
    months, days = st.integers(1, 12), st.sampled_from([1, 15, 29, 30])
    ends = st.tuples(months, days, months, days)
    near = st.sampled_from([(8, 1, 9, 30), (9, 1, 10, 3), (9, 2, 9, 30), (11, 1, 10, 30)])
    return st.tuples(st.sampled_from(["hijri", "gregorian"]), ends | near, weekly(HOURS))


def rules():
    caps = st.sampled_from([None, None, None, 1, 2])
    return st.fixed_dictionaries(
        {
            "slot_step_minutes": st.sampled_from([10, 15, 15, 20, 30, 60]),
            "minimum_notice_minutes": st.sampled_from([0, 60, 600]),
            "horizon_days": st.sampled_from([1, 2, 60]),
            "same_day_cutoff": st.sampled_from([None, None, time(12), time(1)]),
            "salon_daily_cap": caps,
            "staff_daily_cap": caps,
            "longest_wait_minutes": st.sampled_from([0, 5, 15]),
            "anybody": st.sampled_from(["least_busy", "order", "rotation"]),
            "prayer_pause_minutes": st.sampled_from([0, 0, 20]),
            "friday": st.sampled_from([None, None, ("12:00", "13:30"), ("23:30", "00:30")]),
        }
    )


def services():
    return st.fixed_dictionaries(
        {
            "duration_minutes": st.sampled_from([15, 30, 45, 60, 120]),
            "processing_minutes": st.sampled_from([0, 0, 0, 20, 60]),
            "finishing_minutes": st.sampled_from([0, 0, 15]),
            "buffer_before_minutes": st.sampled_from([0, 0, 5, 30]),
            "cleanup_minutes": st.sampled_from([0, 0, 10]),
            "capacity": st.sampled_from([1, 1, 1, 2, 3]),
            "women_staff_only": rare,
            "needs_room": rare | st.booleans(),
            "minimum_notice_minutes": st.sampled_from([None, None, None, 0, 300]),
            "horizon_days": st.sampled_from([None, None, None, 1]),
        }
    )


@st.composite
def people(draw):
    offs = st.lists(st.tuples(odd_minutes, st.sampled_from([7, 60, 400])), max_size=1)
    return SimpleNamespace(
        gender=draw(st.sampled_from(["women", "women", "men"])),
        skills=draw(st.lists(st.booleans(), min_size=3, max_size=3)),
        own=draw(st.sampled_from([None, None, 20, 50])),
        shifts=draw(st.just([]) | weekly(HOURS)),
        breaks=draw(st.just([]) | weekly(SHORT)),
        off=draw(offs),
        extra=draw(offs),
        cap=draw(st.sampled_from([None, None, None, 1])),
        online=not draw(rare),
    )


def stretches():
    """Something taken: whose (person or unit), from when, for how long."""
    lengths = st.sampled_from([15, 45, 60, 180]) | st.integers(1, 90)
    return st.tuples(st.booleans(), st.integers(0, 2), odd_minutes, lengths)


def classes():
    return st.tuples(st.integers(0, 2), st.integers(0, 2), quarters, st.integers(1, 3))


def visits():
    part = st.tuples(st.integers(0, 2), st.sampled_from([None, None, 0, 1]), rare)
    one = st.lists(part, min_size=1, max_size=3).map(lambda parts: [parts])
    two = st.lists(st.lists(part, min_size=1, max_size=2), min_size=2, max_size=2)
    return st.tuples(one | one | two, st.sampled_from(Alignment), st.none() | st.none() | quarters)
