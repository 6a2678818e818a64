"""The end of a move: what is left in the source is dropped once the target has proved it."""

import shutil
from collections.abc import Iterable

from django_tenants.utils import schema_context
from psycopg import sql

from audit.log import record
from audit.models import AuditEntry
from tenants.domain.exports.making import export_folder
from tenants.models import Tenant
from tenants.moving.errors import NotArrived
from tenants.moving.media import MediaCopy
from tenants.moving.registration import find_salon, has_arrived
from tenants.moving.sides import Side, Sides, open_sides, target_name
from tenants.moving.tables import Table, salon_tables, shared_tables
from tenants.moving.work import Order


def finish_move(order: Order) -> int:
    """Drop schema, rows, hosts and files of a salon that works in the target; return the rows.

    People stay: they may know other salons. A second call after an interruption goes on. Raises
    NotArrived where the target lacks the salon, its money or its files; NotFound where nothing is
    left.
    """
    with open_sides(order.target, order.schema) as sides:
        tenant = find_salon(order.schema)
        _require_safe(sides, tenant, order)
        media = MediaCopy(tenant, order.target_media)
        order.tell("safe")
        media.remove_source()
        _remove_archives(tenant)
        order.tell("files_removed")
        with schema_context("public"):
            record(
                tenant,
                action=AuditEntry.Action.DELETE,
                verb="move_finished",
                reason=target_name(order.target),
            )
        dropped = _drop(sides.source, tenant)
        order.tell("dropped")
    return dropped


def _remove_archives(tenant: Tenant) -> None:
    """Delete the exports of the salon: they do not move, and no row tells of them any more."""
    shutil.rmtree(export_folder(tenant), ignore_errors=True)


def _require_safe(sides: Sides, tenant: Tenant, order: Order) -> None:
    if tenant.moved_at is None or not has_arrived(sides.target, tenant):
        raise NotArrived
    MediaCopy(tenant, order.target_media).require_safe()
    for table in shared_tables(sides.source):
        missing = _kept(sides.source, table) - _kept(sides.target, table)
        fewer = table.is_append_only and _count(sides.source, table) > _count(sides.target, table)
        if missing or fewer:
            raise NotArrived(table=table.name, missing=len(missing))


def _kept(side: Side, table: Table) -> set[object]:
    """Return the ids of rows that stay for ever: visits, money, what happened.

    They keep their ids in a move. What expires may be gone there by now, the rest is renumbered.
    """
    transient = table.model is None or any(
        field.name == "expires_at" for field in table.model._meta.local_fields
    )
    if transient or table.has_new_ids:
        return set()
    where = table.where(side.schema, 0)
    query = sql.SQL("SELECT id FROM {} WHERE {}").format(table.identifier, where)
    return {number for (number,) in side.all(query)}


def _drop(source: Side, tenant: Tenant) -> int:
    """Delete the salon's rows and its schema in one transaction; return how many rows."""
    shared = shared_tables(source)
    with source.connection.transaction():
        own = salon_tables(source, source.schema)
        counted = sum(_count(source, table) for table in own)
        deleted = sum(_delete(source, table, tenant) for table in _children_first(shared))
        source.run(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(source.schema)))
    return counted + deleted


def _children_first(shared: Iterable[Table]) -> list[Table]:
    """Return the tables so that no row is deleted before those that name it.

    The log is last but for the registry: it is locked for everybody until the commit.
    """
    tables = list(reversed(list(shared)))
    return sorted(tables, key=lambda table: (table.model is Tenant, table.is_append_only))


def _delete(source: Side, table: Table, tenant: Tenant) -> int:
    where = table.where(source.schema, tenant.pk)
    query = sql.SQL("DELETE FROM {} WHERE {}").format(table.identifier, where)
    if not table.is_append_only:
        return source.run(query)
    # Nobody may delete from it by its policies; only the table's owner can lift them, and only
    # in a transaction that puts them back.
    force = sql.SQL("ALTER TABLE {} {} ROW LEVEL SECURITY")
    source.run(force.format(table.identifier, sql.SQL("NO FORCE")))
    deleted = source.run(query)
    source.run(force.format(table.identifier, sql.SQL("FORCE")))
    return deleted


def _count(side: Side, table: Table) -> int:
    """Return how many rows the salon has in a table that is hers or goes by her name."""
    where = table.where(side.schema, 0)
    query = sql.SQL("SELECT count(*) FROM {} WHERE {}").format(table.identifier, where)
    return int(side.one(query))
