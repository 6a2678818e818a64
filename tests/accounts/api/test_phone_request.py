"""POST /api/auth/phone/request/ and …/resend/."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.models import OTPChallenge, RateWindow, User
from tests.accounts.callers import NOOR, PHONE, Caller, app_caller, browser_caller

pytestmark = pytest.mark.integration


def live() -> list[OTPChallenge]:
    return list(OTPChallenge.objects.filter(consumed_at=None, invalidated_at=None))


def test_request_sends_a_code_and_answers_with_its_challenge(app: Caller) -> None:
    response = app.request("٠٥٠٠٠٠٠٧٧٧")
    (challenge,) = live()
    assert (response.status_code, response.json()) == (
        202,
        {
            "challenge_id": str(challenge.id),
            "expires_in": 300,
            "resend_after": 30,
            "channel": "sms",
        },
    )
    (message,) = app.sandbox.inbox()
    assert (message.phone, message.channel, len(message.code)) == (PHONE, "sms", 6)


def test_request_makes_an_unverified_person_before_it_sends(app: Caller) -> None:
    app.sandbox.fail_next("authentica.send_otp", "500")
    assert app.request().status_code == 503
    user = User.objects.get(phone_number=PHONE)
    assert (user.is_phone_verified, user.has_usable_password()) == (False, False)


def test_request_by_whatsapp(app: Caller) -> None:
    body = {"phone_number": PHONE, "channel": "whatsapp"}
    response = app.call("POST", "phone/request/", body)
    assert (response.status_code, response.json()["channel"]) == (202, "whatsapp")
    assert app.sandbox.inbox()[0].channel == "whatsapp"


@pytest.mark.parametrize(("language", "template"), [("ar", 1), ("en", 2)])
def test_request_sends_in_the_language_of_the_caller(
    db: Any, sandbox: Any, language: str, template: int
) -> None:
    app = app_caller(NOOR, sandbox, HTTP_ACCEPT_LANGUAGE=language)
    app.request()
    assert sandbox.inbox()[0].template_id == template
    assert User.objects.get(phone_number=PHONE).language == language


def test_request_keeps_only_a_keyed_hash_of_the_code(app: Caller) -> None:
    app.request()
    (challenge,) = live()
    code = app.code()
    stored = {name: str(value) for name, value in vars(challenge).items()}
    assert not [name for name, value in stored.items() if code in value and name != "id"]
    assert len(bytes(challenge.code_hmac)) == 32


def test_request_again_ends_the_earlier_code(app: Caller) -> None:
    first = app.request().json()["challenge_id"]
    code = app.code()
    second = app.request().json()["challenge_id"]
    assert [str(challenge.id) for challenge in live()] == [second]
    assert app.verify(challenge_id=first, code=code).json()["code"] == "invalid_code"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 400, "invalid"),
        ({"phone_number": ""}, 400, "invalid"),
        ({"phone_number": "x"}, 400, "invalid_phone"),
        ({"phone_number": PHONE, "channel": "pigeon"}, 400, "invalid"),
        ({"phone_number": "+14155552671"}, 422, "country_not_allowed"),
        ({"phone_number": "+966112345678"}, 422, "country_not_allowed"),
    ],
)
def test_request_refused_leaves_nothing_behind(
    app: Caller, body: Any, status: int, code: str
) -> None:
    people = User.objects.count()
    response = app.call("POST", "phone/request/", body)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert (User.objects.count(), live(), app.sandbox.inbox()) == (people, [], [])
    assert response.headers["Content-Type"] == "application/problem+json"


def test_request_beyond_the_window_is_throttled(app: Caller) -> None:
    for _ in range(3):
        assert app.request().status_code == 202
    response = app.request()
    assert (response.status_code, response.json()["code"]) == (429, "throttled")
    assert 0 < int(response.headers["Retry-After"]) <= 600
    assert len(app.sandbox.inbox()) == 3


def test_request_throttled_counts_nowhere(app: Caller) -> None:
    for _ in range(3):
        app.request()
    before = list(RateWindow.objects.order_by("pk").values_list("pk", "count"))
    app.request()
    assert list(RateWindow.objects.order_by("pk").values_list("pk", "count")) == before


def test_window_of_an_address_counts_all_numbers(app: Caller, settings: Any) -> None:
    settings.OTP_THRESHOLDS = {"address_sends": ((2, 3600),)}
    answers = [app.request(f"+96650000070{n}").status_code for n in range(3)]
    assert answers == [202, 202, 429]


def test_signing_in_gives_the_places_back(app: Caller) -> None:
    """Somebody who signs in again and again is no flood."""
    answers = [app.sign_in().status_code for _ in range(8)]
    assert answers == [200] * 8
    unproved = RateWindow.objects.filter(action="send").values_list("count", flat=True)
    assert set(unproved) == {0}


def test_signing_in_has_a_limit_of_a_day(app: Caller, settings: Any) -> None:
    settings.OTP_THRESHOLDS = {"phone_sends_total": ((2, 86400),)}
    assert [app.sign_in().status_code for _ in range(2)] == [200, 200]
    assert app.request().status_code == 429


@pytest.mark.parametrize(
    "person",
    [
        None,
        {"is_phone_verified": False, "phone_verified_at": None},
        {},
        {"is_active": False},
        {"is_superuser": True},
    ],
)
def test_request_answers_the_same_for_everybody(
    app: Caller, make_person: Any, person: dict[str, Any] | None
) -> None:
    if person is not None:
        make_person(PHONE, **person)
    response = app.request()
    body = response.json()
    assert body.pop("challenge_id")
    assert (response.status_code, body) == (
        202,
        {"expires_in": 300, "resend_after": 30, "channel": "sms"},
    )
    assert len(app.sandbox.inbox(PHONE)) == 1


@pytest.mark.parametrize("action", ["500", "503", "429", "html_403", "html_502"])
def test_request_with_the_provider_down_leaves_no_live_code(app: Caller, action: str) -> None:
    app.sandbox.fail_next("authentica.send_otp", action)
    response = app.request()
    assert (response.status_code, response.json()["code"]) == (503, "sms_unavailable")
    assert response.headers["Retry-After"] == "30"
    assert live() == []


def test_code_of_a_failed_send_opens_nothing(app: Caller) -> None:
    """The provider may have sent it before the connection broke."""
    app.sandbox.fail_next("authentica.send_otp", "drop_after_commit")
    assert app.request().status_code == 503
    response = app.verify(phone_number=PHONE, code=app.code())
    assert (response.status_code, response.json()["code"]) == (400, "invalid_code")


def test_resend_replaces_the_code_after_the_pause(app: Caller) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        first = app.request().json()["challenge_id"]
        clock.shift(31)
        response = app.call("POST", "phone/resend/", {"challenge_id": first})
        body = response.json()
        assert (response.status_code, body["resend_after"]) == (202, 60)
        assert [str(challenge.id) for challenge in live()] == [body["challenge_id"]]
        signed_in = app.verify(challenge_id=body["challenge_id"], code=app.code())
    assert (first != body["challenge_id"], signed_in.status_code) == (True, 200)


def test_resend_before_the_pause_is_over_sends_nothing(app: Caller) -> None:
    challenge_id = app.request().json()["challenge_id"]
    response = app.call("POST", "phone/resend/", {"challenge_id": challenge_id})
    assert (response.status_code, response.json()["code"]) == (429, "throttled")
    assert 0 < int(response.headers["Retry-After"]) <= 30
    assert (len(app.sandbox.inbox()), len(live())) == (1, 1)


def test_pauses_grow_with_every_code(app: Caller) -> None:
    start = timezone.now().replace(minute=0, second=0)
    with time_machine.travel(start, tick=False) as clock:
        pauses = [app.request().json()["resend_after"]]
        for pause in (30, 60):
            clock.shift(timedelta(seconds=pause))
            body = {"challenge_id": str(live()[0].id)}
            pauses.append(app.call("POST", "phone/resend/", body).json()["resend_after"])
    assert pauses == [30, 60, 120]


def test_resend_without_a_live_code(app: Caller) -> None:
    used = app.request().json()["challenge_id"]
    app.verify(challenge_id=used, code=app.code())
    unknown = "0190a0a0-0000-7000-8000-000000000000"
    answers = [app.call("POST", "phone/resend/", {"challenge_id": i}) for i in (used, unknown)]
    assert [(a.status_code, a.json()["code"]) for a in answers] == [(409, "no_live_challenge")] * 2
    assert len(app.sandbox.inbox()) == 1


def test_resend_on_another_host_is_refused(app: Caller) -> None:
    challenge_id = app.request().json()["challenge_id"]
    other = app_caller("reem.localhost", app.sandbox)
    response = other.call("POST", "phone/resend/", {"challenge_id": challenge_id})
    assert (response.status_code, len(live())) == (409, 1)


def test_browser_without_csrf_token_is_refused(db: Any, sandbox: Any) -> None:
    browser = browser_caller(NOOR, sandbox)
    browser.client.cookies.clear()
    response = browser.request()
    assert (response.status_code, response.json()["code"]) == (403, "csrf_failed")
    assert sandbox.inbox() == []
