"""The database backend: django-tenants' wrapper, made to fail closed.

Stock django-tenants only sets ``search_path``. PostgreSQL ignores a schema that does not exist,
so a connection for a vanished salon silently reads the public schema. This wrapper sets the path
and ``app.tenant`` (the key of every row level security policy) in one round trip and compares
``current_schema()`` with what was asked for. The same round trip makes the transactions of a
salon that is being moved read-only; a connection that has been there is set back on its way out.
"""

from typing import Any

from django.db.utils import InternalError, ProgrammingError
from django_tenants.postgresql_backend import base as django_tenants_base
from django_tenants.utils import quote_schema_name
from psycopg import Error as PsycopgError
from psycopg.errors import InFailedSqlTransaction
from psycopg.pq import TransactionStatus

from config.pgtenant.introspection import SchemaIntrospection

SET_TENANT_SQL = (
    "SELECT set_config('search_path', %s, false), set_config('app.tenant', %s, false),"
    " current_schema(), set_config('default_transaction_read_only', %s, false)"
)
# The statement may be the first of a transaction that began under the old default.
SET_READ_ONLY_TENANT_SQL = SET_TENANT_SQL + ", set_config('transaction_read_only', 'on', true)"

# What a connection that waits in the pool is set to, and the mark on it that it is so.
PUBLIC = ['"public"', "public", "off"]
AS_PUBLIC = "set_to_public"

PLAN_ONCE = "-c plan_cache_mode=force_generic_plan"


class SchemaMissing(ProgrammingError):
    """The connection was set to a schema that is not in this database."""


class DatabaseWrapper(django_tenants_base.DatabaseWrapper):
    """Sets search path and tenant key together, at most once per connection and tenant.

    A pooled connection that has seen as many salons as the setting ``SALONS_PER_CONNECTION`` of
    its database says is replaced by a fresh one when it is given back. Nothing else takes a table
    that was once looked at out of the catalogue cache of the server's process behind it.

    A connection waits in the pool as one of the public schema, able to write: no salon's key is
    left on it, and the next request, which begins there, has one round trip less to wait for.
    """

    # Since its last close() the connection was set to a salon that only reads.
    _was_read_only = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.introspection = SchemaIntrospection(self)

    def get_connection_params(self) -> dict[str, Any]:
        """Return psycopg's parameters; prepared statements keep one plan (foundation.prepared)."""
        found: dict[str, Any] = super().get_connection_params()
        found["options"] = f"{found.get('options', '')} {PLAN_ONCE}".strip()
        return found

    def _close(self) -> None:
        if self.connection is not None and self.pool:
            limit = self.settings_dict.get("SALONS_PER_CONNECTION")
            if limit and len(_salons_seen(self.connection)) >= limit:
                # What the pool does with one that has reached its max_lifetime.
                self.connection._expire_at = 0.0
            elif not self.connection.__dict__.get(AS_PUBLIC):
                self._reset_to_public()
        self._was_read_only = False
        super()._close()

    def _handle_search_path(self, cursor: Any = None) -> None:
        if self._setting_search_path or self.search_path_set_schemas:
            return
        search_paths = self._get_cursor_search_paths()
        self._setting_search_path = True
        own_cursor = self.connection.cursor() if cursor is None else None
        try:
            self._set_and_verify(cursor or own_cursor, search_paths)
        finally:
            self._setting_search_path = False
            if own_cursor is not None:
                own_cursor.close()

    def _set_and_verify(self, cursor: Any, search_paths: list[str]) -> None:
        path = ",".join(quote_schema_name(schema) for schema in search_paths)
        is_read_only = getattr(self.tenant, "is_read_only", False)
        wanted = [path, self.schema_name, "on" if is_read_only else "off"]
        if wanted == PUBLIC and self.connection.__dict__.get(AS_PUBLIC):
            self.search_path_set_schemas = search_paths
            return
        self.connection.__dict__[AS_PUBLIC] = False
        query = SET_READ_ONLY_TENANT_SQL if is_read_only else SET_TENANT_SQL
        if self._was_read_only and not is_read_only:
            self._begin_writable(cursor)
        self._was_read_only |= is_read_only
        try:
            cursor.execute(query, wanted)
        except (InternalError, InFailedSqlTransaction) as error:
            # Inside an aborted transaction nothing but a rollback can follow: let it come.
            if isinstance(error.__cause__ or error, InFailedSqlTransaction):
                return
            raise
        if cursor.fetchone()[2] != self.schema_name:
            schema = self.schema_name
            self.close()
            raise SchemaMissing(f"schema {schema!r} does not exist")
        self.search_path_set_schemas = search_paths
        _salons_seen(self.connection).add(self.schema_name)

    def _begin_writable(self, cursor: Any) -> None:
        """Let a transaction that begins now write; one that has begun read-only stays so."""
        if self.connection.info.transaction_status != TransactionStatus.IDLE:
            return
        cursor.execute("SET default_transaction_read_only = off")
        if not self.connection.autocommit:
            # Allowed until the first query of the transaction, which SET is not.
            cursor.execute("SET TRANSACTION READ WRITE")

    def _reset_to_public(self) -> None:
        """Set the connection back for the pool; a broken one is thrown away there."""
        raw = self.connection
        try:
            raw.rollback()
            found = raw.execute(SET_TENANT_SQL, PUBLIC).fetchone()
            raw.commit()
        except PsycopgError:
            raw.close()
        else:
            raw.__dict__[AS_PUBLIC] = found[2] == PUBLIC[1]


def _salons_seen(connection: Any) -> set[str]:
    """Return the schemas that this connection was set to, kept on the connection itself."""
    seen: set[str] = connection.__dict__.setdefault("salons_seen", set())
    return seen
