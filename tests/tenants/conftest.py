"""People who may and may not manage a salon's domains; a name server on loopback."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tenants.dns.proof import record_name, record_text

DOMAIN = "noorsalon.example"


@pytest.fixture
def owner(db):
    return User.objects.get(phone_number="+966500000001")


@pytest.fixture
def names(sandbox, settings):
    """The sandbox's name server, which our resolver asks."""
    settings.DNS_NAMESERVERS = ["127.0.0.1"]
    settings.DNS_PORT = sandbox.dns_port

    def prove(claim):
        return sandbox.add_record(record_name(claim.domain), record_text(claim.token))

    return SimpleNamespace(add=sandbox.add_record, remove=sandbox.remove_record, prove=prove)


@contextmanager
def questions():
    """Yield the list that the statements of the block end up in, but for setting the schema."""
    asked = []
    with CaptureQueriesContext(connection) as captured:
        yield asked
    asked += [query["sql"] for query in captured if "set_config('search_path'" not in query["sql"]]
