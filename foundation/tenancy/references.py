"""The guard between shared rows and a salon's catalogue, where no foreign key can lead."""

from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings

from foundation.tenancy.constraints import StatementConstraint

FUNCTION = "public.foundation_require_reference"
# FOR KEY SHARE as a foreign key does: who deletes the row meanwhile waits, or makes this one fail.
# Not SECURITY DEFINER: whoever may write the row may read the catalogue of that salon.
CREATE_FUNCTION_SQL = f"""
CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $function$
DECLARE
    guard CONSTANT text := TG_ARGV[0];
    named CONSTANT text := TG_ARGV[1];
    target CONSTANT text := TG_ARGV[2];
    found_id bigint;
BEGIN
    IF to_regclass(format('%I.%I', NEW.schema_name, target)) IS NOT NULL THEN
        EXECUTE format('SELECT id FROM %I.%I WHERE id = ($1).%I FOR KEY SHARE',
                       NEW.schema_name, target, named)
           INTO found_id USING NEW;
    END IF;
    IF found_id IS NULL THEN
        RAISE EXCEPTION USING
            ERRCODE = 'foreign_key_violation',
            CONSTRAINT = guard, SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME, COLUMN = named,
            MESSAGE = format('"%s" violates reference "%s"', TG_TABLE_NAME, guard),
            DETAIL = format('There is no such row in %I.%I.', NEW.schema_name, target);
    END IF;
    RETURN NULL;
END
$function$
"""  # noqa: S608  # names of our own
DROP_FUNCTION_SQL = f"DROP FUNCTION {FUNCTION}()"


class CatalogueReference(StatementConstraint):
    """The row that ``field`` names must exist in the salon's own schema.

    An insert, or an update of the field or of the salon, that names anything else fails with
    SQLSTATE 23503 (foreign key violation) and the constraint's name. An empty field is none of
    its business. A deployment on a distributed database sets REFERENCE_GUARD_TRIGGERS to False
    before it migrates: the booking's own lock on the row and the nightly checker remain.
    """

    def __init__(self, *, name: str, field: str) -> None:
        self.field = field
        super().__init__(name=name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CatalogueReference) and (self.name, self.field) == (
            other.name,
            other.field,
        )

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"field": self.field}

    def _create_statements(self, model: Any, editor: Any) -> list[str]:
        if not settings.REFERENCE_GUARD_TRIGGERS:
            return []
        field = model._meta.get_field(self.field)
        quote = editor.quote_name
        column, target = quote(field.column), field.related_model._meta.db_table
        return [
            f"CREATE TRIGGER {quote(self.name)}"
            f" AFTER INSERT OR UPDATE OF {column}, schema_name ON {quote(model._meta.db_table)}"
            f" FOR EACH ROW WHEN (NEW.{column} IS NOT NULL)"
            f" EXECUTE FUNCTION {FUNCTION}('{self.name}', '{field.column}', '{target}')"
        ]

    def _remove_statements(self, model: Any, editor: Any) -> list[str]:
        quote = editor.quote_name
        table = quote(model._meta.db_table)
        return [f"DROP TRIGGER IF EXISTS {quote(self.name)} ON {table}"]


@cache
def references_to(target: type[Any]) -> tuple[tuple[type[Any], str], ...]:
    """Return (model, field) of every guarded key that leads to a model of the catalogue.

    By introspection: a table that a booking gets tomorrow is asked the day it is written.
    """
    return tuple(
        (model, guard.field)
        for model in apps.get_models()
        for guard in model._meta.constraints
        if isinstance(guard, CatalogueReference)
        and model._meta.get_field(guard.field).related_model is target
    )
