"""Sets of minutes as integers: bit ``n`` is the n-th minute of the window."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

# Half open: [start, end) in minutes of the window.
Span = tuple[int, int]

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Window:
    """A stretch of time whose minutes are counted from ``start`` (UTC, a whole minute)."""

    start: datetime
    minutes: int

    def minute(self, instant: datetime) -> int:
        """Return the minute that an instant lies in; negative before the window."""
        return (instant - self.start) // MINUTE

    def minute_after(self, instant: datetime) -> int:
        """Return the first minute that begins at or after an instant."""
        return -((self.start - instant) // MINUTE)

    def instant(self, minute: int) -> datetime:
        """Return when a minute begins, in UTC."""
        return self.start + minute * MINUTE

    @property
    def everything(self) -> int:
        return (1 << self.minutes) - 1


def mask_of(spans: Iterable[Span], window: Window) -> int:
    """Return the union of spans, cut to the window."""
    mask = 0
    for start, end in spans:
        start, end = max(start, 0), min(end, window.minutes)
        if start < end:
            mask |= ((1 << (end - start)) - 1) << start
    return mask


def mask_of_disjoint(spans: Iterable[Span], window: Window) -> int:
    """Return the union of many spans that do not overlap, cut to the window.

    The union is the sum of 2^end - 2^start: two bits a span instead of one large number each.
    """
    starts, ends = bytearray(window.minutes // 8 + 1), bytearray(window.minutes // 8 + 1)
    last = window.minutes
    for start, end in spans:
        # Thousands of them: a comparison costs a tenth of a call of max() or min().
        if start < 0:
            start = 0
        if end > last:
            end = last
        if start < end:
            starts[start >> 3] |= 1 << (start & 7)
            ends[end >> 3] |= 1 << (end & 7)
    return int.from_bytes(ends, "little") - int.from_bytes(starts, "little")


def spans_of(mask: int) -> list[Span]:
    """Return the runs of a mask, in order."""
    spans, offset = [], 0
    while mask:
        gap = (mask & -mask).bit_length() - 1
        mask >>= gap
        run = (~mask & (mask + 1)).bit_length() - 1
        spans.append((offset + gap, offset + gap + run))
        mask >>= run
        offset += gap + run
    return spans


def minutes_of(mask: int) -> Iterator[int]:
    """Yield the minutes of a sparse mask, in order."""
    offset = 0
    while mask:
        gap = (mask & -mask).bit_length() - 1
        offset += gap
        yield offset
        mask >>= gap + 1
        offset += 1


def starts_of_runs(mask: int, length: int) -> int:
    """Return the minutes from which at least ``length`` minutes of the mask follow.

    Doubles the run at each step: log2(length) shifts, however long the window is.
    """
    done = 1
    while done < length and mask:
        step = min(done, length - done)
        mask &= mask >> step
        done += step
    return mask


def spread_back(mask: int, first: int, last: int) -> int:
    """Return the minutes from which some minute of the mask is ``first``..``last`` ahead."""
    mask >>= first
    done, width = 0, last - first
    while done < width:
        step = min(done + 1, width - done)
        mask |= mask >> step
        done += step
    return mask


def spread_ahead(mask: int, first: int, last: int) -> int:
    """Return the minutes that are ``first``..``last`` after some minute of the mask."""
    mask <<= first
    done, width = 0, last - first
    while done < width:
        step = min(done + 1, width - done)
        mask |= mask << step
        done += step
    return mask


def has(mask: int, minute: int) -> bool:
    """Return whether the minute is in the mask."""
    return minute >= 0 and bool(mask >> minute & 1)


def covers(mask: int, span: Span) -> bool:
    """Return whether the whole span is in the mask."""
    start, end = span
    if start < 0:
        return False
    wanted = (1 << (end - start)) - 1
    return mask >> start & wanted == wanted
