"""Filling the target: everything of the salon in one transaction, compared before its commit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from psycopg import sql

from accounts.models import User
from tenants.models import Tenant
from tenants.moving.copying import (
    RowSum,
    copy_rows,
    copy_sequences,
    read_rows,
    require_equal,
    source_state,
)
from tenants.moving.errors import CopyDiffers, TargetUnfit
from tenants.moving.numbering import (
    KnownIds,
    SeenIds,
    find_models,
    map_content_types,
    number_rows,
)
from tenants.moving.people import bring_people
from tenants.moving.sides import Side, Sides
from tenants.moving.tables import Table, salon_tables, shared_tables, table_columns
from tenants.moving.translation import Translation, translator

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Transfer:
    """One salon's way from one side to the other. ``tell`` gets the name of each step done."""

    sides: Sides
    tenant: Tenant
    hosts: dict[str, str]
    tell: Tell

    def fill(self, *, must_rest: bool = True) -> dict[str, RowSum]:
        """Copy and compare everything; return what arrived by table. Commits nothing.

        Call it inside a transaction of the target. Raises CopyDiffers, also where the source
        was written to since the snapshot, unless it need not rest.
        """
        with _snapshot(self.sides.source):
            tables = self._tables()
            before = self._state(tables)
            to = self._translation(tables)
            self.tell("people")
            sums = self._copy(tables, to)
        self.sides.target.run("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            require_equal(self.sides, table, sums[table.label], tenant_id=self._id(table, to))
        if must_rest and self._state(tables) != before:
            raise CopyDiffers(reason="the source was written to")
        self.tell("compared")
        return sums

    def _tables(self) -> list[Table]:
        """Return the tables in the order they are filled: the registry row is the first."""
        source, schema = self.sides.source, self.tenant.schema_name
        shared, own = shared_tables(source), salon_tables(source, schema)
        registry = [table for table in shared if table.model is Tenant]
        return [*registry, *own, *(table for table in shared if table.model is not Tenant)]

    def _state(self, tables: list[Table]) -> dict[str, object]:
        return source_state(self.sides.source, tables, tenant_id=self.tenant.pk)

    def _translation(self, tables: list[Table]) -> Translation:
        """Find or make everything that rows name, and number the shared rows anew."""
        sides, tenant_id = self.sides, self.tenant.pk
        types, labels = map_content_types(sides.source, sides.target)
        models, named = find_models(labels), SeenIds()
        looking = Translation({User: named}, models)
        for table in tables:
            rows = translator(table, looking)
            if rows.changes:
                for row in read_rows(sides.source, table, tenant_id=tenant_id):
                    rows(row)
        ids: dict[type[Model], dict[int, int]] = {
            **number_rows(tables, sides.source, sides.numbers, tenant_id=tenant_id),
            User: self._known(User, bring_people(sides, named)),
            ContentType: self._known(ContentType, types),
        }
        return Translation(ids, models, self.hosts)

    def _known(self, model: type[Model], known: dict[int, int]) -> KnownIds:
        return KnownIds(known, numbers=self.sides.numbers, table=model._meta.db_table)

    def _copy(self, tables: list[Table], to: Translation) -> dict[str, RowSum]:
        sums = {}
        for table in tables:
            rows = translator(table, to)
            sums[table.label] = copy_rows(self.sides, rows, tenant_id=self.tenant.pk)
            if table.model is Tenant:
                self._make_schema()
                self.tell("schema")
        copy_sequences(self.sides, (table for table in tables if not table.is_shared))
        self.tell("rows")
        return sums

    def _make_schema(self) -> None:
        """Make the empty schema from the target's own template; it must be as the source's."""
        target, schema = self.sides.target, self.tenant.schema_name
        target.run("SELECT public.tenants_create_schema(%s)", schema)
        own = salon_tables(target, schema)
        everything = sql.SQL(", ").join(table.identifier for table in own)
        target.run(sql.SQL("TRUNCATE {}").format(everything))
        names = [table.name for table in own]
        here = table_columns(self.sides.source, schema, names)
        if here != table_columns(target, schema, names):
            raise TargetUnfit(reason="other columns in the salon's schema")

    def _id(self, table: Table, to: Translation) -> int:
        """Return the salon's number in the target."""
        return to.ids[Tenant][self.tenant.pk]


@contextmanager
def _snapshot(side: Side) -> Iterator[None]:
    """Read everything as of one moment."""
    connection = side.connection
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    try:
        with connection.transaction():
            yield
    finally:
        connection.isolation_level, connection.read_only = None, None
