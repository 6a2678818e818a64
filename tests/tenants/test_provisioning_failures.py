"""A salon is made whole or not at all: a failure at every kind of statement and every stage."""

import re
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, connection

from accounts.models import User
from foundation.tenancy.scope import platform_scope
from tenants.domain.opening.provisioning import NewSalon, create_salon
from tenants.errors import SubdomainTaken
from tenants.models import Domain, SchemaTemplate, Tenant
from tenants.signals import salon_created
from tests.accounts_factories import UserFactory
from tests.tenants.owner import as_owner

FAILING = "SELECT 1 / 0"


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture
def owner(fresh_database):
    return UserFactory()


@pytest.fixture
def statements(fresh_database):
    return SchemaTemplate.objects.get().statements


def traces(media: Path):
    """Return all that a salon could leave behind: schemas, rows of every shared table, files."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace ORDER BY 1")
        schemas = [name for (name,) in cursor.fetchall()]
        # A table that the queue made counts no rows of ours.
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind = 'r' ORDER BY 1"
        )
        tables = [name for (name,) in cursor.fetchall()]
        counts = {}
        with platform_scope("test"):
            for table in tables:
                cursor.execute(f'SELECT count(*) FROM public."{table}"')
                counts[table] = cursor.fetchone()[0]
    return schemas, counts, sorted(media.rglob("*"))


def layla(owner):
    return NewSalon(subdomain="layla", name_ar="ليلى", name_en="Layla", owner=owner)


def kind_of(statement):
    return " ".join(re.findall(r"[A-Z]+(?= )", statement)[:3])


def representative(statements):
    """Return the places of the first, a middle and the last statement of each kind."""
    kinds = {}
    for place, statement in enumerate(statements):
        kinds.setdefault(kind_of(statement), []).append(place)
    assert len(kinds) >= 6
    return sorted({p for k in kinds.values() for p in (k[0], k[len(k) // 2], k[-1])})


def test_failure_at_any_kind_of_statement_leaves_nothing(fresh_database, owner, statements, media):
    before = traces(media)
    for place in representative(statements):
        broken = [*statements[:place], FAILING, *statements[place + 1 :]]
        as_owner(fresh_database, "UPDATE tenants_schematemplate SET statements = %s", [broken])
        with pytest.raises(DatabaseError, match="division by zero"):
            create_salon(layla(owner))
        assert traces(media) == before, statements[place]
    as_owner(fresh_database, "UPDATE tenants_schematemplate SET statements = %s", [statements])
    assert create_salon(layla(owner)).schema_name == "layla"


def test_failure_of_a_receiver_leaves_nothing(owner, media):
    def fail(**kwargs):
        raise RuntimeError("late")

    before = traces(media)
    salon_created.connect(fail)
    try:
        with pytest.raises(RuntimeError, match="late"):
            create_salon(layla(owner))
    finally:
        salon_created.disconnect(fail)
    assert traces(media) == before


def test_failure_of_the_membership_leaves_nothing(fresh_database, owner, statements, media):
    schema = SchemaTemplate.objects.get().schema_name
    nameless = f"UPDATE {schema}.auth_group SET name = 'x' WHERE name = 'owner'"
    broken = [*statements, nameless]
    as_owner(fresh_database, "UPDATE tenants_schematemplate SET statements = %s", [broken])
    before = traces(media)
    with pytest.raises(Exception, match="Group matching query does not exist"):
        create_salon(layla(owner))
    assert traces(media) == before


def test_failure_at_the_commit_leaves_nothing(owner, media):
    nobody = User(pk=owner.pk + 1000, phone_number="+966500000999")
    before = traces(media)
    with pytest.raises(IntegrityError, match="violates foreign key"):
        create_salon(layla(nobody))
    assert traces(media) == before


def test_host_taken_in_the_last_moment_leaves_nothing(fresh_database, owner, media):
    # Past the polite check: the row appears after it.
    noor = Tenant.objects.get(schema_name="noor")

    def take(sender, instance, **kwargs):
        Domain.objects.bulk_create([Domain(domain="layla.localhost", tenant=noor)])

    from django.db.models.signals import pre_save

    before = traces(media)
    pre_save.connect(take, sender=Domain)
    try:
        with pytest.raises(SubdomainTaken):
            create_salon(layla(owner))
    finally:
        pre_save.disconnect(take, sender=Domain)
    assert traces(media) == before
