"""What an injected statement tries with the application's role: to become the owner, and stay."""

import contextlib

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django_tenants.utils import schema_exists

from foundation.tenancy import roles
from foundation.tenancy.checks import owns_tables
from foundation.tenancy.roles import grant_public_schema, owner_connection
from tenants.enums import TenantStatus
from tenants.models import Tenant

POLICY_IS_ON_SQL = (
    "SELECT relrowsecurity FROM pg_class WHERE oid = 'public.booking_appointment'::regclass"
)
AS_OWNER = "ALTER TABLE public.booking_appointment DISABLE ROW LEVEL SECURITY"
# PGMQ's own functions look for partitions of a queue that says it has some; a relation of the
# session's own would be found before the catalogue's, and its view runs what it was told to.
FALSE_CATALOGUE = (
    f"CREATE FUNCTION pg_temp.evil() RETURNS name LANGUAGE plpgsql AS"
    f" $$BEGIN {AS_OWNER}; RETURN 'pg_partman'; END$$",
    "CREATE TEMP VIEW pg_extension AS"
    " SELECT pg_temp.evil() AS extname, pg_my_temp_schema() AS extnamespace",
    "GRANT SELECT ON pg_temp.pg_extension TO PUBLIC",
    "CREATE TEMP TABLE part_config (parent_table text)",
    "GRANT ALL ON pg_temp.part_config TO PUBLIC",
    "SELECT pgmq.create('trap')",
    "UPDATE pgmq.meta SET is_partitioned = true WHERE queue_name = 'trap'",
    "SELECT pgmq.drop_queue('trap')",
)


def run(*statements):
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def may(what, relation):
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('salon_app', %s, %s)", [relation, what])
        return cursor.fetchone()[0]


def policy_is_on():
    with connection.cursor() as cursor:
        cursor.execute(POLICY_IS_ON_SQL)
        return cursor.fetchone()[0]


def test_false_catalogue_does_not_make_the_owner_run_it(fresh_database):
    with contextlib.suppress(DatabaseError):
        run(*FALSE_CATALOGUE)
    assert policy_is_on()


def test_sessions_own_table_is_refused(fresh_database):
    with owner_connection():
        grant_public_schema()
    connection.close()
    with pytest.raises(DatabaseError, match="temporary tables"):
        run("CREATE TEMP TABLE tenants_tenant (id int)")
    with owner_connection():
        run("CREATE TEMP TABLE moving_rows (id int)")


def test_grants_that_fail_halfway_open_nothing(fresh_database, monkeypatch):
    monkeypatch.setattr(roles, "READ_ONLY", {"no_such_table": "INSERT", **roles.READ_ONLY})
    with owner_connection(), pytest.raises(DatabaseError):
        grant_public_schema()
    connection.close()
    assert not may("INSERT", "tenants_schematemplate")
    assert not may("UPDATE", "audit_auditentry")


@pytest.mark.parametrize("schema", ["pgmq", "zz_tpl_00000000"])
def test_what_is_no_salons_is_not_dropped_for_a_false_registry_row(fresh_database, schema):
    with owner_connection():
        run("CREATE SCHEMA zz_tpl_00000000")
    Tenant.objects.create(
        schema_name=schema, status=TenantStatus.CLOSED, next_move_at=timezone.now()
    )
    with pytest.raises(DatabaseError, match="no salon to erase"):
        run(f"SELECT public.tenants_drop_schema('{schema}')")
    assert schema_exists(schema)


def test_role_that_may_create_in_public_is_unfit(fresh_database):
    assert not owns_tables()
    with owner_connection():
        run("GRANT CREATE ON SCHEMA public TO PUBLIC")
    assert owns_tables()
