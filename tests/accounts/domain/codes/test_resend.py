"""Sending again: pauses, three times at most, the old code dead, wrong guesses kept."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.domain.codes.otp import resend_code
from accounts.errors import InvalidCode, ResendsUsedUp, ResendTooEarly
from accounts.models import OTPChallenge, PhoneAuthState
from tests.accounts.callers import PHONE, PLENTY
from tests.accounts.domain.people import STRANGER, ask, guess, prove

pytestmark = pytest.mark.integration


@pytest.fixture(autouse=True)
def clock(settings: Any) -> Any:
    settings.OTP_THRESHOLDS = PLENTY
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


def again(sent: Any) -> Any:
    return resend_code(sent.challenge_id, purpose="auth", visitor=STRANGER)


def test_pauses_are_30_60_120_and_the_fourth_resend_is_refused(
    db: Any, sandbox: Any, clock: Any
) -> None:
    sent, pauses = ask(), []
    for _ in range(3):
        pauses.append(sent.resend_after)
        clock.shift(timedelta(seconds=sent.resend_after - 1))
        with pytest.raises(ResendTooEarly):
            again(sent)
        clock.shift(timedelta(seconds=1))
        sent = again(sent)
    assert (pauses, sent.resend_after) == ([30, 60, 120], 120)
    clock.shift(timedelta(seconds=120))
    with pytest.raises(ResendsUsedUp) as refusal:
        again(sent)
    assert (refusal.value.retry_after, len(sandbox.inbox())) == (180, 4)
    counted = OTPChallenge.objects.order_by("created_at").values_list("resend_count", flat=True)
    assert list(counted) == [0, 1, 2, 3]


def test_resent_code_ends_the_old_one_and_keeps_the_failures(
    db: Any, sandbox: Any, clock: Any
) -> None:
    first = ask()
    old = sandbox.latest_code(PHONE)
    for _ in range(2):
        with pytest.raises(InvalidCode):
            guess(first, sandbox)
    clock.shift(timedelta(seconds=30))
    second = again(first)
    with pytest.raises(InvalidCode):
        prove(first, old)
    assert PhoneAuthState.objects.get().consecutive_failures == 2
    assert prove(second, sandbox.latest_code(PHONE)).phone_number == PHONE


def test_strangers_code_changes_nobodys_pause(db: Any, sandbox: Any, clock: Any) -> None:
    for _ in range(3):
        assert ask().resend_after == 30
