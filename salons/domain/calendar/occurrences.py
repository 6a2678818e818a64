"""When seasons come next, and where two of them meet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from salons.domain.calendar.seasons import stretches
from salons.models import Season

# Two whole Hijri years and the one that runs.
AHEAD = timedelta(days=3 * 366)
# What is farther off than every bookable day worries nobody yet.
WARNED = timedelta(days=400)
Stretch = tuple[date, date]


@dataclass(frozen=True)
class Overlap:
    """Dates that two seasons claim: the one that begins last has them."""

    first: date
    last: date
    outdone: Season
    holds: Season


def next_occurrences(season: Season, today: date, *, offset: int, count: int = 2) -> list[Stretch]:
    """Return the running and the coming (first, last) of a season."""
    return stretches(season, today, today + AHEAD, offset=offset)[:count]


def season_overlaps(seasons: Iterable[Season], today: date, *, offset: int) -> list[Overlap]:
    """Return the next overlap of every two active seasons that meet, in the order of dates."""
    coming = [
        (season, stretches(season, today, today + WARNED, offset=offset))
        for season in seasons
        if season.is_active
    ]
    found = (
        _first_overlap(one, theirs, other, others)
        for (one, theirs), (other, others) in combinations(coming, 2)
    )
    return sorted((each for each in found if each), key=lambda overlap: overlap.first)


def _first_overlap(
    one: Season, theirs: list[Stretch], other: Season, others: list[Stretch]
) -> Overlap | None:
    for begins, ends in theirs:
        for starts, stops in others:
            if begins <= stops and starts <= ends:
                outdone, holds = (one, other) if begins <= starts else (other, one)
                return Overlap(max(begins, starts), min(ends, stops), outdone, holds)
    return None
