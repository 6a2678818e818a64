"""From when and until when visits may begin, whoever is free: notice, same-day cut-off, horizon."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from booking.domain.availability.facts import Facts
from booking.domain.engine.hours import HoursPlan, spans_on
from booking.domain.engine.timeline import Window
from booking.domain.engine.wall_clock import ONE_DAY, opening_instant


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Minutes of the window; starts before the first three are refused, and from the last one."""

    now: int
    notice: int
    # The end of today, once it is too late for visits of the same day.
    cutoff: int | None
    horizon: int

    @property
    def earliest(self) -> int:
        return self.notice if self.cutoff is None else max(self.notice, self.cutoff)


def limits_of(
    facts: Facts,
    plan: HoursPlan,
    window: Window,
    *,
    now: datetime,
    today: date,
    online: bool = True,
) -> Limits:
    """Return the limits of what is wanted at the moment ``now``.

    Notice, cut-off and horizon are for customers: the salon itself (not ``online``) looks ahead.
    """
    if not online:
        moment = window.minute_after(now)
        return Limits(now=moment, notice=moment, cutoff=None, horizon=window.minutes)
    cutoff, zone = facts.rules.same_day_cutoff, facts.place.zone
    is_too_late = cutoff is not None and now >= opening_instant(today, cutoff, zone)
    last = today + timedelta(days=horizon_days(facts))
    return Limits(
        now=window.minute_after(now),
        notice=window.minute_after(now + timedelta(minutes=notice_minutes(facts))),
        cutoff=_end_of(today, plan, facts, window) if is_too_late else None,
        horizon=_end_of(last, plan, facts, window),
    )


def notice_minutes(facts: Facts) -> int:
    """Return the longest notice of the wanted services, each with its own or the salon's."""
    usual = facts.rules.minimum_notice_minutes
    notices = (service.minimum_notice_minutes for service in facts.services.values())
    return max(usual if own is None else own for own in notices)


def horizon_days(facts: Facts) -> int:
    """Return the shortest horizon of the wanted services."""
    usual = facts.rules.horizon_days
    return min(service.horizon_days or usual for service in facts.services.values())


def _end_of(day: date, plan: HoursPlan, facts: Facts, window: Window) -> int:
    """Return the first minute after a business day, past midnight where it runs on."""
    zone = facts.place.zone
    midnight = window.minute(opening_instant(day + ONE_DAY, time(0), zone))
    return max([midnight, *(end for _start, end in spans_on(day, plan.of(day), zone, window))])
