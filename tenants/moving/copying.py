"""Rows from one database into the other, with a checksum of what was sent and what arrived."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from psycopg import sql

from tenants.moving.errors import CopyDiffers
from tenants.moving.sides import Side, Sides
from tenants.moving.tables import Table
from tenants.moving.translation import RowTranslator, Texts, json_columns

MODULUS = 2**256
HELD = "moving_rows"
# Cheap, order-free, computed by the database itself.
STATE_SQL = (
    "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)"
    " FROM ONLY {} t WHERE {}"
)


@dataclass
class RowSum:
    """How many rows, and the sum of their SHA-256: the same in whatever order they come."""

    rows: int = 0
    total: int = 0

    def add(self, row: Texts, jsons: Iterable[int]) -> None:
        """Count one row; JSON is compared by meaning, everything else as text."""
        cells = list(row)
        for index in jsons:
            if (text := cells[index]) is not None:
                cells[index] = json.dumps(json.loads(text), sort_keys=True)
        # PostgreSQL's texts have no NUL.
        line = "\x00".join("n" if cell is None else f"v{cell}" for cell in cells)
        digest = hashlib.sha256(line.encode()).digest()
        self.rows += 1
        self.total = (self.total + int.from_bytes(digest)) % MODULUS


def read_rows(side: Side, table: Table, *, tenant_id: int) -> Iterator[Texts]:
    """Yield the salon's rows as PostgreSQL writes them."""
    query = sql.SQL("COPY (SELECT {} FROM {} WHERE {}) TO STDOUT").format(
        table.column_list, table.identifier, table.where(side.schema, tenant_id)
    )
    with side.connection.cursor().copy(query) as copy:
        yield from copy.rows()


def copy_rows(sides: Sides, rows: RowTranslator, *, tenant_id: int) -> RowSum:
    """Send a table's rows, translated; return the sum of what was sent."""
    if not rows.table.is_shared:
        return _stream(sides, rows, rows.table.identifier, tenant_id)
    # COPY does not go into a table under row level security: through one of this transaction.
    held, target = sql.Identifier(HELD), sides.target
    target.run(sql.SQL("CREATE TEMP TABLE {} (LIKE {})").format(held, rows.table.identifier))
    sent = _stream(sides, rows, held, tenant_id)
    names = rows.table.column_list
    target.run(
        sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(
            rows.table.identifier, names, names, held
        )
    )
    target.run(sql.SQL("DROP TABLE {}").format(held))
    return sent


def require_equal(sides: Sides, table: Table, sent: RowSum, *, tenant_id: int) -> None:
    """Read the rows back from the target; raise CopyDiffers unless they are what was sent."""
    jsons, arrived = json_columns(table), RowSum()
    for row in read_rows(sides.target, table, tenant_id=tenant_id):
        arrived.add(row, jsons)
    if arrived != sent:
        raise CopyDiffers(table=table.label, sent=sent.rows, arrived=arrived.rows)


def source_state(source: Side, tables: Iterable[Table], *, tenant_id: int) -> dict[str, object]:
    """Return count and hash of each table as it is now."""
    return {
        table.label: source.all(
            sql.SQL(STATE_SQL).format(table.identifier, table.where(source.schema, tenant_id))
        )[0]
        for table in tables
    }


def copy_sequences(sides: Sides, tables: Iterable[Table]) -> None:
    """Let the sequences of the salon's schema go on where they are."""
    for table in tables:
        name = f'"{table.schema}"."{table.name}"'
        for column in table.columns:
            query = "SELECT pg_get_serial_sequence(%s, %s)"
            here = sides.source.one(query, name, column)
            if here is None:
                continue
            state = sides.source.all(f"SELECT last_value, is_called FROM {here}")[0]  # noqa: S608
            there = sides.target.one(query, name, column)
            sides.target.run("SELECT setval(%s, %s, %s)", there, *state)


def _stream(sides: Sides, rows: RowTranslator, into: sql.Identifier, tenant_id: int) -> RowSum:
    sent, jsons = RowSum(), json_columns(rows.table)
    copy = sql.SQL("COPY {} ({}) FROM STDIN").format(into, rows.table.column_list)
    with sides.target.connection.cursor().copy(copy) as out:
        for row in read_rows(sides.source, rows.table, tenant_id=tenant_id):
            translated = rows(row)
            sent.add(translated, jsons)
            out.write_row(translated)
    return sent
