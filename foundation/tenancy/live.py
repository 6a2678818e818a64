"""What the database itself says of the policies: compared with what the models say."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import Error, Tags, register
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from foundation.tenancy.constraints import RLSPolicy

LIVE_POLICIES_SQL = """
    SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
           array(SELECT p.polname::text FROM pg_policy p WHERE p.polrelid = c.oid ORDER BY 1)
      FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY(%s)
"""


@register(Tags.database)
def check_live_policies(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[Error]:
    """Demand that each policy of the models is in the database, switched on and FORCEd.

    Says nothing where migrations are still to come: they are what brings policies.
    """
    return [
        error
        for alias in databases or []
        if _is_migrated(alias)
        for error in _differences(alias, dict(_declared()))
    ]


def _is_migrated(alias: str) -> bool:
    executor = MigrationExecutor(connections[alias])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _declared() -> Iterator[tuple[str, list[str]]]:
    """Yield each table with the names that its policies have in the database."""
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, RLSPolicy):
                yield model._meta.db_table, constraint.policy_names()


def _differences(alias: str, declared: dict[str, list[str]]) -> Iterator[Error]:
    with connections[alias].cursor() as cursor:
        cursor.execute(LIVE_POLICIES_SQL, [list(declared)])
        live = {name: (on, forced, sorted(names)) for name, on, forced, names in cursor.fetchall()}
    for table, names in declared.items():
        if live.get(table) != (True, True, sorted(names)):
            yield Error(
                f"The table {table} does not hold its row level security: {live.get(table)}.",
                hint=f"It needs the policies {sorted(names)}, ENABLE and FORCE.",
                id="salon.E006",
            )
