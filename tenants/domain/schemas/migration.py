"""Running the migrations in one schema, without what a process per salon would cost.

Django's ``migrate`` reads and checks the whole project once more for every schema. Here the
executor runs by itself, on the connection as it is: session settings and locks last.
"""

from typing import Any

from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection as default_connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils import translation

# Its schemas are django-tenants', which has no types.
connection: Any = default_connection
FOREIGN_KEYS_TO_PUBLIC_SQL = """
    SELECT c.conrelid::regclass::text, quote_ident(c.conname)
      FROM pg_constraint c
      JOIN pg_class target ON target.oid = c.confrelid
     WHERE c.contype = 'f'
       AND c.connamespace = %s::regnamespace
       AND target.relnamespace = 'public'::regnamespace
"""


def migrate_schema(schema: str) -> None:
    """Bring one existing schema to the migrations on disk, without keys to public.

    Each migration is a transaction of its own: what a failure or a kill leaves undone is what a
    second call does. Leaves the connection in the public schema.
    """
    try:
        # Without public in the path, or its table of migrations would be taken for the salon's.
        connection.set_schema(schema, include_public=False)
        MigrationRecorder(connection).ensure_schema()
        connection.set_schema(schema)
        # What is written to the database in passing, such as names of permissions, is in no
        # person's language.
        with translation.override(None):
            _run_migrations()
        drop_foreign_keys_to_public(schema)
    finally:
        connection.set_schema_to_public()


def drop_foreign_keys_to_public(schema: str) -> None:
    """Drop the keys that Wagtail and Django declare from a salon's tables to public ones.

    At 1,000 salons each costs every update of a user. People and content types are never deleted
    outright, so no row is left pointing nowhere.
    """
    with connection.cursor() as cursor:
        cursor.execute(FOREIGN_KEYS_TO_PUBLIC_SQL, [_quoted(schema)])
        for table, name in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def _run_migrations() -> None:
    executor = MigrationExecutor(connection)
    executor.loader.check_consistent_history(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    # Also without a plan: a run that was killed may not have come to the receivers.
    emit_pre_migrate_signal(0, False, connection.alias, plan=plan)
    state = executor.migrate(executor.loader.graph.leaf_nodes(), plan=plan)
    # As Django's command does: receivers see the models of the migrations.
    state.clear_delayed_apps_cache()
    emit_post_migrate_signal(0, False, connection.alias, apps=state.apps, plan=plan)


def _quoted(schema: str) -> str:
    return str(connection.ops.quote_name(schema))
