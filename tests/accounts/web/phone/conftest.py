"""People who are signed in on a page."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from tests.accounts.callers import PHONE
from tests.accounts.web.visitor import Visit
from tests.clients import client_of


@pytest.fixture
def signed_in(visit: Callable[..., Visit]) -> Visit:
    """Somebody who has just signed in by a code, in English."""
    visitor = visit(language="en")
    visitor.sign_in()
    return visitor


@pytest.fixture
def unverified(visit: Callable[..., Visit], db: Any) -> Visit:
    """Somebody with a session whose number was never proved."""
    visitor = visit(language="en")
    client = client_of(User.objects.create_user(PHONE), "noor.localhost")
    visitor.client.cookies = client.cookies
    return visitor
