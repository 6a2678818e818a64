"""One served sandbox for the whole set; every test starts with it emptied."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sandbox.callers import AuthenticaCaller, MoyasarCaller, WebhookReceiver, running_receiver
from sandbox.testing import RunningSandbox, running_sandbox


@pytest.fixture(scope="session")
def served_sandbox() -> Iterator[RunningSandbox]:
    with running_sandbox() as running:
        yield running


@pytest.fixture
def sandbox(served_sandbox: RunningSandbox) -> RunningSandbox:
    served_sandbox.reset()
    return served_sandbox


@pytest.fixture
def moyasar(sandbox: RunningSandbox) -> MoyasarCaller:
    return MoyasarCaller(sandbox.moyasar_url)


@pytest.fixture
def authentica(sandbox: RunningSandbox) -> AuthenticaCaller:
    return AuthenticaCaller(sandbox.authentica_url)


@pytest.fixture
def receiver(sandbox: RunningSandbox) -> Iterator[WebhookReceiver]:
    """A receiver that gets the sandbox's payment events."""
    with running_receiver() as running:
        sandbox.set_webhook_url(running.url)
        yield running
        sandbox.set_webhook_url("")
