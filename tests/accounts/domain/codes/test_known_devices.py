"""A device on which a number was proved: strangers cannot lock its owner out."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.domain.codes.otp import resend_code, unlock_phone, verify_code
from accounts.errors import InvalidCode, Locked, NoLiveChallenge, RecoveryNeeded, Throttled
from accounts.models import DeviceUser, OTPChallenge, PhoneAuthState, RateWindow, User
from tests.accounts.callers import PHONE, PLENTY, Caller
from tests.accounts.domain.people import (
    STRANGER,
    ask,
    device_visitor,
    guess,
    owner_at_home,
    prove,
    sign_in,
)

pytestmark = pytest.mark.integration


@pytest.fixture
def owner(db: Any, sandbox: Any) -> Any:
    return owner_at_home()


def state() -> tuple[int, int]:
    row = PhoneAuthState.objects.get(pk=PHONE)
    return row.consecutive_failures, row.known_device_failures


def guess_wrong(visitor: Any, sandbox: Any, times: int) -> None:
    sent = ask(visitor)
    for _ in range(times):
        with pytest.raises(InvalidCode):
            guess(sent, sandbox, visitor)


def test_sign_in_makes_the_device_known(browser: Caller) -> None:
    browser.sign_in()
    browser.call("POST", "logout/")
    browser.sign_in()
    user = User.objects.get(phone_number=PHONE)
    assert list(DeviceUser.objects.values_list("user", flat=True)) == [user.pk]
    sent = OTPChallenge.objects.order_by("created_at").values_list("from_known_device", flat=True)
    assert list(sent) == [False, True]


def test_code_alone_makes_no_device_known(db: Any, sandbox: Any) -> None:
    """Whose a number is that slept is asked after the code."""
    sign_in(sandbox, visitor := device_visitor())
    assert not DeviceUser.objects.filter(device_id=visitor.device_id).exists()


def test_stranger_who_used_up_the_number_holds_up_nobody_at_home(owner: Any, sandbox: Any) -> None:
    for _ in range(3):
        ask()
    with pytest.raises(Throttled):
        ask()
    assert sign_in(sandbox, owner).phone_number == PHONE


def test_number_locked_by_strangers_is_open_at_home(owner: Any, sandbox: Any) -> None:
    PhoneAuthState.objects.create(
        phone_number=PHONE,
        consecutive_failures=80,
        locked_until=timezone.now() + timedelta(days=1),
    )
    with pytest.raises(RecoveryNeeded):
        ask()
    sign_in(sandbox, owner)
    assert state() == (0, 0)
    assert ask().phone_number == PHONE


def test_budget_at_home_is_five_a_day_then_like_everybody(
    owner: Any, sandbox: Any, settings: Any
) -> None:
    settings.OTP_THRESHOLDS = {"phone_sends": ((1, 86400),)}
    for _ in range(6):
        ask(owner)
    with pytest.raises(Throttled):
        ask(owner)
    sent = OTPChallenge.objects.filter(from_known_device=True).count()
    assert (sent, len(sandbox.inbox())) == (5, 6)


def test_proof_at_home_gives_the_place_of_its_own_budget_back(owner: Any, sandbox: Any) -> None:
    for _ in range(7):
        sign_in(sandbox, owner)
    counts = dict(RateWindow.objects.values_list("scope", "count"))
    assert {scope: counts[scope] for scope in ("known_device", "phone")} == {
        "known_device": 0,
        "phone": 7,
    }
    assert "prefix" not in counts


def test_code_for_home_is_worthless_elsewhere(owner: Any, sandbox: Any) -> None:
    sent = ask(owner)
    code = sandbox.latest_code(PHONE)
    for thief in (STRANGER, device_visitor()):
        for name in ({"challenge_id": sent.challenge_id}, {"phone_number": PHONE}):
            with pytest.raises(InvalidCode):
                verify_code(purpose="auth", code=code, visitor=thief, **name)
        with pytest.raises(NoLiveChallenge):
            resend_code(sent.challenge_id, purpose="auth", visitor=thief)
    assert OTPChallenge.objects.get().attempts == 0
    assert prove(sent, code, owner).phone_number == PHONE


def test_stranger_does_not_end_the_code_for_home(owner: Any, sandbox: Any) -> None:
    sent = ask(owner)
    code = sandbox.latest_code(PHONE)
    ask()
    assert prove(sent, code, owner).phone_number == PHONE


def test_number_alone_means_the_newest_code_that_one_may_type(owner: Any, sandbox: Any) -> None:
    ask(owner)
    at_home = sandbox.latest_code(PHONE)
    ask()
    elsewhere = sandbox.latest_code(PHONE)
    typed = {"purpose": "auth", "phone_number": PHONE}
    if at_home != elsewhere:
        with pytest.raises(InvalidCode):
            verify_code(code=at_home, visitor=STRANGER, **typed)
    assert verify_code(code=elsewhere, visitor=STRANGER, **typed).phone_number == PHONE
    assert verify_code(code=at_home, visitor=owner, **typed).phone_number == PHONE


def test_guesses_at_home_are_counted_apart(owner: Any, sandbox: Any) -> None:
    guess_wrong(owner, sandbox, 3)
    guess_wrong(STRANGER, sandbox, 2)
    assert state() == (2, 3)


def test_home_closes_after_twenty_guesses_and_is_a_stranger_then(
    owner: Any, sandbox: Any, settings: Any
) -> None:
    settings.OTP_THRESHOLDS = PLENTY
    for _ in range(4):
        guess_wrong(owner, sandbox, 5)
    ask(owner)
    assert state() == (0, 20)
    assert not OTPChallenge.objects.latest("created_at").from_known_device


def test_code_for_home_is_not_evaluated_after_the_last_guess(owner: Any, sandbox: Any) -> None:
    sent = ask(owner)
    PhoneAuthState.objects.update(known_device_failures=20)
    with pytest.raises(Locked):
        prove(sent, sandbox.latest_code(PHONE), owner)
    assert OTPChallenge.objects.get().attempts == 0


def test_all_guesses_together_stay_within_a_hundred(
    owner: Any, sandbox: Any, settings: Any
) -> None:
    """NIST SP 800-63B 3.2.2, whoever guesses and however long she waits."""
    settings.OTP_THRESHOLDS = PLENTY
    evaluated = 0
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for turn in range(300):
            visitor = (STRANGER, owner)[turn % 2]
            try:
                guess(ask(visitor), sandbox, visitor)
            except InvalidCode:
                evaluated += 1
            except Locked as lock:
                clock.shift(timedelta(seconds=lock.retry_after or 86400))
    assert (evaluated, state()) == (100, (80, 20))


def test_admin_opens_both_doors_again(owner: Any, sandbox: Any) -> None:
    PhoneAuthState.objects.create(
        phone_number=PHONE, consecutive_failures=80, known_device_failures=20
    )
    unlock_phone(PHONE)
    assert (state(), ask(owner).phone_number, ask().phone_number) == ((0, 0), PHONE, PHONE)
