"""Which tables a salon's rows are in: found by introspection, so a new one is moved as well."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter

from django.apps import apps
from django.db.models import AutoField, Model
from psycopg import sql

from foundation.tenancy.constraints import RLSPolicy
from foundation.tenancy.models import TenantOwnedModel
from tenants.models import Tenant
from tenants.moving.registry import LEFT_BEHIND
from tenants.moving.sides import Side

COLUMNS_SQL = """
    SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = %s::regnamespace AND c.relkind = 'r' AND c.relname = ANY(%s)
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     ORDER BY c.relname, a.attname
"""
NAMES_SQL = """
    SELECT relname FROM pg_class
     WHERE relnamespace = %s::regnamespace AND relkind = 'r' ORDER BY relname
"""


@dataclass(frozen=True)
class Table:
    """Rows of one salon: all of a table in its schema, or its part of a shared one."""

    schema: str
    name: str
    columns: tuple[str, ...]
    model: type[Model] | None = None
    # The column that says whose row it is, in shared tables.
    owner: str = ""

    @property
    def label(self) -> str:
        return f"{'' if self.is_shared else 'salon.'}{self.name}"

    @property
    def is_shared(self) -> bool:
        return bool(self.owner)

    @property
    def identifier(self) -> sql.Identifier:
        return sql.Identifier(self.schema, self.name)

    @cached_property
    def column_list(self) -> sql.Composed:
        return sql.SQL(", ").join(map(sql.Identifier, self.columns))

    @property
    def has_new_ids(self) -> bool:
        """Return whether its rows are numbered by the database they are in."""
        key = self.model._meta.pk if self.model else None
        return self.is_shared and isinstance(key, AutoField)

    @property
    def is_append_only(self) -> bool:
        """Return whether its policy lets nobody delete, the owner included."""
        rules = self.model._meta.constraints if self.model else []
        return any(isinstance(rule, RLSPolicy) and rule.kind == "append_only" for rule in rules)

    def where(self, schema: str, tenant_id: int) -> sql.Composable:
        """Return the condition for the salon's rows."""
        if not self.is_shared:
            return sql.SQL("true")
        value = schema if self.owner == "schema_name" else tenant_id
        return sql.SQL("{} = {}").format(sql.Identifier(self.owner), sql.Literal(value))


def shared_models() -> list[type[Model]]:
    """Return the models of shared tables with rows of salons, each after those it names."""
    found: set[type[Model]] = {
        model for model in apps.get_models(include_auto_created=True) if owner_column(model)
    }
    graph = {model: _named_by(model) & found - {model} for model in sorted(found, key=str)}
    return list(TopologicalSorter(graph).static_order())


def owner_column(model: type[Model]) -> str:
    """Return the column of a shared model that says which salon a row is of, or nothing."""
    if model is Tenant:
        return "id"
    if issubclass(model, TenantOwnedModel):
        return "schema_name"
    keys = [f for f in model._meta.local_fields if f.related_model is Tenant]
    return str(keys[0].column) if keys else ""


def shared_tables(side: Side) -> list[Table]:
    """Return the shared tables as the database has them, in the order they can be filled in."""
    models = shared_models()
    columns = table_columns(side, "public", [model._meta.db_table for model in models])
    return [
        Table("public", name, tuple(columns[name]), model, owner_column(model))
        for model in models
        if (name := model._meta.db_table) in columns
    ]


def salon_tables(side: Side, schema: str) -> list[Table]:
    """Return the tables of the salon's schema without those that stay where they are."""
    by_name = {m._meta.db_table: m for m in apps.get_models(include_auto_created=True)}
    names = [name for (name,) in side.all(NAMES_SQL, schema)]
    columns = table_columns(side, schema, names)
    tables = [Table(schema, name, tuple(columns[name]), by_name.get(name)) for name in names]
    return [t for t in tables if t.model is None or t.model._meta.label not in LEFT_BEHIND]


def table_columns(side: Side, schema: str, names: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return table -> column -> type of what is not computed by the database."""
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in side.all(COLUMNS_SQL, schema, list(names)):
        found.setdefault(table, {})[column] = kind
    return found


def _named_by(model: type[Model]) -> set[type[Model]]:
    related = {field.related_model for field in model._meta.local_fields}
    return {other for other in related if isinstance(other, type) and issubclass(other, Model)}
