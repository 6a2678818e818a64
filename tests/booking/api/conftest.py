"""An app at the salon's host that asks in English."""

from functools import partial
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.clients import client_of

HOST = "noor.localhost"
DAY = "2030-01-06"
EMPTY_VALUES = (None, [], "")


def call(client, path, **query):
    """Ask ``/api/availability/…``; lists are repeated parameters."""
    pairs = urlencode({k: v for k, v in query.items() if v not in EMPTY_VALUES}, doseq=True)
    address = f"/api/availability/{path}" + (f"?{pairs}" if pairs else "")
    return client.get(address, headers={"Accept-Language": "en"})


@pytest.fixture
def ask(catalogue):
    """Ask as anybody."""
    return partial(call, Client(HTTP_HOST=HOST))


@pytest.fixture
def ask_as(catalogue):
    """Ask as a certain person."""
    return lambda user, path, **query: call(client_of(user, HOST), path, **query)
