"""Rows that are written together in one round trip, new ones and changed ones.

As ``bulk_create`` and ``QuerySet.update``: no signals. Keys of the database's own are set on new
rows when they are there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, models

from foundation.together import Rows, Statement, send_together


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
    fields, head, tail = _insert(type(rows[0]), unique, instead)
    places = f"({', '.join(['%s'] * len(fields))})"
    # Not the proxy: that looks for the thread's connection at each of many small questions.
    database = connections[DEFAULT_DB_ALIAS]
    values = [
        field.get_db_prep_save(field.pre_save(row, add=True), database)
        for row in rows
        for field in fields
    ]
    return Write(Statement("", f"{head} {', '.join([places] * len(rows))} {tail}", values), rows)


def changed(row: models.Model, *names: str) -> Write:
    """Return the update of some fields of a row that is locked."""
    meta, quote = row._meta, connection.ops.quote_name
    fields: list[Any] = [*(meta.get_field(name) for name in names), meta.pk]
    *pairs, key = (f"{quote(field.column)} = %s" for field in fields)
    parts = (
        "UPDATE",
        quote(meta.db_table),
        "SET",
        ", ".join(pairs),
        "WHERE",
        key,
        _returning(meta),
    )
    sql = " ".join(parts)
    values = [f.get_db_prep_save(getattr(row, f.attname), connection) for f in fields]
    return Write(Statement("", sql, values), [row])


@cache
def _insert(
    model: type[models.Model], unique: tuple[str, ...], instead: tuple[str, ...]
) -> tuple[list[Any], str, str]:
    """Return the fields that are written, and what stands before and after their values."""
    meta, quote = model._meta, connection.ops.quote_name
    fields = [field for field in meta.local_concrete_fields if field is not meta.auto_field]
    columns = ", ".join(quote(str(field.column)) for field in fields)
    head = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES"
    tail = _returning(meta)
    if unique:
        changes = ", ".join(f"{quote(name)} = EXCLUDED.{quote(name)}" for name in instead)
        tail = f"ON CONFLICT ({', '.join(map(quote, unique))}) DO UPDATE SET {changes} {tail}"
    return fields, head, tail


def _returning(meta: Any) -> str:
    return f"RETURNING {connection.ops.quote_name(meta.pk.column)}"
