"""Wrong codes in a row: they survive new codes and climb the ladder."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.domain.codes.otp import request_code, unlock_phone, verify_code
from accounts.errors import InvalidCode, Locked, RecoveryNeeded
from accounts.models import PhoneAuthState
from accounts.visitors import Visitor
from tests.accounts.callers import NOOR, PHONE, PLENTY, wrong

pytestmark = pytest.mark.integration

VISITOR = Visitor(host=NOOR, address="192.0.2.1", language="ar")


@pytest.fixture(autouse=True)
def plenty_of_codes(settings: Any) -> None:
    settings.OTP_THRESHOLDS = PLENTY


@pytest.fixture
def clock() -> Any:
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


def guess_wrong(sandbox: Any, times: int) -> None:
    for _ in range(times):
        sent = request_code(PHONE, purpose="auth", visitor=VISITOR)
        with pytest.raises(InvalidCode):
            verify_code(
                purpose="auth",
                code=wrong(sandbox.latest_code(PHONE)),
                visitor=VISITOR,
                challenge_id=sent.challenge_id,
            )


def failures() -> int:
    return PhoneAuthState.objects.get(pk=PHONE).consecutive_failures


def with_failures(count: int) -> None:
    PhoneAuthState.objects.create(phone_number=PHONE, consecutive_failures=count)


def test_failures_survive_new_codes(db: Any, sandbox: Any) -> None:
    guess_wrong(sandbox, 7)
    assert failures() == 7


def test_right_code_starts_again_from_zero(db: Any, sandbox: Any) -> None:
    guess_wrong(sandbox, 3)
    sent = request_code(PHONE, purpose="auth", visitor=VISITOR)
    verify_code(
        purpose="auth",
        code=sandbox.latest_code(PHONE),
        visitor=VISITOR,
        challenge_id=sent.challenge_id,
    )
    assert failures() == 0


@pytest.mark.parametrize(("before", "seconds"), [(9, 900), (19, 3600), (49, 86400)])
def test_rung_locks_the_number(
    db: Any, sandbox: Any, clock: Any, before: int, seconds: int
) -> None:
    with_failures(before)
    guess_wrong(sandbox, 1)
    with pytest.raises(Locked) as refusal:
        request_code(PHONE, purpose="auth", visitor=VISITOR)
    assert refusal.value.retry_after == seconds
    clock.shift(timedelta(seconds=seconds))
    guess_wrong(sandbox, 1)
    assert failures() == before + 2


def test_locked_number_refuses_the_right_code(db: Any, sandbox: Any, clock: Any) -> None:
    with_failures(9)
    guess_wrong(sandbox, 1)
    with pytest.raises(Locked):
        verify_code(
            purpose="auth",
            code=sandbox.latest_code(PHONE),
            visitor=VISITOR,
            phone_number=PHONE,
        )
    assert failures() == 10


def test_lock_of_one_number_leaves_others_alone(db: Any, sandbox: Any) -> None:
    with_failures(100)
    other = "+966500000778"
    assert request_code(other, purpose="auth", visitor=VISITOR).phone_number == other


def test_last_rung_opens_only_by_an_admin(db: Any, sandbox: Any, clock: Any) -> None:
    with_failures(79)
    guess_wrong(sandbox, 1)
    clock.shift(timedelta(days=365))
    with pytest.raises(RecoveryNeeded) as refusal:
        request_code(PHONE, purpose="auth", visitor=VISITOR)
    assert (refusal.value.code, refusal.value.status, refusal.value.retry_after) == (
        "locked",
        429,
        None,
    )
    unlock_phone(PHONE)
    assert request_code(PHONE, purpose="auth", visitor=VISITOR).phone_number == PHONE


def test_attacker_who_waits_out_every_lock_stops_at_eighty(
    db: Any, sandbox: Any, clock: Any
) -> None:
    evaluated = 0
    for _ in range(200):
        try:
            guess_wrong(sandbox, 1)
        except Locked as lock:
            if lock.retry_after is None:
                break
            clock.shift(timedelta(seconds=lock.retry_after))
        else:
            evaluated += 1
    assert (evaluated, failures()) == (80, 80)
