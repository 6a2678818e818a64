"""Counting in windows of time, in the database: exact, and the same on every salon's host."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import F
from django.utils.crypto import salted_hmac

from accounts.errors import Throttled
from accounts.models import RateWindow
from accounts.thresholds import Window

# One statement: two at once cannot both take the last place.
TAKE_SQL = """
INSERT INTO accounts_ratewindow AS w (scope, key, action, seconds, start, count)
VALUES (%s, %s, %s, %s, %s, 1)
ON CONFLICT (scope, key, action, seconds, start)
DO UPDATE SET count = w.count + 1 WHERE w.count < %s
RETURNING count
"""


@dataclass(frozen=True)
class Counter:
    """Counts ``action`` of one phone or address in windows of fixed start."""

    scope: str
    value: str
    action: str
    limits: tuple[Window, ...]

    @property
    def key(self) -> str:
        return salted_hmac(
            "accounts.windows", f"{self.scope}|{self.value}", algorithm="sha256"
        ).hexdigest()


def address_block(address: str) -> str:
    """Return the address, or its /64 for IPv6: that is what one subscriber has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def take_places(counters: Iterable[Counter], *, now: datetime) -> None:
    """Count once in every window, or raise Throttled with the seconds until there is room.

    Call inside a transaction: the refusal rolls back what was counted before it. Give the
    counters in one order everywhere, so that two callers cannot wait for each other.
    """
    waits = [
        _start(now, seconds) + seconds - int(now.timestamp())
        for counter in counters
        for limit, seconds in counter.limits
        if not _take(counter, limit=limit, seconds=seconds, start=_start(now, seconds))
    ]
    if waits:
        raise Throttled(retry_after=max(waits))


def give_back(counters: Iterable[Counter], *, taken_at: datetime) -> None:
    """Undo one count in the windows of that moment. Never below zero."""
    for counter in counters:
        for _limit, seconds in counter.limits:
            RateWindow.objects.filter(
                scope=counter.scope,
                key=counter.key,
                action=counter.action,
                seconds=seconds,
                start=_start(taken_at, seconds),
                count__gt=0,
            ).update(count=F("count") - 1)


def _take(counter: Counter, *, limit: int, seconds: int, start: int) -> bool:
    row: list[str | int] = [counter.scope, counter.key, counter.action, seconds, start, limit]
    with connection.cursor() as cursor:
        cursor.execute(TAKE_SQL, row)
        return cursor.fetchone() is not None


def _start(moment: datetime, seconds: int) -> int:
    return int(moment.timestamp()) // seconds * seconds
