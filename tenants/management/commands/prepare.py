"""Everything between an empty database and a running platform; quick when nothing is to do."""

from typing import Any

from django.core.management import BaseCommand, CommandError, call_command
from django.db import OperationalError, connection

from foundation.tenancy.checks import PrivilegedRole, assert_unprivileged_role
from foundation.tenancy.roles import owner_connection
from tenants.domain.schemas.template import heads_hash
from tenants.domain.schemas.upgrading import salons_behind
from tenants.models import SchemaTemplate, Tenant


class Command(BaseCommand):
    help = "Migrates what is behind, builds the salon template, makes the demo where it is missing."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--no-demo", action="store_true", help="leave the demo salons out")

    def handle(self, *args: Any, **options: Any) -> None:
        self._check_connection()
        with owner_connection():
            current = is_current()
        if not current:
            call_command("migrate_schemas", verbosity=0)
        if not options["no_demo"]:
            call_command("seed_demo")

    @staticmethod
    def _check_connection() -> None:
        try:
            assert_unprivileged_role()
        except PrivilegedRole as refusal:
            raise CommandError(str(refusal)) from refusal
        except OperationalError as error:
            reason = str(error).strip().splitlines()[0]
            raise CommandError(f"The database cannot be reached: {reason}") from error


def is_current() -> bool:
    """Return whether every schema and the template match the migrations on disk."""
    if "tenants_schematemplate" not in connection.introspection.table_names():
        return False
    if not SchemaTemplate.objects.filter(heads_hash=heads_hash()).exists():
        return False
    if not Tenant.objects.filter(schema_name="public", heads_hash=heads_hash()).exists():
        return False
    return not salons_behind().exists()
