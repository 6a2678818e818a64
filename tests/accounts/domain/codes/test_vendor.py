"""Plan B: the provider makes and checks the codes; we count, bind and use them up as our own."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from accounts.domain.codes.otp import request_code, verify_code
from accounts.errors import CodeCheckUnavailable, InvalidCode, Locked
from accounts.models import OTPChallenge, PhoneAuthState, User
from accounts.visitors import Visitor
from sandbox.authentica.codes import VENDOR_CODE
from tests.accounts.callers import NOOR, PHONE, Caller

pytestmark = pytest.mark.integration
VISITOR = Visitor(host=NOOR, address="192.0.2.1", language="ar")


@pytest.fixture(autouse=True)
def by_vendor(settings: Any) -> None:
    settings.OTP_VERIFIER = "vendor"


def ask(purpose: str = "auth") -> Any:
    return request_code(PHONE, purpose=purpose, visitor=VISITOR).challenge_id


def prove(challenge_id: Any, code: str = VENDOR_CODE, purpose: str = "auth") -> User:
    return verify_code(purpose=purpose, code=code, visitor=VISITOR, challenge_id=challenge_id)


def failures() -> int:
    return PhoneAuthState.objects.get(phone_number=PHONE).consecutive_failures


def test_no_code_of_ours_leaves_or_is_kept(db: Any, sandbox: Any) -> None:
    ask()
    challenge = OTPChallenge.objects.get()
    assert (challenge.verifier, challenge.code_hmac, challenge.key_id) == ("vendor", None, None)
    assert [message.code for message in sandbox.inbox(PHONE)] == [VENDOR_CODE]


def test_right_code_signs_in_once(db: Any, sandbox: Any) -> None:
    challenge_id = ask()
    assert (prove(challenge_id).is_phone_verified, failures()) == (True, 0)
    with pytest.raises(InvalidCode):
        prove(challenge_id)


def test_pages_and_api_take_the_vendors_digits(app: Caller) -> None:
    challenge_id = app.request().json()["challenge_id"]
    answer = app.verify(challenge_id=challenge_id, code="١٢٣٤")
    assert (answer.status_code, answer.json()["user"]["phone_number"]) == (200, PHONE)


def test_wrong_code_is_counted_and_asks_for_no_more_than_the_attempts(
    db: Any, sandbox: Any
) -> None:
    challenge_id = ask()
    for _guess in range(7):
        with pytest.raises(InvalidCode):
            prove(challenge_id, code="9999")
    assert (OTPChallenge.objects.get().attempts, failures()) == (5, 5)
    with pytest.raises(InvalidCode):
        prove(challenge_id)


def test_newer_code_for_another_purpose_ends_the_older(db: Any, sandbox: Any) -> None:
    older, newer = ask("auth"), ask("reauth")
    with pytest.raises(InvalidCode):
        prove(older)
    assert prove(newer, purpose="reauth") == User.objects.get(phone_number=PHONE)


def test_code_of_another_purpose_is_not_even_asked_about(db: Any, sandbox: Any) -> None:
    challenge_id = ask("auth")
    with pytest.raises(InvalidCode):
        prove(challenge_id, purpose="reauth")
    assert prove(challenge_id).phone_number == PHONE


@pytest.mark.parametrize("style", ["empty", "html", "missing_flag"])
def test_unclear_yes_lets_nobody_in(db: Any, sandbox: Any, style: str) -> None:
    sandbox.set_modes(authentica_verify_success=style)
    challenge_id = ask()
    with pytest.raises(CodeCheckUnavailable):
        prove(challenge_id)
    assert (OTPChallenge.objects.get().consumed_at, failures()) == (None, 1)
    assert not User.objects.get(phone_number=PHONE).is_phone_verified


def test_provider_that_cannot_be_asked_costs_no_failure(
    db: Any, sandbox: Any, settings: Any
) -> None:
    challenge_id = ask()
    settings.AUTHENTICA_API_KEY = "wrong"
    with pytest.raises(CodeCheckUnavailable):
        prove(challenge_id)
    assert (OTPChallenge.objects.get().attempts, failures()) == (1, 0)


def test_lock_holds_before_the_provider_is_asked(db: Any, sandbox: Any, settings: Any) -> None:
    settings.OTP_THRESHOLDS = {"lock_ladder": ((1, 900),)}
    challenge_id = ask()
    with pytest.raises(InvalidCode):
        prove(challenge_id, code="9999")
    with pytest.raises(Locked):
        prove(challenge_id)


def test_right_code_many_times_at_once_is_taken_once(
    fresh_database: str, sandbox: Any, settings: Any
) -> None:
    settings.OTP_THRESHOLDS = {"address_guesses": ((1000, 60),)}
    challenge_id = ask()

    def attempt(_number: int) -> bool:
        try:
            prove(challenge_id)
        except InvalidCode:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(5) as pool:
        assert sum(pool.map(attempt, range(5))) == 1
