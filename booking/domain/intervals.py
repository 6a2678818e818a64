"""Half-open intervals of time: pure arithmetic, no database, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """``[start, end)`` between two aware instants."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def overlaps(self, other: "Interval") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Interval") -> bool:
        return self.start <= other.start and other.end <= self.end


def merge(intervals: Iterable[Interval]) -> list[Interval]:
    """Return the union as sorted, disjoint intervals; touching ones become one, empty ones go."""
    merged: list[Interval] = []
    for interval in sorted(i for i in intervals if i.start < i.end):
        if merged and interval.start <= merged[-1].end:
            merged[-1] = Interval(merged[-1].start, max(merged[-1].end, interval.end))
        else:
            merged.append(interval)
    return merged


def intersect(first: Iterable[Interval], second: Iterable[Interval]) -> list[Interval]:
    """Return what is in both, sorted and disjoint."""
    right = merge(second)
    return [
        Interval(max(a.start, b.start), min(a.end, b.end))
        for a in merge(first)
        for b in right
        if a.overlaps(b)
    ]


def subtract(intervals: Iterable[Interval], holes: Iterable[Interval]) -> list[Interval]:
    """Return what is in ``intervals`` and in none of ``holes``, sorted and disjoint."""
    rest: list[Interval] = []
    blocked = merge(holes)
    for interval in merge(intervals):
        start = interval.start
        for hole in blocked:
            if hole.end <= start or hole.start >= interval.end:
                continue
            if hole.start > start:
                rest.append(Interval(start, hole.start))
            start = max(start, hole.end)
        if start < interval.end:
            rest.append(Interval(start, interval.end))
    return rest
