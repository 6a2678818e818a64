"""Two database roles: the owner makes tables, the application only reads and writes rows.

Row level security binds the application's role because it owns nothing: it can neither alter a
policy nor drop a table. Migrations run as the owner; the two things that a running site must be
able to do to schemas (make a salon's, drop an erased one's) are functions of the owner's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

# Tables of the public schema that the application may not write: name -> what it may not do.
READ_ONLY = {
    "django_migrations": "INSERT, UPDATE, DELETE",
    # Its text is executed as the owner when a salon is made.
    "tenants_schematemplate": "INSERT, UPDATE, DELETE",
    "audit_auditentry": "UPDATE, DELETE",
}
# PGMQ makes, empties and drops tables; these three are what the queue's client calls.
QUEUE_FUNCTIONS = ("create(text)", "drop_queue(text)", "purge_queue(text)")
# A session's own relations come last, as they do only where they are named: otherwise they stand
# in front of the catalogue, and a view that the caller made would run as the owner.
DEFINER_PATH = "pg_catalog, pgmq, pg_temp"
ROWS = "SELECT, INSERT, UPDATE, DELETE"
# What belongs to a schema, found by an index; "relnamespace = …" would read every salon's tables.
RELATIONS_SQL = """
    SELECT relkind::text, string_agg(format('%%I.%%I', %s::text, relname), ', ')
      FROM pg_depend JOIN pg_class c ON c.oid = objid
     WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_namespace'::regclass
       AND refobjid = %s::regnamespace AND relkind IN ('r', 'S')
     GROUP BY relkind
"""


def application_role() -> str:
    """Return the role that the site, the workers and the tests connect as."""
    return str(settings.DATABASES["default"].get("USER", ""))


def owner_settings() -> dict[str, Any] | None:
    """Return the owner's connection settings, None where the application's role owns the tables."""
    owner: dict[str, Any] | None = settings.DATABASE_OWNER
    if owner is None or owner.get("USER", "") == application_role():
        return None
    return owner


def acts_as_owner() -> bool:
    """Return whether this thread's connection is the owner's, inside :func:`owner_connection`."""
    owner = owner_settings()
    return owner is not None and connection.settings_dict["USER"] == owner.get("USER")


@contextmanager
def owner_connection() -> Iterator[None]:
    """Reconnect this thread's connection as the owner of the tables, for commands only.

    The database stays the one that the connection had. Does nothing where there is no other role.
    """
    owner = owner_settings()
    original = connection.settings_dict
    if owner is None or original["USER"] == owner.get("USER"):
        yield
        return
    options = {key: value for key, value in original["OPTIONS"].items() if key != "pool"}
    parts = {key: owner[key] for key in ("USER", "PASSWORD", "HOST", "PORT") if owner.get(key)}
    _reconnect({**original, "PASSWORD": "", **parts, "OPTIONS": options})
    try:
        yield
    finally:
        _reconnect(original)


def grant_public_schema() -> None:
    """Give the application's role its rights in the public schema and in the queue's. As owner."""
    if owner_settings() is None:
        return
    role = sql.Identifier(application_role())
    database = sql.Identifier(str(connection.settings_dict["NAME"])).as_string()
    statements = [
        # Nothing of the application's own, be it only its session's: a pooled connection would
        # carry a table that stands in front of the real one into other people's requests.
        f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC",
        # Before PostgreSQL 15 everybody may, and an upgraded server keeps it so.
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        *_schema_grants("public", role),
        *_schema_grants("pgmq", role),
        "ALTER DEFAULT PRIVILEGES IN SCHEMA pgmq GRANT "
        + f"{ROWS} ON TABLES TO {role.as_string()}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA pgmq GRANT "
        + f"USAGE, SELECT ON SEQUENCES TO {role.as_string()}",
        *(f"REVOKE {what} ON {table} FROM {role.as_string()}" for table, what in READ_ONLY.items()),
        *(
            f"ALTER FUNCTION pgmq.{name} SECURITY DEFINER SET search_path = {DEFINER_PATH}"
            for name in QUEUE_FUNCTIONS
        ),
    ]
    _execute(statements)


def grant_salon_schema(schema: str) -> None:
    """Give the application's role the rows of one salon's schema. As owner."""
    if owner_settings() is None:
        return
    role = sql.Identifier(application_role())
    history = sql.Identifier(schema, "django_migrations").as_string()
    revoked = f"REVOKE INSERT, UPDATE, DELETE ON {history} FROM {role.as_string()}"
    _execute([*_relation_grants(schema, role), revoked])


def _schema_grants(schema: str, role: sql.Identifier) -> list[str]:
    name, to = sql.Identifier(schema).as_string(), role.as_string()
    return [
        f"GRANT USAGE ON SCHEMA {name} TO {to}",
        f"GRANT {ROWS} ON ALL TABLES IN SCHEMA {name} TO {to}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {name} TO {to}",
    ]


def _relation_grants(schema: str, role: sql.Identifier) -> list[str]:
    """Name each relation: ON ALL TABLES IN SCHEMA reads the catalogue of every salon six times."""
    name, to = sql.Identifier(schema).as_string(), role.as_string()
    with connection.cursor() as cursor:
        cursor.execute(RELATIONS_SQL, [schema, name])
        relations = {kind: f"{names} TO {to}" for kind, names in cursor.fetchall()}
    rights = {"r": f"GRANT {ROWS} ON ", "S": "GRANT USAGE, SELECT ON SEQUENCE "}
    return [
        f"GRANT USAGE ON SCHEMA {name} TO {to}",
        *(right + relations[kind] for kind, right in rights.items() if kind in relations),
    ]


def _execute(statements: list[str]) -> None:
    """Execute all or none: between a grant and what is taken back of it nobody may look in."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _reconnect(settings_dict: dict[str, Any]) -> None:
    tenant = connection.tenant  # type: ignore[attr-defined]  # django-tenants' wrapper
    connection.close()
    connection.settings_dict = settings_dict
    connection.set_tenant(tenant)  # type: ignore[attr-defined]
