"""From the salon's wall clock to instants, also on the two odd nights of the year."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)


def opening_instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return when something begins: a doubled time the first time round.

    A time that the clock jumps over is the moment of the jump.
    """
    return _instant(day, clock, zone, fold=0)


def closing_instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return when something ends: a doubled time the second time round."""
    return _instant(day, clock, zone, fold=1)


def offset_minutes(instant: datetime, zone: ZoneInfo) -> int:
    """Return how many minutes the wall clock is ahead of UTC."""
    offset = instant.astimezone(zone).utcoffset() or timedelta(0)
    return offset // timedelta(minutes=1)


def _instant(day: date, clock: time, zone: ZoneInfo, *, fold: int) -> datetime:
    wall = datetime.combine(day, clock, tzinfo=zone).replace(fold=fold)
    instant = wall.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return instant
    # In the gap: the offsets of before and after lead to both sides of the jump.
    before = wall.replace(fold=0).astimezone(UTC)
    after = wall.replace(fold=1).astimezone(UTC)
    return _jump_between(min(before, after), max(before, after), zone)


def _jump_between(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """Return the first minute with the new offset, by halving."""
    old = offset_minutes(low, zone)
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) // 2
        middle = middle.replace(second=0, microsecond=0)
        low, high = (middle, high) if offset_minutes(middle, zone) == old else (low, middle)
    return high
