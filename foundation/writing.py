"""Rows that are written together in one round trip, new ones and changed ones.

As ``bulk_create`` and ``QuerySet.update``: no signals. Keys of the database's own are set on new
rows when they are there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from zlib import crc32

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, models

from foundation.prepared import PreparedStatement
from foundation.together import Rows, Statement, send_together

# Rows of one insert; the connection keeps a plan for each number of them.
MOST_PREPARED = 3


@dataclass(frozen=True)
class Write:
    """A statement, and the rows that it writes."""

    statement: Statement
    rows: Sequence[models.Model] = ()

    def note(self, returned: Rows) -> None:
        """Set their keys on the rows. Raises DatabaseError where one to be changed is gone."""
        if len(returned) != len(self.rows):
            raise DatabaseError("a row to be written was not there")
        for row, (key,) in zip(self.rows, returned, strict=True):
            row.pk = key
            row._state.adding, row._state.db = False, connection.alias


def write_together(writes: Iterable[Write]) -> None:
    """Write in this order, in one round trip.

    Raises IntegrityError for the first row that is refused: nothing is written then, and the
    transaction has to be rolled back.
    """
    numbered = {str(number): write for number, write in enumerate(writes)}
    found = send_together(replace(w.statement, name=name) for name, w in numbered.items())
    for name, write in numbered.items():
        if write.rows:
            write.note(found[name])


def new(
    rows: Sequence[models.Model], *, unique: tuple[str, ...] = (), instead: tuple[str, ...] = ()
) -> Write:
    """Return the insert of rows of one model, at least one.

    ``instead``: the columns that are changed where there is a row with the same ``unique`` ones.
    """
    fields, shape = _insert(type(rows[0]), len(rows), unique, instead)
    # Not the proxy: that looks for the thread's connection at each of many small questions.
    database = connections[DEFAULT_DB_ALIAS]
    values = [
        field.get_db_prep_save(field.pre_save(row, add=True), database)
        for row in rows
        for field in fields
    ]
    return Write(shape.statement(values), rows)


def changed(row: models.Model, *names: str) -> Write:
    """Return the update of some fields of a row that is locked."""
    fields, shape = _update(type(row), names)
    values = [f.get_db_prep_save(getattr(row, f.attname), connection) for f in fields]
    return Write(shape.statement(values), [row])


@dataclass(frozen=True)
class Shape:
    """The text of a statement with a place for each value, prepared unless it is a rare one."""

    sql: str
    prepared: PreparedStatement | None

    @classmethod
    def of(cls, name: str, sql: str, values: int) -> "Shape":
        """Return what the server plans once; of which types the values are follows from it."""
        places = [f"v{number}" for number in range(values)]
        numbered = sql % tuple(f"%({place})s" for place in places)
        types = dict.fromkeys(places, "unknown")
        return cls(sql, PreparedStatement(f"{name}_{crc32(sql.encode()):08x}", numbered, types))

    def statement(self, values: list[Any]) -> Statement:
        if self.prepared is None:
            return Statement("", self.sql, values)
        return Statement("", self.prepared.execution, values, self.prepared)


@cache
def _insert(
    model: type[models.Model], count: int, unique: tuple[str, ...], instead: tuple[str, ...]
) -> tuple[list[Any], Shape]:
    """Return the fields that are written, and the statement for so many rows."""
    meta, quote = model._meta, connection.ops.quote_name
    fields = [field for field in meta.local_concrete_fields if field is not meta.auto_field]
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = f"({', '.join(['%s'] * len(fields))})"
    tail = _returning(meta)
    if unique:
        changes = ", ".join(f"{quote(name)} = EXCLUDED.{quote(name)}" for name in instead)
        tail = f"ON CONFLICT ({', '.join(map(quote, unique))}) DO UPDATE SET {changes} {tail}"
    values = ", ".join([places] * count)
    sql = f"INSERT INTO {_table(meta)} ({columns}) VALUES {values} {tail}"  # noqa: S608
    if count > MOST_PREPARED:
        return fields, Shape(sql, None)
    return fields, Shape.of(f"new_{meta.db_table}"[:50], sql, len(fields) * count)


@cache
def _update(model: type[models.Model], names: tuple[str, ...]) -> tuple[list[Any], Shape]:
    """Return the fields that are written and the key, and the statement."""
    meta, quote = model._meta, connection.ops.quote_name
    fields: list[Any] = [*(meta.get_field(name) for name in names), meta.pk]
    *pairs, key = (f"{quote(field.column)} = %s" for field in fields)
    sql = f"UPDATE {_table(meta)} SET {', '.join(pairs)} WHERE {key} {_returning(meta)}"  # noqa: S608
    return fields, Shape.of(f"set_{meta.db_table}"[:50], sql, len(fields))


def _table(meta: Any) -> str:
    return str(connection.ops.quote_name(meta.db_table))


def _returning(meta: Any) -> str:
    return f"RETURNING {connection.ops.quote_name(meta.pk.column)}"
