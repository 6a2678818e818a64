"""The same calls by an app and by a browser."""

from typing import Any

import pytest

from tests.accounts.callers import Caller
from tests.accounts.phone_people import signed_in_caller


@pytest.fixture(params=["app", "browser"])
def caller(request: Any, db: Any, sandbox: Any) -> Caller:
    """A signed-in person at the salon noor."""
    return signed_in_caller(request.param, sandbox)
