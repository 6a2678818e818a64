"""POST /api/auth/otp/request|verify/: proving one's own number."""

from typing import Any

import pytest

from accounts.models import OTPChallenge, User
from tests.accounts.callers import PHONE, Caller, wrong
from tests.accounts.phone_people import refused, unverified_caller

pytestmark = pytest.mark.integration


@pytest.fixture
def unverified(db: Any, sandbox: Any) -> Caller:
    return unverified_caller(sandbox)[0]


def is_verified() -> bool:
    return User.objects.get(phone_number=PHONE).is_phone_verified


@pytest.mark.parametrize("call", ["otp/request/", "otp/verify/", "reauth/request/"])
def test_nobody_is_refused(app: Caller, call: str) -> None:
    assert refused(app.call("POST", call, {})) == (401, "not_authenticated")
    assert not OTPChallenge.objects.exists()


def test_number_is_proved(unverified: Caller) -> None:
    asked = unverified.call("POST", "otp/request/", {})
    assert (asked.status_code, sorted(asked.json())) == (
        202,
        ["challenge_id", "channel", "expires_in", "resend_after"],
    )
    body = {"challenge_id": asked.json()["challenge_id"], "code": unverified.code()}
    answer = unverified.call("POST", "otp/verify/", body)
    assert (answer.status_code, answer.json()["user"]["is_phone_verified"]) == (200, True)
    assert is_verified()


def test_wrong_code_proves_nothing(unverified: Caller) -> None:
    unverified.call("POST", "otp/request/", {})
    body = {"phone_number": PHONE, "code": wrong(unverified.code())}
    assert refused(unverified.call("POST", "otp/verify/", body)) == (400, "invalid_code")
    assert not is_verified()


def test_code_of_somebody_elses_is_refused(unverified: Caller, sandbox: Any) -> None:
    unverified.call("POST", "otp/request/", {})
    User.objects.filter(phone_number=PHONE).update(phone_number="+966500000999")
    other = unverified_caller(sandbox)[0]
    body = {"phone_number": PHONE, "code": unverified.code()}
    assert refused(other.call("POST", "otp/verify/", body)) == (400, "invalid_code")
    assert not is_verified()


@pytest.mark.parametrize("call", ["otp/request/", "otp/verify/"])
def test_verified_person_is_told_so(caller: Caller, call: str) -> None:
    before = OTPChallenge.objects.count()
    body = {"phone_number": PHONE, "code": "123456"}
    assert refused(caller.call("POST", call, body)) == (409, "already_verified")
    assert OTPChallenge.objects.count() == before


@pytest.mark.parametrize(
    ("call", "body"),
    [
        ("otp/request/", {"channel": "pigeon"}),
        ("otp/verify/", {}),
        ("otp/verify/", {"code": "123456"}),
        ("otp/verify/", {"challenge_id": "x", "code": "123456"}),
    ],
)
def test_odd_input_is_explained(unverified: Caller, call: str, body: Any) -> None:
    assert refused(unverified.call("POST", call, body)) == (400, "invalid")
