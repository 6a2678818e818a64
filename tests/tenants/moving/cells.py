"""Two deployments on the embedded server: noor lives in the first, the second is unlike it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from psycopg import sql

from config.services.postgres import database_url
from tenants.moving.work import Order
from tests.database import DATABASES

TYPE_COLUMNS_SQL = """
    SELECT n.nspname, c.relname, a.attname
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND a.attname LIKE '%content\\_type\\_id' AND NOT a.attisdropped
"""
OWNED_SQL = """
    SELECT c.relname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
       AND a.attname = 'schema_name' AND c.relname NOT LIKE 'tenants\\_schematemplate'
"""
# Their ids are those that noor's people have in the source.
STRANGERS = 40


@dataclass(frozen=True)
class Cells:
    """Names of the two databases and the folders of their files."""

    source: str
    target: str
    source_media: Path
    target_media: Path

    def order(self, **changes: Any) -> Order:
        values = {
            "schema": "noor",
            "target": DATABASES.owner_url(self.target),
            "target_media": self.target_media,
        }
        return Order(**(values | changes))

    @contextmanager
    def in_target(self) -> Iterator[None]:
        """Work in the target as its site does."""
        media, settings.MEDIA_ROOT = settings.MEDIA_ROOT, str(self.target_media)
        switch(self.target)
        try:
            yield
        finally:
            settings.MEDIA_ROOT = media
            switch(self.source)


def switch(database: str) -> None:
    """Turn this thread's connection to another database; nothing of the first stays in memory."""
    connection.set_schema_to_public()
    connection.close()
    connection.settings_dict["NAME"] = database
    connection.set_schema_to_public()
    ContentType.objects.clear_cache()


def as_superuser(database: str) -> psycopg.Connection[Any]:
    url = database_url(DATABASES.embedded.server, database, role="postgres")
    return psycopg.connect(url, autocommit=True)


def make_target() -> str:
    """Return a database whose people and content types have other ids and that has no noor."""
    name = f"salon_copy_{os.getpid()}_target"
    DATABASES.copy(name)
    with as_superuser(name) as db, db.transaction():
        db.execute("SET LOCAL session_replication_role = replica")
        _forget_noor(db)
        _renumber_types(db)
        db.execute(
            "INSERT INTO accounts_user (phone_number, password, is_superuser, is_staff, is_active,"
            " first_name, last_name, date_joined, is_phone_verified, language, auth_epoch)"
            " SELECT '+96659' || lpad(n::text, 7, '0'), '!', false, false, true, 'Stranger', '',"
            " now(), false, 'en', 0 FROM generate_series(1, %s) n",
            [STRANGERS],
        )
    return name


def _forget_noor(db: psycopg.Connection[Any]) -> None:
    number = db.execute("SELECT id FROM tenants_tenant WHERE schema_name = 'noor'").fetchone()[0]
    for table in ("tenants_domain", "tenants_salonmembership"):
        query = sql.SQL("DELETE FROM {} WHERE tenant_id = %s").format(sql.Identifier(table))
        db.execute(query, [number])
    for (table,) in db.execute(OWNED_SQL).fetchall():
        query = sql.SQL("DELETE FROM {} WHERE schema_name = 'noor'").format(sql.Identifier(table))
        db.execute(query)
    db.execute("DELETE FROM accounts_user WHERE phone_number = '+966500000001'")
    db.execute("DROP SCHEMA noor CASCADE")


def _renumber_types(db: psycopg.Connection[Any]) -> None:
    """Give every content type another id, in another order."""
    for schema, table, column in db.execute(TYPE_COLUMNS_SQL).fetchall():
        name = sql.Identifier(column)
        query = sql.SQL("UPDATE {} SET {} = 5000 - {}").format(
            sql.Identifier(schema, table), name, name
        )
        db.execute(query)
    db.execute("UPDATE django_content_type SET id = 5000 - id")
    db.execute("SELECT setval('django_content_type_id_seq', 5000)")
