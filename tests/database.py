"""The test database, made before Django reads its settings (loaded by ``-p tests.database``).

One embedded PostgreSQL serves every run. A template database (public schema migrated, two
salons) is built once per state of the code that shapes it; each test process works in a copy of
its own, which takes a third of a second.
"""

import atexit
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import fasteners
import psycopg

from config.services.environment import sandbox_keys
from config.services.postgres import (
    OWNER,
    Embedded,
    database_url,
    start_postgres,
    use_wheel_programs,
)

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / ".local" / "test-postgres"
KEPT_TEMPLATES = 2
SHAPED_BY = (
    "*/migrations/*.py",
    "*/*/migrations/*.py",
    "*/handlers.py",
    "*/seeding.py",
    "*/seeding/*.py",
    "*/models.py",
    "*/models/*.py",
    "*/domain/roles.py",
    "tenants/domain/*.py",
    "*/sql/*.sql",
    "foundation/tenancy/*.py",
    "requirements.lock",
    "tests/build_template.py",
)


def fingerprint() -> str:
    """Return a hash of everything that shapes the template database."""
    digest = hashlib.sha256()
    for pattern in SHAPED_BY:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def template_name() -> str:
    return f"salon_template_{fingerprint()}"


class TestDatabases:
    """Makes and drops copies of the template on the embedded test server."""

    __test__ = False

    def __init__(self) -> None:
        use_wheel_programs()
        self.embedded: Embedded = start_postgres(DATA, database="salon_test", volatile=True)
        self.admin_url = database_url(self.embedded.server, "postgres", role="postgres")
        self.template = template_name()

    def url(self, name: str) -> str:
        return database_url(self.embedded.server, name)

    def owner_url(self, name: str) -> str:
        return database_url(self.embedded.server, name, role=OWNER)

    def ensure_template(self) -> None:
        """Build the template unless it is there; one process builds, others wait."""
        with fasteners.InterProcessLock(str(DATA) + ".lock"):
            if self._exists(self.template):
                return
            self._drop_leftovers()
            building = f"{self.template}_building"
            self.drop(building)
            self._admin(f'CREATE DATABASE "{building}" OWNER {OWNER}')
            started = time.monotonic()
            environment = os.environ | {
                "DATABASE_URL": self.url(building),
                "DATABASE_OWNER_URL": self.owner_url(building),
                "DJANGO_SETTINGS_MODULE": "config.settings.test",
            }
            subprocess.run(
                [sys.executable, "-m", "tests.build_template"],
                env=environment,
                cwd=ROOT,
                check=True,
            )
            self._admin(f'ALTER DATABASE "{building}" RENAME TO "{self.template}"')
            print(f"test template built in {time.monotonic() - started:.0f} s", file=sys.stderr)

    def copy(self, name: str) -> str:
        """Create database ``name`` from the template; return its address."""
        with fasteners.InterProcessLock(str(DATA) + ".copy.lock"):
            self.drop(name)
            self._admin(
                f'CREATE DATABASE "{name}" OWNER {OWNER} TEMPLATE "{self.template}"'
                " STRATEGY FILE_COPY"
            )
        return self.url(name)

    def drop(self, name: str) -> None:
        self._admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _drop_leftovers(self) -> None:
        """Drop all but the newest templates and the copies of runs that were killed."""
        copies = self._names("salon\\_copy\\_%")
        dead = [name for name in copies if not Path(f"/proc/{name.split('_')[2]}").exists()]
        # Another run may still copy the template that it began with.
        for name in (*dead, *self._names("salon\\_template\\_%")[KEPT_TEMPLATES:]):
            self.drop(name)

    def _names(self, pattern: str) -> list[str]:
        """Return the databases like ``pattern``, newest first."""
        query = "SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC"
        with psycopg.connect(self.admin_url, autocommit=True) as connection:
            return [name for (name,) in connection.execute(query, [pattern]).fetchall()]

    def _exists(self, name: str) -> bool:
        with psycopg.connect(self.admin_url, autocommit=True) as connection:
            query = "SELECT 1 FROM pg_database WHERE datname = %s"
            return connection.execute(query, [name]).fetchone() is not None

    def _admin(self, statement: str) -> None:
        with psycopg.connect(self.admin_url, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]


def _prepare() -> TestDatabases:
    databases = TestDatabases()
    databases.ensure_template()
    name = f"salon_copy_{os.getpid()}_main"
    os.environ["DATABASE_URL"] = databases.copy(name)
    os.environ["DATABASE_OWNER_URL"] = databases.owner_url(name)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    for key, value in sandbox_keys().items():
        os.environ[key] = value
    atexit.register(databases.drop, name)
    return databases


DATABASES = _prepare()
