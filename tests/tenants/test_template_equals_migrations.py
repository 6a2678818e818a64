"""A salon made from the template and one made by migrations are the same, object by object."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django_tenants.management.commands.migrate_schemas import MigrateSchemasCommand
from django_tenants.utils import tenant_context

from foundation.tenancy.roles import grant_salon_schema, owner_connection
from tenants.domain.opening.provisioning import NewSalon, create_salon
from tenants.domain.schemas.migration import drop_foreign_keys_to_public
from tenants.models import Domain, Tenant
from tenants.signals import salon_created, template_seeding
from tests.tenants.catalogue import KINDS, contents, counters, objects


def details(subdomain):
    return NewSalon(subdomain=subdomain, name_ar="ل", name_en="L")


def by_migrations(schema):
    """Make a salon without the template: django-tenants' own command, then the same seeding."""
    tenant = Tenant.objects.create(schema_name=schema, name_ar="ل", name_en="L", status="active")
    Domain.objects.create(tenant=tenant, domain=f"{schema}.localhost", is_primary=True)
    with owner_connection():
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE SCHEMA "{schema}"')
        call_command(MigrateSchemasCommand(), schema_name=schema, tenant=True, verbosity=0)
        drop_foreign_keys_to_public(schema)
        with tenant_context(tenant), transaction.atomic():
            template_seeding.send(sender=None)
        connection.set_schema_to_public()
        grant_salon_schema(schema)
    with tenant_context(tenant):
        salon_created.send(sender=Tenant, tenant=tenant, details=details(schema))


def test_salon_from_the_template_equals_one_from_migrations(fresh_database):
    by_migrations("migrated")
    create_salon(details("stamped"))
    with owner_connection(), transaction.atomic(), connection.cursor() as cursor:
        made, expected = (objects(cursor, name) for name in ("stamped", "migrated"))
        for kind in KINDS:
            assert made[kind] == expected[kind], kind
        assert len(made["columns"]) > 300
        assert len(made["constraints"]) > 100
        assert contents(cursor, "stamped") == contents(cursor, "migrated")
        assert counters(cursor, "stamped") == counters(cursor, "migrated")


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ("ALTER TABLE stamped.salons_service ALTER name_en DROP NOT NULL", "columns"),
        ("ALTER TABLE stamped.salons_service ALTER name_en SET DEFAULT 'x'", "columns"),
        ("ALTER SEQUENCE stamped.salons_service_id_seq INCREMENT 2", "sequences"),
        ("ALTER SEQUENCE stamped.salons_service_id_seq RENAME TO other", "sequences"),
        ("DROP INDEX stamped.wagtailcore_page_path_98eba2c8_like", "indexes"),
        ("REVOKE UPDATE ON stamped.salons_service FROM salon_app", "relations"),
        ("ALTER TABLE stamped.auth_group RENAME CONSTRAINT auth_group_name_key TO x", "indexes"),
        (
            "ALTER TABLE stamped.auth_group RENAME CONSTRAINT auth_group_name_key TO x",
            "constraints",
        ),
        ("COMMENT ON TABLE stamped.salons_service IS 'x'", "relations"),
    ],
)
def test_comparison_sees_a_difference(fresh_database, change, kind):
    create_salon(details("stamped"))
    create_salon(details("other"))
    with owner_connection(), transaction.atomic(), connection.cursor() as cursor:
        assert objects(cursor, "stamped") == objects(cursor, "other")
        cursor.execute(change)
        assert objects(cursor, "stamped")[kind] != objects(cursor, "other")[kind]
