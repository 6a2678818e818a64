"""What signing in leaves in the logs: no code, no full number, no key."""

import logging
from typing import Any

import pytest

from tests.accounts.callers import PHONE, Caller, wrong

pytestmark = pytest.mark.integration


def everything_logged(caplog: Any) -> str:
    lines = [f"{record.getMessage()} {record.exc_info}" for record in caplog.records]
    return "\n".join(lines)


@pytest.fixture
def log(caplog: Any) -> Any:
    caplog.set_level(logging.DEBUG)
    return caplog


def test_sign_in_logs_no_secret(app: Caller, log: Any, settings: Any) -> None:
    challenge_id = app.request().json()["challenge_id"]
    code = app.code()
    app.verify(challenge_id=challenge_id, code=wrong(code))
    token = app.verify(challenge_id=challenge_id, code=code).json()["session_token"]
    text = everything_logged(log)
    assert "+966••••••777" in text
    for secret in (code, wrong(code), PHONE, PHONE[1:], token, settings.AUTHENTICA_API_KEY):
        assert secret not in text


@pytest.mark.parametrize("action", ["500", "429", "html_403", "drop_after_commit"])
def test_failed_send_logs_no_secret(app: Caller, log: Any, settings: Any, action: str) -> None:
    app.sandbox.fail_next("authentica.send_otp", action)
    app.request()
    text = everything_logged(log)
    assert "authentica send-otp to +966••••••777" in text
    for secret in (PHONE, PHONE[1:], settings.AUTHENTICA_API_KEY):
        assert secret not in text


def test_refused_send_logs_no_number_that_the_provider_repeats(
    app: Caller, log: Any, settings: Any
) -> None:
    settings.AUTHENTICA_API_KEY = "wrong key"
    assert app.request().status_code == 503
    text = everything_logged(log)
    assert "key_refused" in text
    assert PHONE not in text
