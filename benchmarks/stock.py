"""django-tenants' own way, to compare with: ``python -m benchmarks.stock [--make] SCHEMA …``.

Migrates each schema by its command, with ``--make`` after creating it; writes the seconds of each.
"""

import json
import sys
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django_tenants.management.commands.migrate_schemas import MigrateSchemasCommand  # noqa: E402

from foundation.tenancy.roles import owner_connection  # noqa: E402


def main(arguments: list[str]) -> None:
    is_new = arguments[0] == "--make"
    seconds = []
    with owner_connection():
        for schema in arguments[is_new:]:
            started = time.perf_counter()
            if is_new:
                with connection.cursor() as cursor:
                    cursor.execute(f'CREATE SCHEMA "{schema}"')
            call_command(MigrateSchemasCommand(), schema_name=schema, tenant=True, verbosity=0)
            seconds.append(time.perf_counter() - started)
            connection.set_schema_to_public()
    print(json.dumps(seconds))


if __name__ == "__main__":
    main(sys.argv[1:])
