"""Browsers and apps that come again, by cookie or header."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.models import AuthEvent, Device, OTPChallenge
from tests.accounts.callers import NOOR, PHONE, REEM, Caller, app_caller, browser_caller

pytestmark = pytest.mark.integration


def devices() -> list[str]:
    return list(Device.objects.values_list("kind", flat=True))


def test_visitor_who_only_looks_is_not_remembered(browser: Caller) -> None:
    for path in ("/", "/ar/account/login/"):
        assert "did" not in browser.client.get(path).cookies
    assert devices() == []


def test_first_code_gives_a_browser_its_cookie(browser: Caller) -> None:
    cookie = browser.request().cookies["did"]
    (device,) = Device.objects.all()
    assert (device.kind, device.secret_hash) == (
        "web",
        hashlib.sha256(cookie.value.encode()).hexdigest(),
    )
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert (cookie["domain"], cookie["max-age"]) == ("", 400 * 86400)


def test_browser_is_known_again_and_keeps_its_cookie(browser: Caller) -> None:
    browser.sign_in()
    assert "did" not in browser.request().cookies
    devices_of_codes = set(OTPChallenge.objects.values_list("device", flat=True))
    assert devices_of_codes == {Device.objects.get().pk}
    assert OTPChallenge.objects.filter(from_known_device=True).count() == 1


def test_cookie_is_secure_where_sessions_are(browser: Caller, settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE, settings.DEVICE_COOKIE_NAME = True, "__Host-did"
    assert browser.request().cookies["__Host-did"]["secure"] is True


def test_app_is_given_its_secret_in_a_header_once(app: Caller) -> None:
    first = app.request()
    secret = first.headers["X-Device"]
    again = app_caller(NOOR, app.sandbox, HTTP_X_DEVICE=secret)
    second = again.request()
    assert (devices(), dict(first.cookies), "X-Device" in second.headers) == (["app"], {}, False)
    assert OTPChallenge.objects.filter(device__isnull=False).count() == 2


def test_app_without_its_secret_is_a_newcomer_every_time(app: Caller) -> None:
    secrets = {app.request().headers["X-Device"] for _ in range(2)}
    assert (len(secrets), devices()) == (2, ["app", "app"])


@pytest.mark.parametrize("secret", ["made-up", "x" * 5000])
def test_unknown_secret_is_no_device(app: Caller, secret: str) -> None:
    caller = app_caller(NOOR, app.sandbox, HTTP_X_DEVICE=secret)
    assert caller.request().headers["X-Device"] != secret
    assert len(devices()) == 1


def test_secret_of_an_app_is_no_cookie_and_the_other_way_round(app: Caller) -> None:
    secret = app.request().headers["X-Device"]
    browser = browser_caller(NOOR, app.sandbox)
    browser.client.cookies["did"] = secret
    cookie = browser.request().cookies["did"].value
    other = app_caller(NOOR, app.sandbox, HTTP_X_DEVICE=cookie)
    assert other.request().headers["X-Device"] not in (secret, cookie)


def test_refused_request_makes_no_device(app: Caller) -> None:
    for _ in range(3):
        app.request()
    refused = app.request()
    assert (refused.status_code, "X-Device" in refused.headers, len(devices())) == (429, False, 3)


def test_device_is_seen_every_few_hours_and_its_cookie_lives_on(browser: Caller) -> None:
    browser.request()
    first = Device.objects.get().last_seen_at
    with time_machine.travel(timezone.now() + timedelta(hours=5)):
        assert "did" not in browser.request("+966501000001").cookies
    assert Device.objects.get().last_seen_at == first
    with time_machine.travel(timezone.now() + timedelta(hours=7)):
        assert "did" in browser.request("+966501000002").cookies
    assert Device.objects.get().last_seen_at > first


def test_blocked_device_is_refused_like_any_other_limit(browser: Caller) -> None:
    browser.request()
    Device.objects.update(blocked_at=timezone.now())
    answer = browser.request()
    assert (answer.status_code, answer.json()["code"]) == (429, "throttled")
    assert len(browser.sandbox.inbox()) == 1


def test_cookie_of_one_host_is_sent_to_no_other(browser: Caller) -> None:
    """Browsers keep it by host; the server does not care where a device asks."""
    secret = browser.request().cookies["did"].value
    other = browser_caller(REEM, browser.sandbox)
    other.client.cookies["did"] = secret
    other.request("+966501000001")
    assert len(devices()) == 1


def test_events_name_the_device(browser: Caller) -> None:
    browser.sign_in()
    assert AuthEvent.objects.count() == 3
    assert set(AuthEvent.objects.values_list("device_id", flat=True)) == {Device.objects.get().pk}
    assert PHONE not in str(list(AuthEvent.objects.values()))
