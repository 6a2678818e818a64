"""Refreshing and ending at the same time, on real connections; and without the lock."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from accounts.domain.sessions import refreshing
from accounts.domain.sessions.ends import end_sessions
from accounts.domain.sessions.refreshing import refresh_session
from accounts.models import RefreshToken, Session, User
from accounts.visitors import Visitor
from tests.accounts.callers import NOOR, PHONE, app_caller
from tests.accounts.domain.codes.test_races import all_at_once
from tests.accounts.sessions.test_refresh import me, refresh

pytestmark = pytest.mark.integration
VISITOR = Visitor(host=NOOR, address="192.0.2.1", language="ar", is_app=True)


@pytest.fixture
def token(fresh_database: str, sandbox: Any) -> str:
    return str(app_caller(NOOR, sandbox).sign_in().json()["refresh_token"])


def test_twenty_refreshes_at_once_give_one_pair(token):
    renewed = []
    tally = all_at_once(20, lambda _: renewed.append(refresh_session(token, visitor=VISITOR)))
    assert tally == {"ok": 1, "already_refreshed": 19}
    assert me(renewed[0].session_token) == 200
    assert refresh(renewed[0].refresh_token).status_code == 200


def test_without_the_lock_several_refreshes_would_succeed(token, monkeypatch):
    unlocked = lambda family: Session.objects.filter(family=family).first()  # noqa: E731
    monkeypatch.setattr(refreshing, "lock_family", unlocked)
    tally = all_at_once(20, lambda _: refresh_session(token, visitor=VISITOR))
    assert tally["ok"] > 1


@pytest.mark.parametrize("round_", range(3))
def test_end_of_everything_wins_over_refreshes_at_the_same_time(token, round_):
    user = User.objects.get(phone_number=PHONE)
    with ThreadPoolExecutor(2) as pool:
        pool.submit(_closing, lambda: refresh(token))
        ended = pool.submit(_closing, lambda: end_sessions(user))
    assert ended.result() == 1
    assert (Session.objects.filter(user=user).count(), RefreshToken.objects.count()) == (0, 0)


def _closing(work: Any) -> Any:
    try:
        return work()
    finally:
        connection.close()
