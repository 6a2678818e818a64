"""Whose session is this? Asked by every request of somebody who is signed in: planned once.

As for the salon of a host (``tenants.host_lookup``): composing these queries anew takes longer than
answering them.
"""

from typing import Any

from django.db import connection, models

from accounts.models import Session, User
from foundation.prepared import PreparedStatement


def _by_key(name: str, model: type[models.Model], key_type: str) -> PreparedStatement:
    meta = model._meta
    columns = ", ".join(f'"{field.column}"' for field in meta.concrete_fields)
    sql = f'SELECT {columns} FROM public.{meta.db_table} WHERE "{meta.pk.column}" = %(key)s'  # noqa: S608
    return PreparedStatement(name, sql, {"key": key_type})


SESSION = _by_key("accounts_session_of_key", Session, "text")
PERSON = _by_key("accounts_person_of_id", User, "bigint")


def session_of_key(key: str) -> Session | None:
    """Return the row of a stored key, ended or not; None where there is none."""
    return _found(SESSION, Session, key)


def person_of_id(user_id: object) -> User | None:
    """Return a person, active or not; None where there is none."""
    return _found(PERSON, User, user_id)


def _found(statement: PreparedStatement, model: type[models.Model], key: object) -> Any:
    rows = statement.fetchall({"key": key})
    names = [field.attname for field in model._meta.concrete_fields]
    return model.from_db(connection.alias, names, rows[0]) if rows else None
