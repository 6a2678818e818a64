"""What pg_dump says of a schema."""

import os
import shutil
import subprocess

from django.db import connection
from psycopg.conninfo import make_conninfo

from tenants.domain.schemas.statements import check_qualifier, inline_identities, split_statements
from tenants.errors import StaleTemplate

OPTIONS = ("--inserts", "--rows-per-insert=500", "--no-owner", "--no-privileges", "--no-comments")


def dump_statements(schema: str) -> list[str]:
    """Return the statements that make the schema's objects and rows, one to an execute.

    Every name is fully qualified: nothing depends on ``search_path``. Raises StaleTemplate where
    pg_dump is missing or fails, UnreadableDump where its text is not as expected.
    """
    statements = inline_identities(split_statements(_pg_dump(schema)))
    check_qualifier(statements, schema)
    return statements


def _pg_dump(schema: str) -> str:
    program = shutil.which("pg_dump")
    if program is None:
        raise StaleTemplate("pg_dump is not installed: install PostgreSQL's client programs.")
    parts = connection.get_connection_params()
    keys = ("dbname", "user", "host", "port")
    conninfo = make_conninfo(**{key: parts[key] for key in keys if parts.get(key)})
    environment = os.environ | {"PGPASSWORD": parts.get("password") or ""}
    command = [program, f"--dbname={conninfo}", f"--schema={schema}", *OPTIONS]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise StaleTemplate(f"pg_dump failed: {done.stderr.strip()[:500]}")
    return done.stdout
