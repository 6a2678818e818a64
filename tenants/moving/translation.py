"""From the ids of one database to those of the other, row by row.

People are known by their number, content types by app and model, numbered shared rows get new
numbers. What names a row that does not exist here must not name somebody else's there: it gets a
number that nobody has.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Field, Model
from psycopg import sql

from tenants.moving.registry import CHANGES, Row, ValueChange
from tenants.moving.sides import Side
from tenants.moving.tables import Table

Texts = tuple[str | None, ...]
CellChange = Callable[[str, Row], str | None]
TYPE_FIELD = "content_type"
# Where Django, Wagtail and the audit log keep the other half of a generic reference.
OBJECT_COLUMNS = ("object_id", "object_pk")


class KnownIds(dict[int, int]):
    """Old id -> new id; an unknown one gets a fresh number of the target, once."""

    def __init__(self, known: Mapping[int, int], *, numbers: Side, table: str) -> None:
        super().__init__(known)
        self._numbers, self._table = numbers, table

    def __missing__(self, old: int) -> int:
        self[old] = fresh_ids(self._numbers, self._table, 1)[0]
        return self[old]


class SeenIds(dict[int, int]):
    """Leaves every id as it is and remembers it."""

    def __missing__(self, old: int) -> int:
        self[old] = old
        return old


@dataclass(frozen=True)
class Translation:
    """All that is different in the target."""

    ids: Mapping[type[Model], dict[int, int]]
    # Content types by their id in the source.
    models: Mapping[int, type[Model] | None]
    hosts: Mapping[str, str] = field(default_factory=dict)

    def id(self, model: type[Model], old: str) -> str:
        known = self.ids.get(model._meta.concrete_model or model)
        return str(known[int(old)]) if known is not None and old.isdecimal() else old

    def host(self, name: str) -> str:
        return self.hosts.get(name, name)

    def model(self, content_type: str | None) -> type[Model] | None:
        return self.models.get(int(content_type)) if content_type else None


@dataclass(frozen=True)
class RowTranslator:
    """Rewrites the rows of one table."""

    table: Table
    changes: tuple[tuple[int, CellChange], ...]

    def __call__(self, row: Texts) -> Texts:
        cells, named = list(row), dict(zip(self.table.columns, row, strict=True))
        for index, change in self.changes:
            old = row[index]
            if old is not None:
                cells[index] = change(old, named)
        return tuple(cells)


def translator(table: Table, to: Translation) -> RowTranslator:
    """Return what rewrites the table's rows, from its model's fields and what is registered."""
    found: dict[str, CellChange] = {}
    if table.model is not None:
        for fields in table.model._meta.local_concrete_fields:
            found |= _key_change(table, fields, to)
        found |= dict(_generic_changes(table, to))
        for (label, column), change in CHANGES.items():
            if label == table.model._meta.label:
                found[column] = _value_change(change, to)
    position = {name: index for index, name in enumerate(table.columns)}
    return RowTranslator(table, tuple((position[name], found[name]) for name in found))


def json_columns(table: Table) -> list[int]:
    """Return the positions of values that a translator may have written anew."""
    label = table.model._meta.label if table.model else ""
    return [
        index
        for index, name in enumerate(table.columns)
        if (change := CHANGES.get((label, name))) is not None and change.is_json
    ]


def map_content_types(source: Side, target: Side) -> tuple[dict[int, int], dict[int, str]]:
    """Return old id -> new id, and old id -> ``app.model``; makes what the target lacks."""
    query = "SELECT id, app_label, model FROM public.django_content_type"
    here = {pk: (app, model) for pk, app, model in source.all(query)}
    there = {(app, model): pk for pk, app, model in target.all(query)}
    for app, model in sorted(set(here.values()) - set(there)):
        insert = "INSERT INTO public.django_content_type (app_label, model) VALUES (%s, %s)"
        there[app, model] = target.one(insert + " RETURNING id", app, model)
    known = {pk: there[names] for pk, names in here.items()}
    return known, {pk: f"{app}.{model}" for pk, (app, model) in here.items()}


def find_models(labels: Mapping[int, str]) -> dict[int, type[Model] | None]:
    """Return the model of each content type; None where the code has it no more."""
    known = {m._meta.label_lower: m for m in apps.get_models(include_auto_created=True)}
    return {pk: known.get(label) for pk, label in labels.items()}


def fresh_ids(numbers: Side, table: str, count: int) -> list[int]:
    """Take numbers of a table of the target; what a rollback leaves unused is lost."""
    query = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
    return [number for (number,) in numbers.all(query, f"public.{table}", count)]


def number_rows(
    tables: Iterable[Table], source: Side, numbers: Side, *, tenant_id: int
) -> dict[type[Model], dict[int, int]]:
    """Return the new ids of the salon's numbered shared rows, in the old order."""
    found: dict[type[Model], dict[int, int]] = {}
    for table in tables:
        if table.model is None or not table.has_new_ids:
            continue
        query = sql.SQL("SELECT id FROM {} WHERE {} ORDER BY id").format(
            table.identifier, table.where(source.schema, tenant_id)
        )
        old = [number for (number,) in source.all(query)]
        known = dict(zip(old, fresh_ids(numbers, table.name, len(old)), strict=True))
        found[table.model] = KnownIds(known, numbers=numbers, table=table.name)
    return found


def _key_change(
    table: Table, column: "Field[object, object]", to: Translation
) -> dict[str, CellChange]:
    """Return the change of a foreign key, or of the row's own number."""
    model = column.related_model if column.is_relation else None
    if column.primary_key and table.has_new_ids and table.model is not None:
        model = table.model
    if not isinstance(model, type) or model not in to.ids or not issubclass(model, Model):
        return {}
    named = model
    return {str(column.column): lambda old, row: to.id(named, old)}


def _generic_changes(table: Table, to: Translation) -> Iterable[tuple[str, CellChange]]:
    """Yield changes of object ids whose model a content type beside them tells."""
    fields = table.model._meta.local_concrete_fields if table.model else []
    # A base type beside the specific one speaks of the same object: the shortest name wins.
    types = sorted(
        (f for f in fields if f.related_model is ContentType), key=lambda f: -len(f.name)
    )
    for kind in types:
        prefix = kind.name.removesuffix(TYPE_FIELD)
        for name in OBJECT_COLUMNS:
            column = next((c for c in (prefix + name, name) if c in table.columns), None)
            if column is not None:
                yield column, _generic_change(str(kind.column), to)


def _generic_change(type_column: str, to: Translation) -> CellChange:
    def change(old: str, row: Row) -> str:
        model = to.model(row[type_column])
        return old if model is None else to.id(model, old)

    return change


def _value_change(registered: ValueChange, to: Translation) -> CellChange:
    if not registered.is_json:
        return lambda old, row: registered.change(old, row, to)

    def change(old: str, row: Row) -> str:
        return json.dumps(registered.change(json.loads(old), row, to), ensure_ascii=False)

    return change
