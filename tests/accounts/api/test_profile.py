"""GET and PATCH /api/auth/me/, GET /api/auth/csrf/, and what is gone."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.accounts.callers import NOOR, PHONE, PLATFORM, Caller

pytestmark = pytest.mark.integration

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]


@pytest.fixture
def token(app: Caller) -> dict[str, str]:
    return {"HTTP_X_SESSION_TOKEN": app.sign_in().json()["session_token"]}


def test_me_for_nobody(app: Caller) -> None:
    assert app.call("GET", "me/").status_code == 401


def test_me_changes_only_what_is_sent(app: Caller, token: dict[str, str]) -> None:
    app.call("PATCH", "me/", {"first_name": "نورة", "last_name": "العتيبي"}, **token)
    response = app.call("PATCH", "me/", {"language": "en"}, **token)
    assert (response.status_code, response.json()) == (
        200,
        {
            "id": User.objects.get(phone_number=PHONE).pk,
            "phone_number": PHONE,
            "is_phone_verified": True,
            "first_name": "نورة",
            "last_name": "العتيبي",
            "language": "en",
        },
    )


@pytest.mark.parametrize(
    "body", [{"language": "fr"}, {"first_name": "x" * 151}, {"first_name": None}]
)
def test_me_refuses_wrong_values(app: Caller, token: dict[str, str], body: Any) -> None:
    response = app.call("PATCH", "me/", body, **token)
    assert (response.status_code, response.json()["code"]) == (400, "invalid")
    assert User.objects.get(phone_number=PHONE).first_name == ""


@pytest.mark.parametrize(
    "body",
    [
        {"phone_number": "+966500000999"},
        {"is_phone_verified": False},
        {"is_superuser": True, "is_staff": True},
    ],
)
def test_me_ignores_what_is_not_hers_to_change(
    app: Caller, token: dict[str, str], body: Any
) -> None:
    assert app.call("PATCH", "me/", body, **token).status_code == 200
    user = User.objects.get(phone_number=PHONE)
    assert (user.is_phone_verified, user.is_superuser, user.is_staff) == (True, False, False)


def test_csrf_sets_the_cookie(db: Any) -> None:
    response = Client(HTTP_HOST=NOOR).get("/api/auth/csrf/")
    assert (response.status_code, list(response.cookies)) == (204, ["csrftoken"])


@pytest.mark.parametrize("host", [NOOR, PLATFORM])
@pytest.mark.parametrize("path", ["token/", "token/refresh/"])
@pytest.mark.parametrize("method", METHODS)
def test_password_login_is_gone(db: Any, host: str, path: str, method: str) -> None:
    client = Client(HTTP_HOST=host, enforce_csrf_checks=True)
    response = client.generic(method, f"/api/auth/{path}", data="{not json")
    assert response.status_code == 410
    assert response.headers["Content-Type"] == "application/problem+json"
    if method != "HEAD":
        assert response.json()["code"] == "password_login_removed"


def test_no_endpoint_signs_in_by_password(app: Caller, make_person: Any) -> None:
    user = make_person(PHONE)
    user.set_password("correct horse")
    user.save()
    assert not Client(HTTP_HOST=NOOR).login(username=PHONE, password="correct horse")
