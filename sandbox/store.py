"""Records of the sandbox in SQLite: one table of JSON bodies by kind and id."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

Json = dict[str, Any]

# Raised when a record changes shape; a state file of another version is emptied.
VERSION = 1
SCHEMA = """
CREATE TABLE IF NOT EXISTS record (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (kind, id)
)
"""


class AlreadyStoredError(Exception):
    """A record of this kind has this id already."""


class Store:
    """Thread-safe: one connection, one re-entrant lock held by each transaction."""

    def __init__(self, path: str) -> None:
        self._lock = threading.RLock()
        self._depth = 0
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._prepare()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run the block alone and keep all of its writes or none; blocks may nest."""
        with self._lock:
            outermost = self._depth == 0
            if outermost:
                self._connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                if outermost:
                    self._connection.execute("ROLLBACK")
                raise
            else:
                if outermost:
                    self._connection.execute("COMMIT")
            finally:
                self._depth -= 1

    def insert(self, kind: str, key: str, body: Json) -> None:
        """Add a record; raises AlreadyStoredError when kind and key are taken."""
        with self._lock:
            try:
                self._connection.execute(
                    "INSERT INTO record (kind, id, body) VALUES (?, ?, ?)",
                    (kind, key, json.dumps(body)),
                )
            except sqlite3.IntegrityError as error:
                raise AlreadyStoredError(key) from error

    def save(self, kind: str, key: str, body: Json) -> None:
        """Replace the body of an existing record, or add it."""
        with self._lock:
            self._connection.execute(
                "INSERT INTO record (kind, id, body) VALUES (?, ?, ?) "
                "ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body",
                (kind, key, json.dumps(body)),
            )

    def get(self, kind: str, key: str) -> Json | None:
        rows = self._rows("SELECT body FROM record WHERE kind = ? AND id = ?", (kind, key))
        return rows[0] if rows else None

    def newest_first(self, kind: str) -> list[Json]:
        return self._rows("SELECT body FROM record WHERE kind = ? ORDER BY seq DESC", (kind,))

    def find(self, kind: str, field: str, value: str) -> list[Json]:
        """Return records whose JSON field (dotted path) equals value, newest first."""
        query = (
            "SELECT body FROM record WHERE kind = ? AND json_extract(body, ?) = ? ORDER BY seq DESC"
        )
        return self._rows(query, (kind, f"$.{field}", value))

    def delete(self, kind: str, key: str) -> bool:
        """Remove a record; False when there was none."""
        with self._lock:
            cursor = self._connection.execute(
                "DELETE FROM record WHERE kind = ? AND id = ?", (kind, key)
            )
            return cursor.rowcount == 1

    def clear(self, *kinds: str) -> None:
        with self.transaction():
            for kind in kinds:
                self._connection.execute("DELETE FROM record WHERE kind = ?", (kind,))

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _prepare(self) -> None:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version not in (0, VERSION):
            self._connection.execute("DROP TABLE IF EXISTS record")
        self._connection.execute(SCHEMA)
        self._connection.execute(f"PRAGMA user_version = {VERSION}")

    def _rows(self, query: str, values: tuple[str, ...]) -> list[Json]:
        with self._lock:
            return [json.loads(body) for (body,) in self._connection.execute(query, values)]
