"""POST /api/auth/reauth/request|verify/."""

from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.domain.sign_in.assurance import proofs_of
from accounts.models import AuthEvent
from accounts.sessions import SessionStore
from tests.accounts.callers import PHONE, Caller, wrong
from tests.accounts.phone_people import reauthenticate, refused, secret_of, signed_in_caller

pytestmark = pytest.mark.integration


def shown(caller: Caller) -> list[str]:
    return [each.proof.value for each in proofs_of(SessionStore(secret_of(caller)))]


def test_code_is_noted_under_a_new_secret(caller: Caller) -> None:
    before = secret_of(caller)
    assert reauthenticate(caller).status_code == 200
    assert secret_of(caller) != before
    assert shown(caller) == ["code", "code"]
    assert caller.call("GET", "me/").status_code == 200
    event = AuthEvent.objects.get(kind="reauthenticated")
    assert (event.result, event.rule) == ("ok", "code")


def test_old_secret_is_worthless(sandbox: Any, db: Any) -> None:
    caller = signed_in_caller("app", sandbox)
    before = secret_of(caller)
    reauthenticate(caller)
    assert caller.call("GET", "me/", HTTP_X_SESSION_TOKEN=before).status_code == 401


def test_wrong_code_is_noted_nowhere(caller: Caller) -> None:
    caller.call("POST", "reauth/request/", {})
    body = {"phone_number": PHONE, "code": wrong(caller.code())}
    assert refused(caller.call("POST", "reauth/verify/", body)) == (400, "invalid_code")
    assert shown(caller) == ["code"]


def test_expired_code_is_refused(caller: Caller) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        caller.call("POST", "reauth/request/", {})
        code = caller.code()
        clock.shift(301)
        body = {"phone_number": PHONE, "code": code}
        assert refused(caller.call("POST", "reauth/verify/", body)) == (400, "invalid_code")


def test_browser_without_a_token_is_refused(sandbox: Any, db: Any) -> None:
    browser = signed_in_caller("browser", sandbox)
    answer = browser.call("POST", "reauth/request/", {}, HTTP_X_CSRFTOKEN="x")
    assert refused(answer) == (403, "csrf_failed")
