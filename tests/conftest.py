"""Fixtures for every test: the salons, the stand-ins of the providers, databases of their own."""

import os
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django_tenants.utils import tenant_context

from sandbox.testing import running_sandbox
from tests.database import DATABASES


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The database is ready: ``tests.database`` made it before Django was set up."""


@pytest.fixture(autouse=True)
def start_in_public() -> Iterator[None]:
    """A request leaves the connection set to its salon: each test starts in public."""
    connection.set_schema_to_public()
    yield
    connection.set_schema_to_public()


@pytest.fixture(scope="session")
def sandbox_server() -> Iterator[Any]:
    """The real sandbox application on a free port."""
    with running_sandbox() as server:
        yield server


@pytest.fixture
def sandbox(sandbox_server: Any, settings: Any) -> Any:
    """The sandbox, reset, with our clients pointed at it by base address alone."""
    sandbox_server.reset()
    settings.SANDBOX_URL = sandbox_server.url
    settings.MOYASAR_BASE_URL = sandbox_server.moyasar_url
    settings.AUTHENTICA_BASE_URL = sandbox_server.authentica_url
    settings.NOTIFICATION_PROVIDER = "sandbox"
    return sandbox_server


@pytest.fixture
def noor(db: Any) -> Any:
    """The tenant ``noor``; the connection stays in public."""
    from tenants.models import Tenant

    return Tenant.objects.get(schema_name="noor")


@pytest.fixture
def reem(db: Any) -> Any:
    """The tenant ``reem``; the connection stays in public."""
    from tenants.models import Tenant

    return Tenant.objects.get(schema_name="reem")


@pytest.fixture
def in_noor(noor: Any) -> Iterator[Any]:
    """The connection set to ``noor``."""
    with tenant_context(noor):
        yield noor


@pytest.fixture
def fresh_database(django_db_blocker: Any) -> Iterator[str]:
    """A database of this test's own, for tests that commit: threads, servers, races.

    Django's transactional tests empty every table instead, salons included.
    """
    name = f"salon_copy_{os.getpid()}_fresh"
    original = connection.settings_dict["NAME"]
    url = DATABASES.copy(name)
    connection.close()
    connection.settings_dict["NAME"] = name
    with django_db_blocker.unblock():
        connection.set_schema_to_public()
        yield url
        connection.close()
    connection.settings_dict["NAME"] = original
    connection.set_schema_to_public()
    DATABASES.drop(name)


@pytest.fixture
def names(sandbox: Any, settings: Any) -> SimpleNamespace:
    """The sandbox's name server, which our resolver asks."""
    from tenants.dns.proof import record_name, record_text

    settings.DNS_NAMESERVERS = ["127.0.0.1"]
    settings.DNS_PORT = sandbox.dns_port

    def prove(claim: Any) -> Any:
        return sandbox.add_record(record_name(claim.domain), record_text(claim.token))

    return SimpleNamespace(add=sandbox.add_record, remove=sandbox.remove_record, prove=prove)


@pytest.fixture(scope="session")
def filled(django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Any]:
    """The database in which salon A has a row of everything, made once per test process."""
    from tests.isolation.database import filled_database

    with filled_database(django_db_blocker, str(tmp_path_factory.mktemp("media"))) as filled:
        yield filled


@pytest.fixture
def world(filled: Any, django_db_blocker: Any, settings: Any) -> Iterator[Any]:
    """The filled world (tests.isolation.world), inside a transaction that is undone."""
    from tests.isolation.database import inside_world

    with inside_world(filled, django_db_blocker, settings) as world:
        yield world
