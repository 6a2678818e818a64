"""The cost breaker: when too few codes are proved, or far too many leave, strangers get none.

Most of what it refuses in an attack are machines; people sign in on the devices that they have
signed in on before.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection

from accounts.domain.events import record_event
from accounts.domain.limits.windows import Counter, take_places
from accounts.enums import AuthEventKind, AuthResult
from accounts.errors import SmsPaused, Throttled
from accounts.thresholds import thresholds

logger = logging.getLogger(__name__)

HOUR = timedelta(hours=1)
WEEK = 7
FIGURES_SQL = """
SELECT coalesce(sum(sent) FILTER (WHERE hour = %(hour)s), 0),
       coalesce(sum(verified) FILTER (WHERE hour = %(hour)s), 0),
       coalesce(sum(sent) FILTER (WHERE hour = %(last_hour)s), 0),
       coalesce(sum(verified) FILTER (WHERE hour = %(last_hour)s), 0),
       coalesce(sum(sent) FILTER (WHERE hour > %(day_ago)s), 0),
       coalesce(sum(sent) FILTER (WHERE hour = ANY(%(same_hours)s)), 0),
       coalesce(sum(sent) FILTER (WHERE hour <= %(day_ago)s), 0)
  FROM accounts_sendledger WHERE hour > %(week_ago)s
"""


class Figures(NamedTuple):
    """Codes that left and were proved. A day is the last 24 hours; ``usual``: a week's mean."""

    hour_sent: int = 0
    hour_verified: int = 0
    last_hour_sent: int = 0
    last_hour_verified: int = 0
    day_sent: int = 0
    usual_hour: float = 0
    usual_day: float = 0


@dataclass(frozen=True, kw_only=True)
class Breaker:
    """The figures of a moment, and what the thresholds make of them."""

    figures: Figures
    now: datetime

    @property
    def recent_sent(self) -> float:
        """Codes of the last sixty minutes: the end of the hour before counts by its share."""
        return self.figures.hour_sent + self.figures.last_hour_sent * self._share

    @property
    def recent_verified(self) -> float:
        return self.figures.hour_verified + self.figures.last_hour_verified * self._share

    @property
    def hour_limit(self) -> float:
        limits = thresholds()
        return max(limits.hour_floor, limits.hour_factor * self.figures.usual_hour)

    @property
    def day_limit(self) -> float:
        limits = thresholds()
        usual = max(limits.day_floor, limits.day_factor * self.figures.usual_day)
        return min(usual, limits.day_cap)

    @property
    def is_hour_busy(self) -> bool:
        """Return whether the next code of this hour is one that people should hear about."""
        return self.figures.hour_sent >= self.hour_limit

    @property
    def reason(self) -> str:
        """Return why strangers get no codes, an empty string while they do."""
        limits = thresholds()
        if self.figures.day_sent >= self.day_limit:
            return "day"
        if self.recent_sent < limits.breaker_sends:
            return ""
        is_low = self.recent_verified * 100 < self.recent_sent * limits.breaker_percent
        return "conversion" if is_low else ""

    @property
    def _share(self) -> float:
        return 1 - (self.now - hour_of(self.now)) / HOUR


def hour_of(moment: datetime) -> datetime:
    """Return the beginning of the hour."""
    return moment.replace(minute=0, second=0, microsecond=0)


def read_breaker(*, now: datetime) -> Breaker:
    """Return the state of the breaker: one statement over eight days of hourly sums."""
    hour = hour_of(now)
    moments: dict[str, Any] = {
        "hour": hour,
        "last_hour": hour - HOUR,
        "day_ago": hour - timedelta(days=1),
        "same_hours": [hour - timedelta(days=days) for days in range(1, WEEK + 1)],
        "week_ago": hour - timedelta(days=WEEK + 1),
    }
    with connection.cursor() as cursor:
        cursor.execute(FIGURES_SQL, moments)
        sums = [int(number) for number in cursor.fetchone()]
    hour_sent, hour_verified, last_sent, last_verified, day_sent, same_hours, days = sums
    figures = Figures(
        *(hour_sent, hour_verified, last_sent, last_verified, day_sent),
        usual_hour=same_hours / WEEK,
        usual_day=days / WEEK,
    )
    return Breaker(figures=figures, now=now)


def refuse_while_paused(*, now: datetime) -> None:
    """Raise SmsPaused while strangers get no codes. What is unusual is told once an hour."""
    breaker = read_breaker(now=now)
    reason = breaker.reason
    if reason:
        _sound("paused", reason, breaker)
        left = hour_of(now) + HOUR - now
        raise SmsPaused(limit=reason, retry_after=max(60, int(left.total_seconds())))
    if breaker.is_hour_busy:
        _sound("busy", "hour", breaker)


def _sound(state: str, reason: str, breaker: Breaker) -> None:
    """Log an error and write an event, unless that was done in this hour."""
    once = Counter("alarm", f"{state}:{reason}", "alarm", ((1, 3600),))
    try:
        take_places([once], now=breaker.now)
    except Throttled:
        return
    figures = breaker.figures
    logger.error(
        "one-time codes: %s (%s); last 60 minutes %d sent, %d proved; last 24 hours %d sent,"
        " limits %d an hour and %d a day",
        *(state, reason, breaker.recent_sent, breaker.recent_verified, figures.day_sent),
        *(breaker.hour_limit, breaker.day_limit),
    )
    record_event(AuthEventKind.SENDING_ALARM, AuthResult.FAILED, rule=f"{state}:{reason}")
