"""Signing in with a second factor: on pages, by app, by passkey."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.domain.sessions.ends import sign_out_everywhere
from accounts.models import Session, User
from tests.accounts.callers import NOOR, PHONE, PLATFORM, app_caller, browser_caller, wrong
from tests.accounts.second_factor.conftest import outcome, use
from tests.accounts.web.visitor import Visit
from tests.second_factors import app_code, give_codes

pytestmark = pytest.mark.integration


@pytest.fixture(params=[NOOR, PLATFORM])
def visitor(request: Any, sandbox: Any, person: User) -> Visit:
    return Visit(request.param, "en", sandbox)


def test_code_alone_opens_nothing(visitor: Visit, secret: str) -> None:
    answer = visitor.sign_in(next="/en/account/")
    assert (answer.status_code, answer.url) == (302, "/en/account/second-factor/")
    assert not visitor.is_signed_in()
    assert list(Session.objects.values_list("user", flat=True)) == [None]


def test_second_factor_opens_the_session_and_goes_on(visitor: Visit, secret: str) -> None:
    visitor.sign_in(next="/en/account/")
    answer = visitor.post("second-factor/", code=app_code(secret))
    assert (answer.status_code, answer.url) == (302, "/en/account/")
    assert visitor.is_signed_in()


def test_recovery_code_opens_it_as_well(visitor: Visit, person: User, secret: str) -> None:
    code = give_codes(person)[9]
    visitor.sign_in()
    visitor.post("second-factor/", code=f"{code[:4]} {code[4:8]}-{code[8:]}")
    assert visitor.is_signed_in()


@pytest.mark.parametrize("how", ["number", "everywhere"])
def test_what_ends_her_sessions_ends_a_sign_in_under_way(
    visitor: Visit, person: User, secret: str, how: str
) -> None:
    visitor.sign_in()
    if how == "number":
        User.objects.filter(pk=person.pk).update(phone_number="+966500000888")
    else:
        sign_out_everywhere(person)
    answer = visitor.post("second-factor/", page="login/", code=app_code(secret))
    assert (answer.status_code, answer.url) == (302, "/en/account/login/")
    assert not visitor.is_signed_in()
    assert not Session.objects.filter(user=person).exists()


def test_wrong_code_says_so_and_opens_nothing(visitor: Visit, secret: str) -> None:
    visitor.sign_in()
    answer = visitor.post("second-factor/", code=wrong(app_code(secret)))
    assert answer.status_code == 400
    assert "The code is wrong or was used already." in answer.content.decode()
    assert not visitor.is_signed_in()


def test_guesses_survive_new_sessions(sandbox: Any, person: User, secret: str) -> None:
    statuses = []
    for _ in range(6):
        visitor = Visit(PLATFORM, "en", sandbox)
        visitor.sign_in()
        answer = visitor.post("second-factor/", code=wrong(app_code(secret)))
        statuses.append((answer.status_code, "Retry-After" in answer))
    assert statuses == [(400, False)] * 5 + [(429, True)]


def test_who_is_held_back_has_ten_minutes(visitor: Visit, secret: str, time_machine: Any) -> None:
    visitor.sign_in()
    time_machine.move_to(timezone.now() + timedelta(minutes=10, seconds=1))
    answer = visitor.get("/en/account/second-factor/")
    assert (answer.status_code, answer.url) == (302, "/en/account/login/")


def test_page_without_a_sign_in_leads_to_the_start(visitor: Visit) -> None:
    answer = visitor.get("/en/account/second-factor/")
    assert (answer.status_code, answer.url) == (302, "/en/account/login/")


def test_page_asks_for_one_time_code(visitor: Visit, secret: str) -> None:
    visitor.sign_in()
    page = visitor.get("/en/account/second-factor/").content.decode()
    assert 'autocomplete="one-time-code"' in page


def test_passkey_after_the_code(sandbox: Any, person: User, make_passkey: Any) -> None:
    passkey, visitor = make_passkey(person), Visit(PLATFORM, "en", sandbox)
    visitor.sign_in(next="/en/account/")
    visitor.client.handler.enforce_csrf_checks = False
    assert outcome(use(visitor.client, "second-factor", passkey.get)) == (200, "/en/account/")
    assert visitor.is_signed_in()


def test_passkey_page_of_a_salon_leads_to_the_platform(
    sandbox: Any, person: User, make_passkey: Any
) -> None:
    make_passkey(person)
    visitor = Visit(NOOR, "en", sandbox)
    visitor.sign_in()
    page = visitor.get("/en/account/second-factor/").content.decode()
    assert "data-passkey" not in page
    assert 'href="/en/account/start/?next="' in page


@pytest.mark.parametrize("caller", [app_caller, browser_caller])
def test_api_holds_back_and_finishes(sandbox: Any, person: User, secret: str, caller: Any) -> None:
    client = caller(NOOR, sandbox)
    held = client.sign_in(PHONE)
    assert (held.status_code, held.json()["pending"]) == (401, "second_factor")
    token = _token(held)
    kinds = client.call("GET", "second-factor/", **token)
    assert kinds.json() == {"kinds": ["totp"]}
    refused = client.call("POST", "second-factor/", {"code": "000"}, **token)
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid_code")
    assert client.call("GET", "me/", **token).status_code == 401
    done = client.call("POST", "second-factor/", {"code": app_code(secret)}, **token)
    assert (done.status_code, done.json()["user"]["id"]) == (200, person.pk)
    assert client.call("GET", "me/", **_token(done)).status_code == 200


def test_api_has_nothing_pending_for_strangers(sandbox: Any, db: Any) -> None:
    client = browser_caller(NOOR, sandbox)
    for method, body in (("GET", None), ("POST", {"code": "123456"})):
        answer = client.call(method, "second-factor/", body)
        assert (answer.status_code, answer.json()["code"]) == (409, "nothing_pending")


def test_api_wants_the_csrf_token(sandbox: Any, person: User, secret: str) -> None:
    client = browser_caller(NOOR, sandbox)
    client.sign_in(PHONE)
    del client.client.cookies["csrftoken"]
    answer = client.call("POST", "second-factor/", {"code": app_code(secret)})
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf_failed")


def _token(answer: Any) -> dict[str, str]:
    found = answer.json().get("session_token")
    return {"HTTP_X_SESSION_TOKEN": found} if found else {}
