"""The two databases of a move, both as the owner of their tables."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
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
}
ADVISORY_CLASS = 7_205  # any number that no other lock of ours uses
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
        # One database twice: the second lock finds the first in its way.
        if not all(_lock(side) for side in (sides.source, sides.target)):
            raise MoveRunning
        yield sides


@contextmanager
def open_target(target: str, schema: str) -> Iterator[Side]:
    """Connect to the target alone, to ask it something. Raises TargetUnfit without an answer."""
    with closing(_target(target, schema)) as opened:
        yield Side(opened, schema)


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


def _lock(side: Side) -> bool:
    query = "SELECT pg_try_advisory_lock(%s, hashtext(%s))"
    return bool(side.one(query, ADVISORY_CLASS, side.schema))
