"""Providers that answer in a given way."""

from collections.abc import Callable, Iterator

import pytest

from tests.notifications.answering import AnsweringServer


@pytest.fixture
def answering() -> Iterator[Callable[..., AnsweringServer]]:
    """Return a maker of servers with one answer each."""
    servers: list[AnsweringServer] = []

    def make(status: int, body: bytes, port: int = 0) -> AnsweringServer:
        servers.append(AnsweringServer(status, body, port))
        return servers[-1]

    yield make
    for server in servers:
        server.close()
