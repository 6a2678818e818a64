"""What the application's role cannot do to the database, whatever it is made to execute."""

import pytest
from django.db import DatabaseError, connection, transaction
from django_tenants.utils import schema_context

FORBIDDEN = [
    "CREATE SCHEMA mine",
    "CREATE TABLE public.mine (id int)",
    "CREATE TABLE noor.mine (id int)",
    "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE FUNCTION noor.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE VIEW public.mine AS SELECT * FROM booking_appointment",
    "CREATE TRIGGER mine AFTER INSERT ON booking_appointment EXECUTE FUNCTION public.mine()",
    "CREATE RULE mine AS ON SELECT TO booking_appointment DO NOTHING",
    "CREATE POLICY mine ON booking_appointment USING (true)",
    "CREATE EXTENSION pgcrypto",
    "CREATE ROLE mine",
    "ALTER TABLE booking_appointment DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE booking_appointment NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE booking_appointment ADD COLUMN mine int",
    "ALTER TABLE booking_appointmentitem DISABLE TRIGGER booking_item_staff_ref",
    "ALTER TABLE noor.salons_service ADD COLUMN mine int",
    "ALTER TABLE booking_appointment OWNER TO salon_app",
    "ALTER POLICY booking_appointment_rls ON booking_appointment USING (true)",
    "ALTER FUNCTION public.foundation_require_reference() OWNER TO salon_app",
    "ALTER FUNCTION public.tenants_drop_schema(text) SECURITY INVOKER",
    "ALTER SCHEMA noor RENAME TO mine",
    "ALTER ROLE salon_app BYPASSRLS",
    "ALTER ROLE salon_app SUPERUSER",
    "DROP TABLE booking_appointment",
    "DROP TABLE noor.salons_service",
    "DROP POLICY booking_appointment_rls ON booking_appointment",
    "DROP TRIGGER booking_item_staff_ref ON booking_appointmentitem",
    "DROP FUNCTION public.foundation_require_reference() CASCADE",
    "DROP FUNCTION public.tenants_create_schema(text)",
    "DROP SCHEMA noor CASCADE",
    "DROP SCHEMA public CASCADE",
    "TRUNCATE booking_appointment CASCADE",
    "TRUNCATE noor.salons_service CASCADE",
    "TRUNCATE audit_auditentry",
    "UPDATE tenants_schematemplate SET statements = '{}'",
    "INSERT INTO tenants_schematemplate (heads_hash, statements) VALUES ('x', '{}')",
    "TRUNCATE tenants_schematemplate",
    "DELETE FROM tenants_schematemplate",
    "UPDATE audit_auditentry SET object_repr = 'x'",
    "DELETE FROM audit_auditentry",
    "UPDATE django_migrations SET name = 'x'",
    "SET ROLE salon",
    "SET ROLE postgres",
    "SET session_replication_role = replica",
    "COPY booking_appointment TO '/tmp/stolen'",
    "COPY booking_appointment FROM PROGRAM 'true'",
    "SELECT public.tenants_drop_schema('noor')",
    "SELECT public.tenants_drop_schema('public')",
    "SELECT public.tenants_create_schema('mine')",
    "SELECT public.tenants_create_schema('public')",
    "CREATE TABLE public.mine AS SELECT * FROM booking_appointment",
    "COMMENT ON TABLE booking_appointment IS 'mine'",
    "SECURITY LABEL ON TABLE booking_appointment IS 'mine'",
]
REFUSALS = {
    "InsufficientPrivilege",
    "InvalidSchemaName",  # the two functions: no such salon to make or to erase
    "InvalidParameterValue",  # no provider of labels
    "FeatureNotSupported",
    "UndefinedFunction",
}


@pytest.mark.parametrize("schema", ["public", "reem"])
@pytest.mark.parametrize("statement", FORBIDDEN)
def test_application_role_is_refused(world, statement, schema):
    with schema_context(schema), pytest.raises(DatabaseError) as refused, transaction.atomic():
        connection.cursor().execute(statement)
    assert type(refused.value.__cause__).__name__ in REFUSALS, refused.value
