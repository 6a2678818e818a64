"""Counting in windows of time, in the database: exact, and the same on every salon's host."""

import ipaddress
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.crypto import salted_hmac

from accounts.errors import Throttled
from accounts.thresholds import Window

# More than anybody can count to: such a window only remembers.
UNLIMITED = 2**31 - 1


def _statement(*, number_of_new: str, number_of_old: str, returning: bool) -> str:
    """Return one statement over all windows, locked in one order.

    Two at once cannot both take the last place, and never wait for each other. ``wanted.number``
    is the limit, or how much to add.
    """
    return f"""
WITH wanted AS (
    SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::int[], %s::bigint[], %s::int[])
        AS row (scope, key, action, seconds, start, number)
)
INSERT INTO accounts_ratewindow AS w (scope, key, action, seconds, start, count)
SELECT scope, key, action, seconds, start, {number_of_new}
 ORDER BY scope, key, action, seconds, start
ON CONFLICT (scope, key, action, seconds, start) DO UPDATE SET count = {number_of_old}
{"RETURNING scope, key, action, seconds" if returning else ""}
"""  # noqa: S608  # texts of our own


WANTED_NUMBER = """(
    SELECT number FROM wanted
     WHERE (wanted.scope, wanted.key, wanted.action, wanted.seconds)
         = (w.scope, w.key, w.action, w.seconds)
)"""
TAKE_SQL = _statement(
    number_of_new="1 FROM wanted WHERE number > 0",
    number_of_old=f"w.count + 1 WHERE w.count < {WANTED_NUMBER}",
    returning=True,
)
ADD_SQL = _statement(
    number_of_new="greatest(number, 0) FROM wanted",
    number_of_old=f"greatest(w.count + {WANTED_NUMBER}, 0)",
    returning=False,
)
CLEAR_SQL = _statement(
    number_of_new="0 FROM wanted", number_of_old="0 WHERE w.count > 0", returning=True
)
COUNTS_SQL = """
SELECT coalesce(w.count, 0)
  FROM unnest(%s::text[], %s::text[], %s::text[], %s::int[], %s::bigint[])
       WITH ORDINALITY AS wanted (scope, key, action, seconds, start, place)
  LEFT JOIN accounts_ratewindow w USING (scope, key, action, seconds, start)
 ORDER BY place
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


# scope, key, action, seconds: what tells one row of now from another
Row = tuple[str, str, str, int]


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

    Call inside a transaction: the refusal rolls back what was counted before it. All windows of
    the transaction belong in one call: within it they are locked in one order.
    """
    limits = _rows(counters)
    taken = set(_run(TAKE_SQL, limits, moment=now, returning=True))
    full = [row for row in limits if row not in taken]
    if full:
        waits = {row: _start(now, row[3]) + row[3] - int(now.timestamp()) for row in full}
        scope, _key, action, seconds = longest = max(full, key=lambda row: waits[row])
        what = scope if action == "send" else f"{scope}.{action}"
        raise Throttled(retry_after=waits[longest], limit=f"{what}:{seconds}")


def change(steps: dict[Counter, int], *, at: datetime) -> None:
    """Add to each counter its own step in the windows of a moment. Never below zero."""
    rows = {row: step for counter, step in steps.items() for row in _rows([counter])}
    _run(ADD_SQL, rows, moment=at)


def clear(counters: Sequence[Counter], *, at: datetime) -> list[Counter]:
    """Set the windows of a moment to zero; return the counters that were above."""
    above = set(_run(CLEAR_SQL, _rows(counters), moment=at, returning=True))
    return [counter for counter in counters if above & set(_rows([counter]))]


def counts_parameters(counters: Iterable[Counter], *, now: datetime) -> list[list[Any]]:
    """Return the parameters with which COUNTS_SQL reads each counter's first window, in order."""
    return _columns([next(iter(_rows([counter]))) for counter in counters], now)


def _rows(counters: Iterable[Counter]) -> dict[Row, int]:
    """Return each row with its limit, the lowest where one is named twice."""
    rows: dict[Row, int] = {}
    for counter in counters:
        key = counter.key
        for limit, seconds in counter.limits:
            row = (counter.scope, key, counter.action, seconds)
            rows[row] = min(limit, rows.get(row, UNLIMITED))
    return rows


def _run(
    sql: str, numbers: dict[Row, int], *, moment: datetime, returning: bool = False
) -> list[Row]:
    if not numbers:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, [*_columns(list(numbers), moment), list(numbers.values())])
        return [tuple(row) for row in cursor.fetchall()] if returning else []


def _columns(rows: Sequence[Row], moment: datetime) -> list[list[Any]]:
    """Return the rows as one list a column, with the start of their windows."""
    scopes, keys, actions, seconds = (list(column) for column in zip(*rows, strict=True))
    return [scopes, keys, actions, seconds, [_start(moment, length) for length in seconds]]


def _start(moment: datetime, seconds: int) -> int:
    return int(moment.timestamp()) // seconds * seconds
