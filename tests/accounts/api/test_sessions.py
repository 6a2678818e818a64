"""Sessions are bound to a host and to a kind of client; nothing else opens them."""

from typing import Any

import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpResponse
from django.test import Client, RequestFactory

from accounts.middleware import BoundSessionMiddleware
from accounts.models import Session, User
from accounts.sessions import stored_key
from tests.accounts.callers import (
    NOOR,
    PHONE,
    PLATFORM,
    REEM,
    Caller,
    app_caller,
    browser_caller,
)

pytestmark = pytest.mark.integration

HOSTS = [NOOR, REEM, PLATFORM]


def me(host: str, *, cookie: str = "", token: str = "", **headers: str) -> int:
    """Return the status of the profile for a secret sent as cookie or as token."""
    client = Client(HTTP_HOST=host, **headers)
    if cookie:
        client.cookies["sessionid"] = cookie
    if token:
        headers["HTTP_X_SESSION_TOKEN"] = token
    return client.get("/api/auth/me/", **headers).status_code


@pytest.fixture
def token(app: Caller) -> str:
    return str(app.sign_in().json()["session_token"])


@pytest.fixture
def cookie(browser: Caller) -> str:
    browser.sign_in()
    return str(browser.client.cookies["sessionid"].value)


@pytest.mark.parametrize("host", HOSTS)
def test_token_opens_its_own_host_only(token: str, host: str) -> None:
    assert me(host, token=token) == (200 if host == NOOR else 401)


@pytest.mark.parametrize("host", HOSTS)
def test_cookie_opens_its_own_host_only(cookie: str, host: str) -> None:
    assert me(host, cookie=cookie) == (200 if host == NOOR else 401)


def test_token_is_no_cookie(token: str) -> None:
    assert me(NOOR, cookie=token) == 401


def test_cookie_is_no_token(cookie: str) -> None:
    assert me(NOOR, token=cookie) == 401


def test_app_ignores_its_cookies(cookie: str) -> None:
    assert me(NOOR, cookie=cookie, HTTP_X_CLIENT="app") == 401


def test_unknown_token_is_refused_with_a_challenge(db: Any) -> None:
    client = Client(HTTP_HOST=NOOR)
    response = client.get("/api/auth/me/", HTTP_X_SESSION_TOKEN="x" * 32)
    assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, "Session")
    assert response.json()["code"] == "not_authenticated"


def test_wrong_token_beside_a_good_cookie_is_refused(cookie: str) -> None:
    assert me(NOOR, cookie=cookie, token="x" * 32) == 401


def test_app_never_gets_a_cookie(app: Caller) -> None:
    token = app.sign_in().json()["session_token"]
    for path in ("csrf/", "me/"):
        response = app.call("GET", path, HTTP_X_SESSION_TOKEN=token)
        assert dict(response.cookies) == {}


def test_database_holds_only_the_hash_of_the_secret(token: str) -> None:
    session = Session.objects.get(user__phone_number=PHONE)
    assert (session.session_key, session.host, session.kind) == (stored_key(token), NOOR, "app")
    assert token not in session.session_data


def test_sign_in_changes_the_secret_and_the_csrf_token(browser: Caller) -> None:
    session = browser.client.session
    session["basket"] = "kept"
    session.save()
    browser.client.cookies["sessionid"] = session.session_key
    csrf_before = browser.client.cookies["csrftoken"].value
    browser.sign_in()
    assert browser.client.cookies["sessionid"].value != session.session_key
    assert browser.client.cookies["csrftoken"].value != csrf_before
    assert browser.client.session["basket"] == "kept"
    assert not Session.objects.filter(pk=stored_key(session.session_key)).exists()


def test_planted_secret_is_not_adopted(browser: Caller) -> None:
    browser.client.cookies["sessionid"] = "planted" * 5
    browser.sign_in()
    assert browser.client.cookies["sessionid"].value != "planted" * 5


def test_second_person_in_one_browser_gets_a_clean_session(browser: Caller) -> None:
    browser.sign_in()
    session = browser.client.session
    session["basket"] = "hers"
    session.save()
    browser.sign_in("+966500000778")
    assert "basket" not in browser.client.session
    assert browser.call("GET", "me/").json()["phone_number"] == "+966500000778"


def test_created_at_is_the_moment_of_signing_in(browser: Caller) -> None:
    browser.sign_in()
    created = Session.objects.get(user__phone_number=PHONE).created_at
    session = browser.client.session
    session["later"] = 1
    session.save()
    assert Session.objects.get(user__phone_number=PHONE).created_at == created


@pytest.mark.parametrize("change", ["is_active", "phone_number", "auth_epoch"])
def test_change_of_the_person_ends_the_session(token: str, change: str) -> None:
    values = {"is_active": False, "phone_number": "+966500000999", "auth_epoch": 1}
    User.objects.filter(phone_number=PHONE).update(**{change: values[change]})
    assert me(NOOR, token=token) == 401


@pytest.mark.parametrize("make", [app_caller, browser_caller])
def test_logout_ends_the_session(db: Any, sandbox: Any, make: Any) -> None:
    caller: Caller = make(NOOR, sandbox)
    token = caller.sign_in().json().get("session_token")
    headers = {"HTTP_X_SESSION_TOKEN": token} if token else {}
    assert caller.call("POST", "logout/", **headers).status_code == 204
    assert not Session.objects.filter(user__phone_number=PHONE).exists()
    assert caller.call("GET", "me/", **headers).status_code == 401


def test_logout_of_nobody_is_refused(app: Caller) -> None:
    assert app.call("POST", "logout/").status_code == 401


def test_logout_without_csrf_token_is_refused(browser: Caller) -> None:
    browser.sign_in()
    del browser.client.cookies["csrftoken"]
    assert browser.call("POST", "logout/").status_code == 403
    assert browser.call("GET", "me/").status_code == 200


def test_request_that_outlives_the_logout_does_not_bring_the_session_back(token: str) -> None:
    slower = RequestFactory().get("/", HTTP_HOST=NOOR, HTTP_X_SESSION_TOKEN=token)
    middleware = BoundSessionMiddleware(lambda request: HttpResponse())
    middleware.process_request(slower)
    slower.session["touched"] = 1
    Session.objects.all().delete()
    with pytest.raises(SessionInterrupted):
        middleware.process_response(slower, HttpResponse())
    assert not Session.objects.exists()
