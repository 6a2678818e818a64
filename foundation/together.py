"""Several statements in one round trip.

PostgreSQL runs them one after the other, each as if it had been sent alone: with locks of its own
to wait for and a snapshot of its own, which shows what the ones before it did and what others
committed while they waited. The first that fails ends them all. What is saved is the way there and
back, many times the work of a small statement.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from psycopg.adapt import Transformer

from foundation.prepared import PreparedStatement

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Statement:
    """One statement with its parameters; ``name`` is what its rows are found by."""

    name: str
    sql: str
    parameters: Sequence[object] = ()
    prepared: PreparedStatement | None = None

    @classmethod
    def of(
        cls, name: str, prepared: PreparedStatement, parameters: Mapping[str, object]
    ) -> "Statement":
        """Return the execution of a prepared statement."""
        return cls(name, *prepared.bound(parameters), prepared)

    def filled_in(self, adapters: Any) -> str:
        """Return it with its parameters as the driver writes them."""
        return self.sql % tuple(
            "NULL" if value is None else adapters.as_literal(value).decode()
            for value in self.parameters
        )


def send_together(statements: Iterable[Statement]) -> dict[str, Rows]:
    """Send the statements in one round trip; return the rows of each by its name.

    Inside a transaction, which a failure leaves to be rolled back.
    """
    sent = list(statements)
    found: dict[str, Rows] = {}
    if not sent:
        return found
    with connection.cursor() as cursor:
        for each in sent:
            if each.prepared is not None:
                each.prepared.prepare()
        # One for all of them: the driver makes a new one for each statement that it fills in.
        adapters = Transformer(cursor.cursor)
        cursor.execute(";\n".join(each.filled_in(adapters) for each in sent))
        for each in sent:
            found[each.name] = list(cursor.fetchall()) if cursor.description else []
            cursor.nextset()
    return found
