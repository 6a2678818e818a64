"""What platform admins tune the limits by: sends, proofs and refusals of the last days."""

from collections import defaultdict
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.domain.limits.breaker import Breaker, read_breaker
from accounts.thresholds import Thresholds, thresholds

# Refused by no limit: a typing mistake, a page left open, a closed account.
NO_LIMITS = (
    *("invalid_code", "no_live_challenge", "account_inactive", "country_not_allowed"),
    "sms_unavailable",
)
SENDS_SQL = """
SELECT (hour AT TIME ZONE %s)::date, country, channel, sum(sent), sum(verified), sum(cost)
  FROM accounts_sendledger WHERE hour >= %s GROUP BY 1, 2, 3
"""
# Perhaps honest: the same number or device had signed in before, or did within the hour.
REFUSALS_SQL = """
SELECT (at AT TIME ZONE %s)::date, rule, count(*), count(*) FILTER (WHERE rule <> ALL(%s) AND (
           EXISTS (SELECT 1 FROM accounts_authevent s
                    WHERE s.phone_hash = e.phone_hash AND e.phone_hash <> ''
                      AND s.at <= e.at + interval '1 hour'
                      AND s.kind IN ('signed_in', 'code_verified') AND s.result = 'ok')
        OR EXISTS (SELECT 1 FROM accounts_authevent s
                    WHERE s.device_id = e.device_id AND s.at <= e.at + interval '1 hour'
                      AND s.kind IN ('signed_in', 'code_verified') AND s.result = 'ok')))
  FROM accounts_authevent e
 WHERE at >= %s AND kind IN ('code_requested', 'code_verified') AND result <> 'ok'
 GROUP BY 1, 2
"""


@dataclass(kw_only=True)
class Sums:
    """Codes sent and proved, with their cost in halalas."""

    sent: int = 0
    verified: int = 0
    cost: int = 0

    def add(self, sent: int, verified: int, cost: int) -> None:
        """Add one group of the ledger."""
        self.sent += sent
        self.verified += verified
        self.cost += cost

    @property
    def percent(self) -> int | None:
        """Return the conversion, None where nothing was sent."""
        return round(100 * self.verified / self.sent) if self.sent else None


@dataclass(kw_only=True)
class Refusals:
    """How often a rule refused, and how often perhaps somebody honest."""

    rule: str = ""
    count: int = 0
    perhaps_honest: int = 0

    def add(self, count: int, perhaps_honest: int) -> None:
        """Add one group of the log."""
        self.count += count
        self.perhaps_honest += perhaps_honest


@dataclass(kw_only=True)
class Day:
    """One day in the platform's time zone."""

    day: date
    sums: Sums = field(default_factory=Sums)
    refusals: Refusals = field(default_factory=Refusals)
    rules: list[Refusals] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """One limit in force, by the name under which settings change it."""

    name: str
    value: object
    is_default: bool


@dataclass(frozen=True, kw_only=True)
class CodeFigures:
    """Everything that the page shows, the newest day first."""

    days: list[Day]
    places: list[tuple[str, str, Sums]]
    rules: list[Refusals]
    breaker: Breaker
    thresholds: list[Threshold]

    @property
    def is_empty(self) -> bool:
        return not self.places and not self.rules


def code_figures(*, days: int, now: datetime) -> CodeFigures:
    """Return the figures of the last days, today included: three statements, however many rows."""
    today = timezone.localdate(now)
    by_day = {today - timedelta(n): Day(day=today - timedelta(n)) for n in range(days)}
    since = timezone.make_aware(datetime.combine(min(by_day), datetime.min.time()))
    places: dict[tuple[str, str], Sums] = defaultdict(Sums)
    rules: dict[str, Refusals] = {}
    for day, country, channel, *sums in _rows(SENDS_SQL, [settings.TIME_ZONE, since]):
        by_day[day].sums.add(*map(int, sums))
        places[country, channel].add(*map(int, sums))
    for day, rule, *refused in _rows(REFUSALS_SQL, [settings.TIME_ZONE, list(NO_LIMITS), since]):
        by_day[day].refusals.add(*refused)
        by_day[day].rules.append(Refusals(rule=rule, count=refused[0], perhaps_honest=refused[1]))
        rules.setdefault(rule, Refusals(rule=rule)).add(*refused)
    for each in by_day.values():
        each.rules.sort(key=_most_first)
    return CodeFigures(
        days=list(by_day.values()),
        places=sorted(((*where, sums) for where, sums in places.items()), key=_most_sent_first),
        rules=sorted(rules.values(), key=_most_first),
        breaker=read_breaker(now=now),
        thresholds=thresholds_in_force(),
    )


def thresholds_in_force() -> list[Threshold]:
    """Return every limit, with whether it is the default."""
    now, default = thresholds(), Thresholds()
    return [
        Threshold(
            name=each.name,
            value=getattr(now, each.name),
            is_default=getattr(now, each.name) == getattr(default, each.name),
        )
        for each in fields(Thresholds)
    ]


def _most_first(refusals: Refusals) -> tuple[int, str]:
    return -refusals.count, refusals.rule


def _most_sent_first(place: tuple[str, str, Sums]) -> tuple[int, str, str]:
    country, channel, sums = place
    return -sums.sent, country, channel


def _rows(sql: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
