"""The stored template: stale, rebuilt, rebuilt after a crash, by two at once."""

import os
import subprocess
import sys

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.db.models.signals import pre_migrate

from foundation.tenancy.roles import owner_connection
from tenants.checks import check_template
from tenants.domain import template
from tenants.domain.provisioning import NewSalon, create_salon
from tenants.domain.template import build_template, heads_hash
from tenants.errors import StaleTemplate
from tenants.models import SchemaTemplate, Tenant
from tests.database import DATABASES, ROOT
from tests.newer_code import newer_code
from tests.tenants.owner import as_owner


@pytest.fixture
def stale():
    with newer_code():
        yield


def problems():
    return [problem.id for problem in check_template(None, databases=["default"])]


def template_schemas():
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'zz\\_tpl\\_%'")
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.django_db
def test_stale_template_is_refused_and_named_by_the_check(stale):
    with pytest.raises(StaleTemplate):
        create_salon(NewSalon(subdomain="layla", name_ar="ليلى", name_en="Layla"))
    assert not Tenant.objects.filter(schema_name="layla").exists()
    assert problems() == ["salon.E006"]
    assert "salon.E006" in {problem.id for problem in run_checks(databases=["default"])}


@pytest.mark.django_db
def test_current_template_passes_the_check_which_needs_a_database():
    assert (problems(), check_template(None), run_checks(databases=["default"])) == ([], [], [])


@pytest.mark.django_db
def test_check_is_silent_while_the_template_is_rebuilt(stale):
    with template.rebuilding_template():
        assert problems() == []


@pytest.mark.django_db
def test_build_is_asked_twice_and_builds_once():
    assert build_template().pk == SchemaTemplate.objects.get().pk


def test_crash_in_the_middle_of_a_build_is_cleaned_up_by_the_next(fresh_database, stale):
    before = SchemaTemplate.objects.get().heads_hash

    def crash(**kwargs):
        raise RuntimeError("power cut")

    pre_migrate.connect(crash)
    with owner_connection():
        with pytest.raises(RuntimeError):
            build_template()
        pre_migrate.disconnect(crash)
        assert SchemaTemplate.objects.get().heads_hash == before
        assert len(template_schemas()) == 2
        built = build_template()
    assert template_schemas() == [built.schema_name]
    assert create_salon(NewSalon(subdomain="layla", name_ar="ل", name_en="L")).schema_name


def test_two_runs_at_once_both_end_well(fresh_database):
    as_owner(fresh_database, "DELETE FROM tenants_schematemplate")
    name = connection.settings_dict["NAME"]
    environment = os.environ | {
        "DATABASE_URL": fresh_database,
        "DATABASE_OWNER_URL": DATABASES.owner_url(name),
    }
    command = [sys.executable, "manage.py", "migrate_schemas", "--verbosity=0"]
    runs = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [(run.communicate()[1], run.returncode) for run in runs] == [("", 0)] * 2
    assert SchemaTemplate.objects.get().heads_hash == heads_hash()
    assert problems() == []
