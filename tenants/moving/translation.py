"""Rewriting rows: every column that names something which has another id in the target."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import Field, Model

from tenants.moving.registry import CHANGES, Row, ValueChange
from tenants.moving.tables import Table

Texts = tuple[str | None, ...]
CellChange = Callable[[str, Row], str | None]
TYPE_FIELD = "content_type"
# Where Django, Wagtail and the audit log keep the other half of a generic reference.
OBJECT_COLUMNS = ("object_id", "object_pk")


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
