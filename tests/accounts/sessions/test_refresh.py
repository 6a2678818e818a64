"""Apps renew their session by a token that works once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.domain.sessions.refreshing import issue_refresh_token
from accounts.models import AuthEvent, RefreshToken, Session, User
from tests.accounts.callers import NOOR, PHONE, PLATFORM, REEM, Caller

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(time_machine: Any) -> Any:
    time_machine.move_to("2026-11-22T09:00:05Z", tick=False)
    return time_machine


@pytest.fixture
def signed_in(app: Caller) -> dict[str, str]:
    return app.sign_in().json()


def refresh(token: str, host: str = NOOR, **headers: str) -> Any:
    headers = headers or {"HTTP_X_CLIENT": "app"}
    return Client(HTTP_HOST=host, **headers).post(
        "/api/auth/refresh/", {"refresh_token": token}, content_type="application/json"
    )


def me(token: str, host: str = NOOR) -> int:
    client = Client(HTTP_HOST=host, HTTP_X_SESSION_TOKEN=token)
    return client.get("/api/auth/me/").status_code


def events() -> list[tuple[str, str, str]]:
    kinds = ["token_refreshed", "session_ended"]
    return list(AuthEvent.objects.filter(kind__in=kinds).values_list("kind", "result", "rule"))


def test_refresh_renews_both_secrets_and_kills_the_old_one(signed_in):
    session = Session.objects.get()
    answer = refresh(signed_in["refresh_token"])
    assert answer.status_code == 200
    renewed = answer.json()
    assert set(renewed) == {"session_token", "refresh_token"}
    assert not set(renewed.values()) & {signed_in["session_token"], signed_in["refresh_token"]}
    assert (me(signed_in["session_token"]), me(renewed["session_token"])) == (401, 200)
    renewed_session = Session.objects.get()
    assert (renewed_session.family, renewed_session.ends_at) == (session.family, session.ends_at)
    assert refresh(renewed["refresh_token"]).status_code == 200
    assert events() == [("token_refreshed", "ok", "")] * 2


def test_refresh_opens_a_session_whose_secret_has_run_out(clock, signed_in):
    clock.shift(29 * DAY)
    assert me(signed_in["session_token"]) == 401
    assert me(refresh(signed_in["refresh_token"]).json()["session_token"]) == 200


@pytest.mark.parametrize(("step", "times"), [(30, 1), (29, 4)])
def test_refresh_ends_when_idle_for_a_month_and_after_ninety_days(clock, signed_in, step, times):
    token = signed_in["refresh_token"]
    for _time in range(times - 1):
        clock.shift(step * DAY)
        token = refresh(token).json()["refresh_token"]
    clock.shift(step * DAY)
    answer = refresh(token)
    assert (answer.status_code, answer.json()["code"]) == (401, "refresh_invalid")


def test_second_use_at_once_ends_nothing(signed_in):
    renewed = refresh(signed_in["refresh_token"]).json()
    answer = refresh(signed_in["refresh_token"])
    assert (answer.status_code, answer.json()["code"]) == (409, "already_refreshed")
    assert me(renewed["session_token"]) == 200
    assert refresh(renewed["refresh_token"]).status_code == 200


def test_second_use_later_ends_the_session_for_both(clock, signed_in):
    renewed = refresh(signed_in["refresh_token"]).json()
    clock.shift(timedelta(seconds=30))
    assert refresh(signed_in["refresh_token"]).json()["code"] == "refresh_invalid"
    assert me(renewed["session_token"]) == 401
    assert refresh(renewed["refresh_token"]).status_code == 401
    assert not Session.objects.exists()
    assert ("session_ended", "ok", "reused") in events()


@pytest.mark.parametrize(
    ("host", "headers"),
    [(REEM, {}), (PLATFORM, {}), (NOOR, {"HTTP_X_CLIENT": "web"})],
)
def test_refresh_elsewhere_or_by_a_browser_is_refused(signed_in, host, headers):
    before = list(RefreshToken.objects.values())
    assert refresh(signed_in["refresh_token"], host, **headers).status_code == 401
    assert list(RefreshToken.objects.values()) == before
    assert me(signed_in["session_token"]) == 200


@pytest.mark.parametrize("token", ["", "x" * 43, "ن" * 10])
def test_unknown_token_is_refused(db, token):
    answer = refresh(token)
    assert answer.status_code == (401 if token else 400)


def test_session_token_renews_nothing_and_refresh_token_opens_nothing(signed_in):
    assert refresh(signed_in["session_token"]).status_code == 401
    assert me(signed_in["refresh_token"]) == 401


@pytest.mark.parametrize("change", ["is_active", "phone_number", "auth_epoch"])
def test_change_of_the_person_ends_refreshing(signed_in, change):
    values = {"is_active": False, "phone_number": "+966500000999", "auth_epoch": 1}
    User.objects.filter(phone_number=PHONE).update(**{change: values[change]})
    assert refresh(signed_in["refresh_token"]).status_code == 401


def test_logout_ends_refreshing(app, signed_in):
    app.call("POST", "logout/", HTTP_X_SESSION_TOKEN=signed_in["session_token"])
    assert refresh(signed_in["refresh_token"]).status_code == 401
    assert not RefreshToken.objects.exists()


def test_database_holds_only_hashes(signed_in):
    kept = str(list(RefreshToken.objects.values()))
    assert signed_in["refresh_token"] not in kept


def test_browser_gets_no_refresh_token(browser):
    assert set(browser.sign_in().json()) == {"user"}
    assert not RefreshToken.objects.exists()


def test_old_address_of_refreshing_is_gone(app):
    assert app.call("POST", "token/refresh/", {"refresh": "x"}).status_code == 410


def test_new_sign_in_voids_the_refresh_tokens_of_before(signed_in):
    session = Session.objects.get()
    issue_refresh_token(
        session.user, family=session.family, host=NOOR, ends_at=timezone.now() + DAY
    )
    assert refresh(signed_in["refresh_token"]).status_code == 401
