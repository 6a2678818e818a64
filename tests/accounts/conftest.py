"""People, callers and codes."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from tests.accounts.callers import NOOR, Caller, app_caller, browser_caller


@pytest.fixture(autouse=True)
def early_in_every_window() -> Iterator[None]:
    """Let the clock run from a moment at which no window of time is about to end."""
    with time_machine.travel(timezone.now().replace(hour=9, minute=0, second=5)):
        yield


@pytest.fixture
def app(db: Any, sandbox: Any) -> Caller:
    """An app at the salon noor."""
    return app_caller(NOOR, sandbox)


@pytest.fixture
def browser(db: Any, sandbox: Any) -> Caller:
    """A browser at the salon noor, which checks CSRF tokens."""
    return browser_caller(NOOR, sandbox)


@pytest.fixture
def make_person(db: Any) -> Callable[..., User]:
    """Return a maker of people with a verified phone."""

    def make(phone_number: str, **fields: Any) -> User:
        verified = {"is_phone_verified": True, "phone_verified_at": timezone.now()}
        return User.objects.create_user(phone_number, **(verified | fields))

    return make
