"""Deleting what has run out."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.models import OTPChallenge, RateWindow, Session, User
from accounts.tasks import clean_up
from tests.accounts.callers import PHONE, Caller

pytestmark = pytest.mark.integration


def rows_after(app: Caller, days: int) -> tuple[int, int, int]:
    """Sign in, let days pass, clean up; count sessions, codes and windows."""
    app.sign_in()
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        clean_up()
    return Session.objects.count(), OTPChallenge.objects.count(), RateWindow.objects.count()


@pytest.mark.parametrize(
    ("days", "expected"), [(1, (1, 1, 18)), (4, (1, 1, 0)), (29, (1, 1, 0)), (31, (0, 0, 0))]
)
def test_rows_go_when_they_have_run_out(app: Caller, days: int, expected: Any) -> None:
    assert rows_after(app, days) == expected
    assert User.objects.filter(phone_number=PHONE).exists()
