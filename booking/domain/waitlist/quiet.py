"""When nobody is written to: the salon's quiet hours."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from booking.domain.engine.wall_clock import ONE_DAY, opening_instant


def quiet_until(now: datetime, *, begins: time, ends: time, zone: ZoneInfo) -> datetime | None:
    """Return when the running quiet ends, None where it is not quiet.

    Over midnight where it ends before it begins; equal ends: never quiet.
    """
    clock = now.astimezone(zone).time()
    today = now.astimezone(zone).date()
    if begins < ends:
        is_quiet, last = begins <= clock < ends, today
    else:
        is_quiet = begins != ends and (clock >= begins or clock < ends)
        last = today + ONE_DAY if clock >= begins else today
    return opening_instant(last, ends, zone) if is_quiet else None
