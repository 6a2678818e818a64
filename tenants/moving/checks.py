"""Whether the two databases fit together and the salon's names are free in the target."""

from collections.abc import Mapping

from django.conf import settings
from psycopg import sql

from tenants.domain.schemas.template import heads_hash
from tenants.enums import OPEN_STATUSES, TenantStatus
from tenants.models import Tenant
from tenants.moving.errors import NameTaken, NotMovable, TargetUnfit
from tenants.moving.sides import Side, Sides
from tenants.moving.tables import shared_models, shared_tables, table_columns

MOVABLE = OPEN_STATUSES | {TenantStatus.SUSPENDED}
OWNER_SQL = """
    SELECT pg_get_userbyid(relowner) = current_user FROM pg_class
     WHERE oid = to_regclass('public.tenants_tenant')
"""
PLATFORM_SQL = """
    SELECT d.domain FROM public.tenants_domain d JOIN public.tenants_tenant t ON t.id = d.tenant_id
     WHERE t.schema_name = 'public' ORDER BY d.is_primary DESC, d.id LIMIT 1
"""


def require_movable(tenant: Tenant) -> None:
    """Raise NotMovable for the platform itself, a closed or outdated salon and one that is gone."""
    if tenant.schema_name == "public" or tenant.status not in MOVABLE or tenant.moved_at:
        raise NotMovable(status=tenant.status, moved=bool(tenant.moved_at))
    if tenant.heads_hash != heads_hash():
        raise NotMovable(reason="migrations")


def require_fit(sides: Sides) -> None:
    """Raise TargetUnfit unless both are deployments of this code, reached as their owners."""
    for name, side in (("source", sides.source), ("target", sides.target)):
        if not side.one(OWNER_SQL):
            raise TargetUnfit(reason=f"{name}: not the owner of the tables, or not migrated")
        if side.one("SHOW server_encoding") != "UTF8":
            raise TargetUnfit(reason=f"{name}: not UTF8")
    if _version(sides.target) < _version(sides.source):
        raise TargetUnfit(reason="PostgreSQL of the target is older")
    stored = sides.target.one("SELECT heads_hash FROM public.tenants_schematemplate")
    if stored != heads_hash():
        raise TargetUnfit(reason="other migrations, or no salon template")
    tables = [model._meta.db_table for model in shared_models()]
    if table_columns(sides.source, "public", tables) != table_columns(
        sides.target, "public", tables
    ):
        raise TargetUnfit(reason="other columns in shared tables")


def hosts_there(sides: Sides, tenant: Tenant) -> dict[str, str]:
    """Return the salon's hosts and what they are in the target: own domains stay as they are."""
    platform = sides.target.one(PLATFORM_SQL)
    if platform is None:
        raise TargetUnfit(reason="no platform domain")
    query = "SELECT domain FROM public.tenants_domain WHERE tenant_id = %s"
    suffix = f".{settings.PLATFORM_DOMAIN}"
    return {
        host: f"{host.removesuffix(suffix)}.{platform}" if host.endswith(suffix) else host
        for (host,) in sides.source.all(query, tenant.pk)
    }


def require_free(target: Side, tenant: Tenant, hosts: Mapping[str, str]) -> None:
    """Raise NameTaken where the target knows the salon's name, folder, hosts or rows."""
    query = "SELECT 1 FROM public.tenants_tenant WHERE schema_name = %s OR uuid = %s"
    if target.one(query, tenant.schema_name, tenant.uuid):
        raise NameTaken(what="salon", name=tenant.schema_name)
    if target.one("SELECT 1 FROM pg_namespace WHERE nspname = %s", tenant.schema_name):
        raise NameTaken(what="schema", name=tenant.schema_name)
    query = "SELECT domain FROM public.tenants_domain WHERE domain = ANY(%s)"
    if taken := target.one(query, list(hosts.values())):
        raise NameTaken(what="host", name=taken)
    for table in shared_tables(target):
        # Of a salon that was erased there: its invoices and its log are kept by its name.
        where = table.where(tenant.schema_name, 0)
        query_rows = sql.SQL("SELECT 1 FROM {} WHERE {} LIMIT 1").format(table.identifier, where)
        if table.owner == "schema_name" and target.one(query_rows):
            raise NameTaken(what="rows", name=table.name)


def _version(side: Side) -> int:
    return int(side.one("SHOW server_version_num")) // 10_000
