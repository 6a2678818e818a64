"""Counts and hashes of whole databases: what a move must leave alone."""

from typing import Any

from psycopg import sql

from tests.tenants.moving.cells import as_superuser

TABLES_SQL = """
    SELECT n.nspname, c.relname, EXISTS (
             SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'schema_name')
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname IN ('public', 'noor', 'reem')
     ORDER BY 1, 2
"""
HASH_SQL = "SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {} t WHERE {}"
# Of the registry, which has no schema_name but the salon's number.
BY_NUMBER = ("tenants_domain", "tenants_salonmembership")


def state_of(database: str, *, without: str = "") -> dict[str, Any]:
    """Return the state of every table, shared ones by salon, leaving one salon out."""
    found: dict[str, Any] = {}
    with as_superuser(database) as db:
        number = db.execute("SELECT id FROM tenants_tenant WHERE schema_name = %s", [without])
        own = (number.fetchone() or (0,))[0]
        for schema, table, is_shared in db.execute(TABLES_SQL).fetchall():
            if schema == without or table == "django_cache":
                continue
            name = sql.Identifier(schema, table)
            if table in BY_NUMBER:
                where = sql.SQL("tenant_id <> {}").format(own)
            elif is_shared and schema == "public":
                found |= _by_salon(db, table, name, without)
                continue
            else:
                where = sql.SQL("true")
            found[table if schema == "public" else f"{schema}.{table}"] = db.execute(
                sql.SQL(HASH_SQL).format(name, where)
            ).fetchone()
    return found


def _by_salon(db: Any, table: str, name: sql.Identifier, without: str) -> dict[str, Any]:
    query = sql.SQL("SELECT DISTINCT schema_name FROM {}").format(name)
    salons = {row[0] for row in db.execute(query)} - {without} | {"public"}
    return {
        f"{table} {salon}": db.execute(
            sql.SQL(HASH_SQL).format(name, sql.SQL("schema_name = {}").format(salon))
        ).fetchone()
        for salon in salons
    }
