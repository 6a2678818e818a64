"""Constraints that Django has no class for, written so that they live in migrations."""

from abc import ABC, abstractmethod
from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import BaseConstraint

OWN_ROW = "schema_name = current_setting('app.tenant', true)"
OWN_OR_PLATFORM = f"({OWN_ROW} OR current_setting('app.scope', true) = 'platform')"


class StatementConstraint(BaseConstraint, ABC):
    """A constraint made of plain statements after the table exists.

    Each statement is executed on its own: a distributed PostgreSQL refuses several in one.
    """

    @abstractmethod
    def _create_statements(self, model: type[models.Model], editor: Any) -> list[str]: ...

    @abstractmethod
    def _remove_statements(self, model: type[models.Model], editor: Any) -> list[str]: ...

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        schema_editor.deferred_sql.extend(self._create_statements(model, schema_editor))

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        return _execute_all_but_last(self._create_statements(model, schema_editor), schema_editor)

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        return _execute_all_but_last(self._remove_statements(model, schema_editor), schema_editor)

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Hold in the database only: nothing to say about a single form."""


def _execute_all_but_last(statements: list[str], editor: BaseDatabaseSchemaEditor) -> str:
    """Execute them and return the last, empty where there is none: the caller executes that."""
    for statement in statements[:-1]:
        editor.execute(statement, params=None)
    return statements[-1] if statements else ""


class RLSPolicy(StatementConstraint):
    """Row level security keyed on the salon that the connection was set to.

    ``kind`` is ``"private"`` (the salon and the platform scope), ``"append_only"`` (the same, but
    rows can only be read and added) or ``"published"`` (everybody reads, the salon writes).
    FORCEd, so that the table's owner obeys as well.
    """

    KINDS = ("private", "append_only", "published")

    def __init__(self, *, name: str, kind: str = "private") -> None:
        if kind not in self.KINDS:
            raise ValueError(f"unknown kind {kind!r}")
        self.kind = kind
        super().__init__(name=name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RLSPolicy) and (self.name, self.kind) == (other.name, other.kind)

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"kind": self.kind}

    def policy_names(self) -> list[str]:
        """Return the names of its policies in the database."""
        return [self.name + suffix for suffix in self._policies()]

    def _policies(self) -> dict[str, str]:
        """Return policy suffix -> clause after ``ON table``."""
        if self.kind == "private":
            return {"": f"FOR ALL USING ({OWN_OR_PLATFORM}) WITH CHECK ({OWN_OR_PLATFORM})"}
        readable = "true" if self.kind == "published" else OWN_OR_PLATFORM
        clauses = {
            "_read": f"FOR SELECT USING ({readable})",
            "_add": f"FOR INSERT WITH CHECK ({OWN_OR_PLATFORM})",
        }
        if self.kind == "published":
            clauses["_edit"] = (
                f"FOR UPDATE USING ({OWN_OR_PLATFORM}) WITH CHECK ({OWN_OR_PLATFORM})"
            )
            clauses["_drop"] = f"FOR DELETE USING ({OWN_OR_PLATFORM})"
        return clauses

    def _create_statements(self, model: Any, editor: Any) -> list[str]:
        table = editor.quote_name(model._meta.db_table)
        return [
            *(
                f"CREATE POLICY {editor.quote_name(self.name + suffix)} ON {table} {clause}"
                for suffix, clause in self._policies().items()
            ),
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        ]

    def _remove_statements(self, model: Any, editor: Any) -> list[str]:
        table = editor.quote_name(model._meta.db_table)
        return [
            *(
                f"DROP POLICY {editor.quote_name(self.name + suffix)} ON {table}"
                for suffix in self._policies()
            ),
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        ]


class TenantForeignKey(StatementConstraint):
    """``FOREIGN KEY (schema_name, x_id) REFERENCES target (schema_name, id)``.

    A plain foreign key is checked past row level security, so a salon's row could point at
    another salon's. With the salon in the key it cannot. The model's own field is declared with
    ``db_constraint=False``; the target has ``UNIQUE (schema_name, id)``.
    """

    def __init__(self, *, name: str, field: str) -> None:
        self.field = field
        super().__init__(name=name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TenantForeignKey) and (self.name, self.field) == (
            other.name,
            other.field,
        )

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"field": self.field}

    def _create_statements(self, model: Any, editor: Any) -> list[str]:
        field = model._meta.get_field(self.field)
        quote = editor.quote_name
        return [
            f"ALTER TABLE {quote(model._meta.db_table)} ADD CONSTRAINT {quote(self.name)}"
            f" FOREIGN KEY (schema_name, {quote(field.column)})"
            f" REFERENCES {quote(field.related_model._meta.db_table)} (schema_name, id)"
        ]

    def _remove_statements(self, model: Any, editor: Any) -> list[str]:
        quote = editor.quote_name
        return [f"ALTER TABLE {quote(model._meta.db_table)} DROP CONSTRAINT {quote(self.name)}"]
