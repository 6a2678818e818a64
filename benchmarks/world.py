"""A server and databases of the benchmark's own, thrown away at the end."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from config.services.environment import BASE_DIR, LOCAL_DIR, sandbox_keys
from config.services.postgres import (
    OWNER,
    SocketServer,
    VolatileServer,
    database_url,
    start_postgres,
    use_wheel_programs,
)

DATABASE = "bench"


class World:
    """The database with many salons, and its copy from the time when there was one."""

    def __init__(self, server: SocketServer, folder: Path, *, database: str = DATABASE) -> None:
        self.server, self.folder = server, folder
        self.many, self.one = database, f"{database}_one"
        (folder / "static").mkdir()

    def environment(self, database: str = "", **more: str) -> dict[str, str]:
        """Return what a process that works on ``database`` needs; by default the large one."""
        database = database or self.many
        return (
            os.environ
            | sandbox_keys()
            | {
                "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
                "DATABASE_URL": database_url(self.server, database),
                "DATABASE_OWNER_URL": database_url(self.server, database, OWNER),
                "MEDIA_ROOT": str(self.folder / "media"),
                "STATIC_ROOT": str(self.folder / "static"),
            }
            | more
        )

    def manage(self, *arguments: str, **more: str) -> str:
        """Run one management command to its end; return what it printed."""
        command = [sys.executable, "-m", "django", *arguments]
        done = subprocess.run(
            command,
            cwd=BASE_DIR,
            env=self.environment(**more),
            check=True,
            text=True,
            stdout=subprocess.PIPE,
        )
        return done.stdout

    def copy_for_one(self) -> None:
        """Keep the state of now, with one salon, as a database of its own."""
        self.admin(
            f'CREATE DATABASE "{self.one}" OWNER {OWNER} TEMPLATE "{self.many}" STRATEGY FILE_COPY'
        )

    def drop_schemas(self, schemas: list[str]) -> None:
        """Drop schemas of the large database, each in a transaction of its own."""
        url = database_url(self.server, self.many, role=OWNER)
        with psycopg.connect(url, autocommit=True) as connection:
            for schema in schemas:
                connection.execute(f'DROP SCHEMA "{schema}" CASCADE')  # type: ignore[arg-type]

    def admin(self, statement: str) -> None:
        """Run a statement as the server's superuser, outside the benchmark's databases."""
        with psycopg.connect(self._admin_url(), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]

    def ask(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query about the server."""
        with psycopg.connect(self._admin_url()) as connection:
            return connection.execute(query, parameters).fetchall()  # type: ignore[arg-type]

    def _admin_url(self) -> str:
        return database_url(self.server, "postgres", role="postgres")


@contextmanager
def new_world() -> Iterator[World]:
    """Start an empty server whose data need not survive; stop and delete it at the end."""
    use_wheel_programs()
    LOCAL_DIR.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-postgres-", dir=LOCAL_DIR))
    folder.chmod(0o755)
    embedded = start_postgres(folder / "data", database=DATABASE, volatile=True)
    try:
        if not isinstance(embedded.server, VolatileServer):
            raise TypeError("the benchmark's server must be a volatile one")
        yield World(embedded.server, folder)
    finally:
        embedded.stop()
        shutil.rmtree(folder, ignore_errors=True)
