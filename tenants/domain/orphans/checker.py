"""The nightly checker: references to nothing, the third guard between schemas.

No key of the database holds between a salon's schema and the shared tables. The first guard is
the lock on what is named, the second a trigger; this one finds what was forced past both.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models
from psycopg import sql

from foundation.tenancy.models import current_schema_name
from foundation.tenancy.scope import platform_scope
from tenants.domain.orphans.findings import Finding
from tenants.domain.orphans.references import Reference, crossing_references
from tenants.domain.salon_rows import shared_models
from tenants.domain.schemas.template import PREFIX
from tenants.enums import Role
from tenants.membership.models import UserGroup
from tenants.models import SalonMembership, Tenant

PUBLIC = "public"
# As many findings of one kind are enough to see that something is broken.
LIMIT = 1000
BATCH = 10_000
DANGLING = sql.SQL(
    "(SELECT {label}, {field}, row.{pk}::text, row.{column}::text FROM {table} row"
    " WHERE row.{column} IS NOT NULL AND NOT EXISTS"
    " (SELECT FROM {target} named WHERE named.{key} = row.{column}) LIMIT {limit})"
)
# Jumps from name to name along the index of (schema_name, id) that each of the tables has.
NAMES_OF_NOBODY = sql.SQL("""
    WITH RECURSIVE names AS (
        (SELECT schema_name FROM {table} ORDER BY schema_name LIMIT 1)
        UNION ALL
        SELECT (SELECT row.schema_name FROM {table} row
                 WHERE row.schema_name > names.schema_name ORDER BY row.schema_name LIMIT 1)
          FROM names WHERE names.schema_name IS NOT NULL
    )
    SELECT schema_name FROM names WHERE schema_name IS NOT NULL
       AND NOT EXISTS (SELECT FROM tenants_tenant t WHERE t.schema_name = names.schema_name)
""")


def find_orphans() -> list[Finding]:
    """Return the references to nothing of the current salon; in public, those of no salon.

    A fixed number of statements: one for all keys that lead out of the schema, two for each
    between it and a table under a policy, two for who works there.
    """
    if current_schema_name() == PUBLIC:
        plain = [each for each in crossing_references() if each.is_plain and each.is_in_public]
        return [*_dangling(plain), *_rows_of_nobody()]
    plain = [each for each in crossing_references() if each.is_plain]
    return [
        *_dangling(plain),
        *(
            finding
            for each in crossing_references()
            if not each.is_plain
            for finding in _lost(each)
        ),
        *_memberships_without_groups(),
    ]


def _dangling(references: Sequence[Reference]) -> Iterator[Finding]:
    """Look through every key at once: both tables are plain ones."""
    if not references:
        return
    statement = sql.SQL(" UNION ALL ").join(_dangling_sql(each) for each in references)
    targets = {(each.label, each.field.name): str(each.target._meta.label) for each in references}
    with connection.cursor() as cursor:
        cursor.execute(statement)
        for label, field, pk, value in cursor.fetchall():
            yield Finding(label, pk, field, f"{targets[label, field]} {value}")


def _dangling_sql(each: Reference) -> sql.Composed:
    return DANGLING.format(
        label=sql.Literal(each.label),
        field=sql.Literal(each.field.name),
        pk=sql.Identifier(str(each.model._meta.pk.column)),
        column=sql.Identifier(each.field.column),
        table=sql.Identifier(each.model._meta.db_table),
        target=sql.Identifier(each.target._meta.db_table),
        key=sql.Identifier(each.field.target_field.column),
        limit=sql.Literal(LIMIT),
    )


def _lost(each: Reference) -> Iterator[Finding]:
    """Compare what is named with what there is in two reads: one table is under a policy."""
    rows = _rows(each.model)
    attname = each.field.attname
    named = rows.exclude(**{attname: None}).order_by().values_list(attname, flat=True).distinct()
    values, missing = named.iterator(), set()
    while batch := set(islice(values, BATCH)):
        missing |= _absent(each, batch)
    if not missing:
        return
    broken = rows.filter(**{f"{attname}__in": missing}).order_by("pk").values_list("pk", attname)
    for pk, value in broken[:LIMIT]:
        yield Finding(each.label, str(pk), each.field.name, f"{each.target._meta.label} {value}")


def _absent(each: Reference, values: set[Any]) -> set[Any]:
    key = each.field.target_field.attname
    there = _rows(each.target).filter(**{f"{key}__in": values}).order_by()
    return values - set(there.values_list(key, flat=True))


def _rows(model: type[models.Model]) -> models.QuerySet[Any]:
    """Return all of this salon's rows: some models' own managers hide a part of theirs."""
    rows: models.QuerySet[Any] = model._base_manager.all()
    if any(field.name == "schema_name" for field in model._meta.local_fields):
        rows = rows.filter(schema_name=current_schema_name())
    return rows


def _rows_of_nobody() -> Iterator[Finding]:
    """Find salons that shared rows speak of and the registry does not."""
    with platform_scope("rows of salons that nobody has"), connection.cursor() as cursor:
        for model in shared_models():
            cursor.execute(NAMES_OF_NOBODY.format(table=sql.Identifier(model._meta.db_table)))
            for (name,) in cursor.fetchall():
                # What was noted while the template was seeded; it is nobody's salon.
                if name.startswith(PREFIX):
                    continue
                label = str(model._meta.label)
                yield Finding(label, name, "schema_name", f"{Tenant._meta.label} {name}")


def _memberships_without_groups() -> Iterator[Finding]:
    """Compare the public index of who works here with the groups in the salon's schema."""
    indexed = {
        (user_id, role): pk
        for pk, user_id, role in SalonMembership.objects.filter(
            tenant__schema_name=current_schema_name()
        ).values_list("pk", "user_id", "role")
    }
    held = {
        (user_id, role): pk
        for pk, user_id, role in UserGroup.objects.filter(group__name__in=Role.values).values_list(
            "pk", "user_id", "group__name"
        )
    }
    for key in indexed.keys() - held.keys():
        missing = f"{UserGroup._meta.label} {key[1]}"
        yield Finding(SalonMembership._meta.label, str(indexed[key]), "role", missing)
    for key in held.keys() - indexed.keys():
        missing = f"{SalonMembership._meta.label} {key[1]}"
        yield Finding(UserGroup._meta.label, str(held[key]), "group", missing)
