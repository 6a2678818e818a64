"""What the application may do to schemas: two functions that belong to the tables' owner."""

from pathlib import Path

from django.db import connection
from psycopg import sql

from foundation.tenancy.roles import application_role

SQL = Path(__file__).resolve().parents[2] / "sql"
FUNCTIONS = ("create_schema", "drop_schema")


def install_schema_functions() -> None:
    """Write the functions of ``tenants/sql`` and let only the application call them. As owner."""
    role = sql.Identifier(application_role()).as_string()
    with connection.cursor() as cursor:
        for name in FUNCTIONS:
            text = (SQL / f"{name}.sql").read_text()
            cursor.execute(text.replace("{role}", role))
            function = f"FUNCTION public.tenants_{name}(text)"
            cursor.execute(f"REVOKE ALL ON {function} FROM PUBLIC")
            cursor.execute(f"GRANT EXECUTE ON {function} TO {role}")


def create_salon_schema(schema: str) -> None:
    """Make the schema of a registered salon from the stored template."""
    _call("tenants_create_schema", schema)


def drop_salon_schema(schema: str) -> None:
    """Drop the schema of a closed salon whose time of grace is over."""
    _call("tenants_drop_schema", schema)


def _call(function: str, schema: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT public.{function}(%s)", [schema])
