"""The application's role owns nothing; commands become the owner and come back."""

import pytest
from django.core.checks import Error, Warning
from django.db import DatabaseError, connection, transaction

from foundation.tenancy.checks import PrivilegedRole, assert_fit_role, check_owner, owns_tables
from foundation.tenancy.roles import owner_connection


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE booking_appointment DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE booking_appointment NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY booking_appointment_rls ON booking_appointment",
        "CREATE POLICY open ON booking_appointment USING (true)",
        "TRUNCATE booking_duejob",
        "DROP TABLE noor.salons_service",
        "ALTER TABLE noor.salons_service ADD COLUMN x int",
        "CREATE TABLE public.mine (x int)",
        "CREATE SCHEMA mine",
        "DROP SCHEMA noor CASCADE",
        "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "SET ROLE salon",
        "UPDATE tenants_schematemplate SET statements = '{}'",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('x', 'y', now())",
        "SELECT public.tenants_create_schema('public')",
        "SELECT public.tenants_create_schema('nobody')",
        "SELECT public.tenants_drop_schema('noor')",
    ],
)
def test_application_may_not(statement):
    with pytest.raises(DatabaseError):
        run(statement)


def test_owner_connection_is_the_owner_and_ends(fresh_database):
    before = connection.settings_dict
    assert not owns_tables()
    with owner_connection():
        assert owns_tables()
        with owner_connection():
            run("ALTER TABLE booking_duejob ADD COLUMN x int")
    assert connection.settings_dict is before
    with pytest.raises(DatabaseError):
        run("ALTER TABLE booking_duejob DROP COLUMN x")


@pytest.mark.parametrize(
    ("required", "kind", "name"), [(True, Error, "salon.E003"), (False, Warning, "salon.W003")]
)
def test_site_that_owns_its_tables_is_told_so(fresh_database, settings, required, kind, name):
    settings.REQUIRE_SEPARATE_OWNER = required
    assert check_owner(None, databases=["default"]) == []
    with owner_connection():
        settings.DATABASE_OWNER = None  # one role for both
        [message] = check_owner(None, databases=["default"])
    assert (type(message), message.id) == (kind, name)


def test_production_does_not_start_as_the_owner(fresh_database, settings):
    settings.REQUIRE_SEPARATE_OWNER = True
    assert_fit_role()
    with owner_connection(), pytest.raises(PrivilegedRole, match="may change tables"):
        assert_fit_role()
