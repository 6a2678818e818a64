"""django-tenants' command for public; salons by our own: parallel, resumable, one by one."""

import os
import time
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django_tenants.management.commands.migrate_schemas import MigrateSchemasCommand

from foundation.tenancy.roles import grant_public_schema, owner_connection
from tenants.domain.schemas.functions import install_schema_functions
from tenants.domain.schemas.template import build_template, heads_hash, rebuilding_template
from tenants.domain.schemas.upgrading import Outcome, salons_behind, upgrade_salon
from tenants.domain.schemas.workers import migrate_salons
from tenants.locks import migration_run
from tenants.models import Domain, Tenant

# With one of these it is django-tenants' command alone, for a developer's hands.
SPECIAL = ("app_label", "plan", "check_unapplied", "fake", "fake_initial", "prune", "run_syncdb")


class Command(MigrateSchemasCommand):
    help = (
        "Migrates public, rebuilds the template of new salons, then brings every salon that is"
        " behind up to date, --parallel at a time (default: one for each processor). A salon that"
        " fails is named and does not stop the others; run it again to do what is left."
    )

    def execute(self, *args: Any, **options: Any) -> Any:
        """Run as the owner of the tables, one run at a time."""
        with owner_connection(), migration_run(), rebuilding_template():
            return super().execute(*args, **options)

    def handle(self, *args: Any, **options: Any) -> None:
        if any(options.get(name) for name in SPECIAL):
            super().handle(*args, **options)
            return
        schema, alone = options.get("schema_name"), options.get("tenant")
        public = options.get("shared") or schema == "public" or not (schema or alone)
        if public:
            super().handle(*args, **options | {"shared": True, "tenant": False, "schema_name": ""})
            self._finish_public()
        if schema and schema != "public":
            self._migrate_one(schema)
        elif alone or not options.get("shared"):
            self._migrate_salons(options)

    def _finish_public(self) -> None:
        call_command("createcachetable", verbosity=0)
        ensure_platform_tenant()
        grant_public_schema()
        install_schema_functions()
        build_template()
        Tenant.objects.filter(schema_name="public").update(heads_hash=heads_hash())

    def _migrate_one(self, schema: str) -> None:
        tenant = Tenant.objects.filter(schema_name=schema).first()
        if tenant is None:
            raise CommandError(f"there is no salon with the schema {schema!r}")
        upgrade_salon(tenant)

    def _migrate_salons(self, options: dict[str, Any]) -> None:
        self.total, self.done = salons_behind().count(), 0
        self.is_quiet = options["verbosity"] == 0
        started = time.monotonic()
        parallel = options.get("parallel") or os.cpu_count() or 1
        failures = migrate_salons(parallel=parallel, report=self._report)
        seconds = time.monotonic() - started
        if not self.is_quiet and self.total:
            each = seconds / self.total
            self.stdout.write(f"{self.total} salons in {seconds:.1f} s, {each:.2f} s each")
        if failures:
            reasons = "".join(f"\n  {schema}: {why}" for schema, why in failures.items())
            raise CommandError(f"{len(failures)} of {self.total} salons are behind:{reasons}")

    def _report(self, outcome: Outcome) -> None:
        self.done += 1
        if not self.is_quiet:
            result = outcome.error or "up to date"
            line = f"[{self.done}/{self.total}] {outcome.schema} {outcome.seconds:.2f} s {result}"
            self.stdout.write(line)


def ensure_platform_tenant() -> None:
    """Make the registry row and the host of the platform itself."""
    tenant, _created = Tenant.objects.get_or_create(
        schema_name="public",
        defaults={"name_ar": "المنصة", "name_en": "Platform", "status": "active"},
    )
    Domain.objects.get_or_create(
        domain=settings.PLATFORM_DOMAIN, defaults={"tenant": tenant, "is_primary": True}
    )
