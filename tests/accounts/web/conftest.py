"""A visitor with a browser."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.accounts.web.visitor import Visit


@pytest.fixture
def visit(db: Any, sandbox: Any) -> Callable[..., Visit]:
    """Return a maker of visitors of a host, in a language."""
    return lambda host="noor.localhost", language="ar": Visit(host, language, sandbox)
