"""POST /api/auth/phone/verify/."""

from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.models import OTPChallenge, PhoneAuthState, Session, User
from tests.accounts.callers import NOOR, PHONE, PLATFORM, REEM, Caller, app_caller, wrong

pytestmark = pytest.mark.integration


def refused(response: Any) -> tuple[int, str]:
    return response.status_code, response.json()["code"]


def failures() -> int:
    state = PhoneAuthState.objects.filter(pk=PHONE).first()
    return state.consecutive_failures if state else 0


def test_verify_signs_an_app_in(app: Caller) -> None:
    response = app.sign_in()
    user = User.objects.get(phone_number=PHONE)
    token = response.json().pop("session_token")
    assert (response.status_code, response.json()["user"]) == (
        200,
        {
            "id": user.pk,
            "phone_number": PHONE,
            "is_phone_verified": True,
            "first_name": "",
            "last_name": "",
            "language": "ar",
        },
    )
    assert (len(token), dict(response.cookies)) == (32, {})


def test_verify_signs_a_browser_in(browser: Caller) -> None:
    response = browser.sign_in()
    assert (response.status_code, list(response.json())) == (200, ["user"])
    assert browser.call("GET", "me/").json()["phone_number"] == PHONE


def test_verify_by_phone_number(app: Caller) -> None:
    app.request()
    assert app.verify(phone_number="0500000777", code=app.code()).status_code == 200


def test_verify_takes_arabic_digits(app: Caller) -> None:
    app.request()
    typed = app.code().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert app.verify(phone_number=PHONE, code=f" {typed[:3]}-{typed[3:]} ").status_code == 200


def test_verify_marks_the_phone_verified_once(app: Caller) -> None:
    app.sign_in()
    first = User.objects.get(phone_number=PHONE)
    app.sign_in()
    again = User.objects.get(phone_number=PHONE)
    assert first.is_phone_verified
    assert again.phone_verified_at == first.phone_verified_at


def test_used_code_is_good_for_nothing(app: Caller) -> None:
    challenge_id = app.request().json()["challenge_id"]
    code = app.code()
    app.verify(challenge_id=challenge_id, code=code)
    sessions = Session.objects.count()
    assert refused(app.verify(challenge_id=challenge_id, code=code)) == (400, "invalid_code")
    assert Session.objects.count() == sessions


def test_expired_code_is_refused_and_counts_no_failure(app: Caller) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        challenge_id = app.request().json()["challenge_id"]
        clock.shift(301)
        answer = app.verify(challenge_id=challenge_id, code=app.code())
    assert (refused(answer), failures()) == ((400, "invalid_code"), 0)


def test_wrong_code_is_counted_and_the_right_one_still_works(app: Caller) -> None:
    challenge_id = app.request().json()["challenge_id"]
    guess = app.verify(challenge_id=challenge_id, code=wrong(app.code()))
    assert (refused(guess), failures()) == ((400, "invalid_code"), 1)
    assert app.verify(challenge_id=challenge_id, code=app.code()).status_code == 200
    assert failures() == 0


def test_sixth_guess_is_not_evaluated(app: Caller) -> None:
    challenge_id = app.request().json()["challenge_id"]
    code = app.code()
    for _ in range(5):
        app.verify(challenge_id=challenge_id, code=wrong(code))
    assert refused(app.verify(challenge_id=challenge_id, code=code)) == (400, "invalid_code")
    assert (OTPChallenge.objects.get().attempts, failures()) == (5, 5)


@pytest.mark.parametrize("code", ["", "12345", "1234567", "12345a", "      ", "١٢٣"])
def test_malformed_code_uses_no_attempt(app: Caller, code: str) -> None:
    challenge_id = app.request().json()["challenge_id"]
    assert app.verify(challenge_id=challenge_id, code=code).status_code == 400
    assert (OTPChallenge.objects.get().attempts, failures()) == (0, 0)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"code": "123456"}, (400, "invalid")),
        ({"challenge_id": "x", "code": "123456"}, (400, "invalid")),
        ({"phone_number": "x", "code": "123456"}, (400, "invalid_phone")),
        ({"phone_number": PHONE, "code": "123456"}, (400, "invalid_code")),
        (
            {"challenge_id": "0190a0a0-0000-7000-8000-000000000000", "code": "123456"},
            (400, "invalid_code"),
        ),
    ],
)
def test_verify_without_a_challenge(app: Caller, body: Any, expected: Any) -> None:
    assert refused(app.verify(**body)) == expected
    assert not PhoneAuthState.objects.exists()


@pytest.mark.parametrize("host", [REEM, PLATFORM])
def test_code_of_one_host_is_refused_on_another(app: Caller, host: str) -> None:
    challenge_id = app.request().json()["challenge_id"]
    other = app_caller(host, app.sandbox)
    answers = [
        other.verify(challenge_id=challenge_id, code=app.code()),
        other.verify(phone_number=PHONE, code=app.code()),
    ]
    assert [refused(answer) for answer in answers] == [(400, "invalid_code")] * 2
    assert (OTPChallenge.objects.get().attempts, failures()) == (0, 0)


def test_closed_account_is_named_only_after_the_proof(app: Caller, make_person: Any) -> None:
    make_person(PHONE, is_active=False)
    challenge_id = app.request().json()["challenge_id"]
    guess = app.verify(challenge_id=challenge_id, code=wrong(app.code()))
    proof = app.verify(challenge_id=challenge_id, code=app.code())
    assert [refused(guess), refused(proof)] == [(400, "invalid_code"), (403, "account_inactive")]
    assert not Session.objects.exists()


def test_browser_needs_the_csrf_token_to_sign_in(browser: Caller) -> None:
    challenge_id = browser.request().json()["challenge_id"]
    browser.client.cookies.clear()
    answer = browser.verify(challenge_id=challenge_id, code=browser.code())
    assert refused(answer) == (403, "csrf_failed")
    assert OTPChallenge.objects.get().attempts == 0


def test_unknown_pepper_makes_the_code_wrong(app: Caller, settings: Any) -> None:
    challenge_id = app.request().json()["challenge_id"]
    settings.OTP_PEPPERS = {2: "another pepper " * 3}
    answer = app.verify(challenge_id=challenge_id, code=app.code())
    assert refused(answer) == (400, "invalid_code")


def test_older_pepper_still_opens_its_codes(app: Caller, settings: Any) -> None:
    challenge_id = app.request().json()["challenge_id"]
    settings.OTP_PEPPERS = settings.OTP_PEPPERS | {2: "another pepper " * 3}
    assert app.verify(challenge_id=challenge_id, code=app.code()).status_code == 200
    app.request()
    assert OTPChallenge.objects.order_by("created_at").last().key_id == 2


def test_verify_at_a_second_salon_is_the_same_person(app: Caller) -> None:
    first = app.sign_in().json()["user"]["id"]
    second = app_caller(REEM, app.sandbox).sign_in().json()["user"]["id"]
    assert (first, User.objects.filter(phone_number=PHONE).count()) == (second, 1)


def test_answers_name_no_store(app: Caller) -> None:
    assert "no-store" in app.sign_in().headers["Cache-Control"]
    assert "no-store" in app_caller(NOOR, app.sandbox).request().headers["Cache-Control"]
