"""Statements that the server parses and plans once per connection instead of at each use.

For the few that are long and hot: a statement over a dozen tables takes five times as long to
plan as to run. The plan is one for all parameters (``plan_cache_mode`` in ``config.pgtenant``);
after a change of the search path, to another salon, PostgreSQL plans anew by itself.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.db import connection

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
COMMENT = re.compile(r"^\s*--.*$", re.MULTILINE)


class PreparedStatement:
    """``sql`` with ``%(name)s`` placeholders; ``types`` are their SQL types, in any order."""

    def __init__(self, name: str, sql: str, types: Mapping[str, str]) -> None:
        self.name, self.names = name, list(types)
        numbered = PLACEHOLDER.sub(
            lambda found: f"${self.names.index(found[1]) + 1}", COMMENT.sub("", sql)
        )
        of_types = f"({', '.join(types.values())}) " if types else ""
        places = f" ({', '.join(['%s'] * len(types))})" if types else ""
        self._prepare_sql = f"PREPARE {name} {of_types}AS {numbered}"
        self.execution = f"EXECUTE {name}{places}"

    def fetchall(self, parameters: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """Return the rows; one statement. The connection's first use prepares it before."""
        with connection.cursor() as cursor:
            self.prepare()
            cursor.execute(*self.bound(parameters))  # type: ignore[arg-type]
            return list(cursor.fetchall())

    def bound(self, parameters: Mapping[str, object]) -> tuple[str, list[object]]:
        """Return its execution with these parameters, for a connection that has prepared it."""
        return self.execution, [parameters[name] for name in self.names]

    def prepare(self) -> None:
        """Have the connection know it; a cursor is open, so that the salon is set."""
        raw = connection.connection
        # Kept on the connection itself: a pooled one comes back with what it knows.
        known: set[str] = raw.__dict__.setdefault("prepared_statements", set())
        if self.name not in known:
            with connection.wrap_database_errors:
                raw.execute(self._prepare_sql)
            known.add(self.name)
