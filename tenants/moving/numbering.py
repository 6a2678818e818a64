"""Numbers of the target for those of the source.

People are known by their phone, content types by app and model, numbered shared rows get new
numbers. What names a row that does not exist here must not name somebody else's there: it gets a
number that nobody has.
"""

from collections.abc import Iterable, Mapping

from django.apps import apps
from django.db.models import Model
from psycopg import sql

from tenants.moving.sides import Side
from tenants.moving.tables import Table


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
