"""One attempt on A's data: what of it was shown, what of it was changed, what broke."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from django.db import connection, transaction
from django_tenants.utils import schema_context
from psycopg.pq import TransactionStatus

from tests.isolation.canaries import PRIVATE, found_in
from tests.isolation.world import World

# The last column: which rows of the table are A's. Hosts and memberships name the registry's row.
A_TABLES_SQL = """
    SELECT c.oid, format('%I.%I', n.nspname, c.relname),
           CASE WHEN n.nspname = 'noor' THEN 'true'
                WHEN a.attname = 'schema_name' THEN 'schema_name = $$noor$$'
                ELSE 'tenant_id = (SELECT id FROM tenants_tenant WHERE schema_name = $$noor$$)' END
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_attribute a ON n.nspname = 'public' AND a.attrelid = c.oid
            AND a.attname IN ('schema_name', 'tenant_id')
     WHERE c.relkind = 'r' AND (n.nspname = 'noor' OR a.attname IS NOT NULL)
     ORDER BY 2
"""
# Written in this transaction so far, undone or not: cheap, and exact enough to ask no further.
WRITES_SQL = """
    SELECT sum(pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
               + pg_stat_get_xact_tuples_deleted(oid)) FROM unnest(%s::oid[]) AS tables(oid)
"""


@dataclass
class Tables:
    """The tables that hold rows of A, and their state."""

    oids: list[int] = field(default_factory=list)
    # Name -> the condition for A's rows.
    conditions: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of_a(cls) -> "Tables":
        tables = cls()
        with connection.cursor() as cursor:
            cursor.execute(A_TABLES_SQL)
            for oid, name, condition in cursor.fetchall():
                tables.oids.append(oid)
                tables.conditions[name] = condition
        return tables

    def writes(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute(WRITES_SQL, [self.oids])
            return int(cursor.fetchone()[0])

    def state(self) -> dict[str, str]:
        """Return a checksum of A's rows in each table."""
        hashed = "SELECT '{0}', md5(coalesce(string_agg(row::text, '|' ORDER BY row::text), ''))"
        mine = f"{hashed} FROM {{0}} row WHERE {{1}}"
        parts = [mine.format(name, which) for name, which in self.conditions.items()]
        with schema_context("noor"), connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts))
            return dict(cursor.fetchall())


@dataclass(frozen=True)
class Attempt:
    """A request by somebody who has no business with what it names."""

    method: str
    path: str
    data: Any = None
    is_json: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


class Probe:
    """Makes attempts, each undone afterwards, and says what was wrong with the answer."""

    def __init__(self, world: World, *, wears_name: Collection[int] = ()) -> None:
        self.world = world
        # Statuses whose page wears the salon's name, on its own host.
        self.wears_name = wears_name
        self.tables = Tables.of_a()
        self.before = self.tables.state()

    def problems(
        self,
        client: Any,
        attempt: Attempt,
        *,
        may_show_storefront: bool = False,
        may_write: Collection[str] = (),
    ) -> list[str]:
        """Return what of A leaked or changed by this attempt; empty where all is well."""
        with self.watching(may_write) as found, _same_browser(client):
            response = _send(client, attempt)
            may_show = may_show_storefront or response.status_code in self.wears_name
            found += self._seen(response, may_show_storefront=may_show)
            if response.status_code >= 500:
                found.append(f"answered {response.status_code}")
        return [f"{attempt}: {problem}" for problem in found]

    @contextmanager
    def watching(self, may_write: Collection[str] = ()) -> Iterator[list[str]]:
        """Collect what changes in A inside; undo it."""
        found: list[str] = []
        writes = self.tables.writes()
        connection.set_schema_to_public()
        with transaction.atomic():
            yield found
            connection.set_schema_to_public()
            if _is_aborted():
                found.append("left the transaction broken")
            elif self.tables.writes() != writes:
                found += self._changed(may_write)
            transaction.set_rollback(True)
        connection.set_schema_to_public()

    def _changed(self, may_write: Collection[str]) -> list[str]:
        after = self.tables.state()
        changed = {name for name in after if after[name] != self.before[name]}
        return [f"changed {name}" for name in sorted(changed - set(may_write))]

    def _seen(self, response: Any, *, may_show_storefront: bool) -> list[str]:
        text = _text_of(response)
        seen = found_in(text)
        if may_show_storefront:
            seen = {canary for canary in seen if canary.startswith(PRIVATE)}
        found = [f"showed {self.world.planted[canary]}" for canary in sorted(seen)]
        digits = "".join(character for character in text if character.isdigit())
        if self.world.secret_phone_digits in digits:
            found.append("showed the customer's phone")
        return found


@contextmanager
def _same_browser(client: Any) -> Iterator[None]:
    """Undo what the answer does to the cookies: a sign-out must not make the rest harmless."""
    cookies = client.cookies.output()
    yield
    if client.cookies.output() != cookies:
        client.cookies = SimpleCookie(cookies.replace("Set-Cookie: ", ""))


def _is_aborted() -> bool:
    """Return whether a statement failed that nobody wrapped: nothing was changed by it."""
    status = connection.connection.info.transaction_status
    return connection.needs_rollback or status == TransactionStatus.INERROR


def _send(client: Any, attempt: Attempt) -> Any:
    kind = {"content_type": "application/json"} if attempt.is_json else {}
    send = getattr(client, attempt.method.lower())
    return send(attempt.path, attempt.data or {}, **kind) if attempt.data else send(attempt.path)


def _text_of(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return headers + "\n" + body.decode(errors="replace")
