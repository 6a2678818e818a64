"""A client of the sandbox that does not pause, and a payer's own calls."""

import pytest

from billing.moyasar.client import MoyasarClient
from sandbox.callers import MoyasarCaller
from sandbox.config import SECRET_KEY

NO_PAUSES = (0.0, 0.0)
TRIES = len(NO_PAUSES) + 1


@pytest.fixture
def client(sandbox):
    return MoyasarClient(base_url=sandbox.moyasar_url, secret_key=SECRET_KEY, pauses=NO_PAUSES)


@pytest.fixture
def payer(sandbox):
    return MoyasarCaller(sandbox.moyasar_url)
