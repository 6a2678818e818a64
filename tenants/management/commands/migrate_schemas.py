"""django-tenants' command, followed by what our schemas need."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django_tenants.management.commands.migrate_schemas import MigrateSchemasCommand
from django_tenants.utils import tenant_context

from foundation.tenancy.roles import grant_public_schema, grant_salon_schema, owner_connection
from tenants.domain.schema_functions import install_schema_functions
from tenants.domain.template import build_template, drop_foreign_keys_to_public, heads_hash
from tenants.models import Domain, Tenant
from tenants.signals import salon_upgraded


class Command(MigrateSchemasCommand):
    help = "Migrates public and every salon, makes the cache table, rebuilds the salon template."

    def execute(self, *args: Any, **options: Any) -> Any:
        """Run as the owner of the tables."""
        with owner_connection():
            return super().execute(*args, **options)

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if options.get("app_label") or options.get("plan") or options.get("check_unapplied"):
            return
        if self.sync_public:
            call_command("createcachetable", verbosity=0)
            ensure_platform_tenant()
            grant_public_schema()
            install_schema_functions()
            build_template(verbosity=0)
        if self.sync_tenant:
            salons = Tenant.objects.exclude(schema_name="public")
            if self.schema_name and self.schema_name != "public":
                salons = salons.filter(schema_name=self.schema_name)
            for tenant in salons:
                upgrade(tenant)
        if self.sync_public:
            Tenant.objects.filter(schema_name="public").update(heads_hash=heads_hash())


def upgrade(tenant: Tenant) -> None:
    """Finish one migrated salon: no keys to public, roles as the code has them."""
    drop_foreign_keys_to_public(tenant.schema_name)
    grant_salon_schema(tenant.schema_name)
    with tenant_context(tenant), transaction.atomic():
        salon_upgraded.send(sender=Tenant, tenant=tenant)
    Tenant.objects.filter(pk=tenant.pk).update(heads_hash=heads_hash())


def ensure_platform_tenant() -> None:
    """Make the registry row and the host of the platform itself."""
    tenant, _created = Tenant.objects.get_or_create(
        schema_name="public",
        defaults={"name_ar": "المنصة", "name_en": "Platform", "status": "active"},
    )
    Domain.objects.get_or_create(
        domain=settings.PLATFORM_DOMAIN, defaults={"tenant": tenant, "is_primary": True}
    )
