"""Rows of one model by a condition, as a statement that is prepared and may go with others.

What composing a query anew costs is more than what such a small one takes to be answered.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models

from foundation.prepared import PreparedStatement
from foundation.together import Rows, Statement

Row = TypeVar("Row", bound=models.Model)


class Reading(Generic[Row]):
    """``rest``: all after the table's name, with ``%(name)s`` places of these SQL ``types``.

    No manager adds anything to it: the salon of a shared row is part of the condition.
    """

    def __init__(self, name: str, model: type[Row], rest: str, types: Mapping[str, str]) -> None:
        self.name, self.model, self.rest, self.types = name, model, rest, types

    def of(self, name: str, parameters: Mapping[str, object]) -> Statement:
        """Return its execution; its rows are found by ``name``."""
        return Statement.of(name, self._prepared, parameters)

    def rows(self, found: Rows) -> list[Row]:
        """Return the model's rows that it found."""
        names, converters = self._columns
        database = connections[DEFAULT_DB_ALIAS]
        rows = []
        for values in map(list, found):
            for place, convert in converters:
                values[place] = convert(values[place], None, database)
            rows.append(self.model.from_db(DEFAULT_DB_ALIAS, names, values))
        return rows

    @cached_property
    def _prepared(self) -> PreparedStatement:
        meta = self.model._meta
        columns = ", ".join(f'"{field.column}"' for field in meta.concrete_fields)
        sql = f"SELECT {columns} FROM public.{meta.db_table} {self.rest}"  # noqa: S608
        return PreparedStatement(self.name, sql, self.types)

    @cached_property
    def _columns(self) -> tuple[list[str], list[tuple[int, Any]]]:
        """Return the fields in their order, and what makes the values of some of them."""
        fields: list[Any] = list(self.model._meta.concrete_fields)
        converters = [
            (place, field.from_db_value)
            for place, field in enumerate(fields)
            if hasattr(field, "from_db_value")
        ]
        return [field.attname for field in fields], converters
