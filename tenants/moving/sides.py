"""The two databases of a move, both as the owner of their tables."""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import psycopg
from django.db import connection
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from foundation.tenancy.roles import owner_settings
from tenants.moving.errors import MoveRunning, TargetUnfit

# Texts of both sides are compared: they must be written the same way.
SESSION = {
    "search_path": "public",
    "TimeZone": "UTC",
    "DateStyle": "ISO, YMD",
    "IntervalStyle": "postgres",
    "bytea_output": "hex",
    "extra_float_digits": "1",
    "client_encoding": "UTF8",
    "lock_timeout": "10s",
    "statement_timeout": "0",
    "application_name": "move_salon",
    # Rows come as they are: the guards against new ones of unproved people hold still
    # (booking/sql/verified.sql).
    "app.moving": "on",
}
ADVISORY_CLASS = 7_205  # any number that no other lock of ours uses
# A killed command's transaction is rolled back first: its session has the lock until then.
LOCK_WAIT = timedelta(seconds=20)
POLL_SECONDS = 0.1
SESSION_SQL = """
    SELECT pid, backend_start, datname FROM pg_stat_activity WHERE pid = pg_backend_pid()
"""
KEYS = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


@dataclass(frozen=True)
class Side:
    """One database, its connection set to the salon's rows."""

    connection: psycopg.Connection[Any]
    schema: str

    def one(self, query: str | sql.Composable, *values: Any) -> Any:
        """Return the first column of the first row, None without one."""
        rows = self.all(query, *values)
        return rows[0][0] if rows else None

    def all(self, query: str | sql.Composable, *values: Any) -> list[tuple[Any, ...]]:
        cursor = self._execute(query, values)
        return cursor.fetchall() if cursor.description else []

    def run(self, query: str | sql.Composable, *values: Any) -> int:
        """Execute a statement; return how many rows it touched."""
        return int(self._execute(query, values).rowcount)

    def _execute(self, query: str | sql.Composable, values: Sequence[Any]) -> psycopg.Cursor[Any]:
        return self.connection.execute(query, values or None)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Sides:
    """Where the salon is and where it goes."""

    source: Side
    target: Side
    # Hands out ids of the target outside its transaction, while rows stream into it.
    numbers: Side


@contextmanager
def open_sides(target: str, schema: str) -> Iterator[Sides]:
    """Connect to both databases and keep every other move of the salon out until the end.

    Raises TargetUnfit where the target does not answer, MoveRunning.
    """
    with ExitStack() as stack:
        source = stack.enter_context(closing(_connect(source_conninfo(), schema)))
        other, numbers = (stack.enter_context(closing(_target(target, schema))) for _ in range(2))
        sides = Sides(Side(source, schema), Side(other, schema), Side(numbers, schema))
        if _is_same_database(sides):
            raise TargetUnfit(reason="it is the database that the salon is in")
        _keep_others_out(sides.source)
        _keep_others_out(sides.target)
        yield sides


@contextmanager
def open_target(target: str, schema: str) -> Iterator[Side]:
    """Connect to the target alone, to ask it something.

    Raises TargetUnfit without an answer, MoveRunning while an earlier connection's work goes on.
    """
    with closing(_target(target, schema)) as opened:
        side = Side(opened, schema)
        _keep_others_out(side)
        yield side


def source_conninfo() -> str:
    """Return the owner's address of the database that this process works in."""
    own = connection.settings_dict
    owner = owner_settings() or own
    parts = own | {name: owner[name] for name in KEYS.values() if owner.get(name)}
    words = {key: parts[name] for key, name in KEYS.items() if parts.get(name)}
    # libpq's own words (sslmode, …); a pool is none.
    options = {key: value for key, value in owner["OPTIONS"].items() if isinstance(value, str)}
    return make_conninfo(**options | words | {"dbname": own["NAME"]})


def target_name(conninfo: str) -> str:
    """Return the target's database and host: what may be shown of its address."""
    parts = conninfo_to_dict(conninfo)
    return f"{parts.get('dbname', '')}@{parts.get('host', 'localhost')}"


def _target(conninfo: str, schema: str) -> psycopg.Connection[Any]:
    try:
        return _connect(conninfo, schema)
    except psycopg.Error as error:
        # psycopg's text may repeat the address: only its kind is told.
        raise TargetUnfit(reason=type(error).__name__) from None


def _connect(conninfo: str, schema: str) -> psycopg.Connection[Any]:
    opened = psycopg.connect(conninfo, autocommit=True, connect_timeout=10)
    for name, value in (SESSION | {"app.tenant": schema}).items():
        opened.execute("SELECT set_config(%s, %s, false)", [name, value])
    return opened


def _keep_others_out(side: Side) -> None:
    """Lock the salon for this session; raise MoveRunning where another one keeps it."""
    query = "SELECT pg_try_advisory_lock(%s, hashtext(%s))"
    deadline = time.monotonic() + LOCK_WAIT.total_seconds()
    while not side.one(query, ADVISORY_CLASS, side.schema):
        if time.monotonic() > deadline:
            raise MoveRunning
        time.sleep(POLL_SECONDS)


def _is_same_database(sides: Sides) -> bool:
    """Return whether the source's session is one of the target's database."""
    query = "SELECT 1 FROM pg_stat_activity WHERE (pid, backend_start, datname) = (%s, %s, %s)"
    here, there = sides.source.all(SESSION_SQL)[0], sides.target.all(SESSION_SQL)[0]
    return here[2] == there[2] and sides.target.one(query, *here) is not None
