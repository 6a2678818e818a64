"""A code is good on the host, for the person and the matter that it was asked for."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from accounts.domain.codes.otp import request_code, resend_code, verify_code
from accounts.errors import InvalidCode, NoLiveChallenge
from accounts.models import OTPChallenge, PhoneAuthState
from tests.accounts.callers import NOOR, PHONE, PLATFORM, REEM
from tests.accounts.domain.people import STRANGER
from tests.accounts_factories import UserFactory

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("db", "sandbox")]

HOSTS = (NOOR, REEM, PLATFORM, "beauty.example", f"{NOOR}:8000")
NAMES = ("challenge_id", "phone_number")


def refused(sent: Any, sandbox: Any, name: str, **elsewhere: Any) -> bool:
    """Try the right code in the wrong place; return whether nothing came of it."""
    code = sandbox.latest_code(PHONE)
    named = {"challenge_id": sent.challenge_id, "phone_number": PHONE}
    with pytest.raises(InvalidCode):
        verify_code(code=code, **{name: named[name]}, **elsewhere)
    challenge = OTPChallenge.objects.get()
    counted = PhoneAuthState.objects.get().consecutive_failures
    return (challenge.attempts, challenge.consumed_at, counted) == (0, None, 0)


@pytest.mark.parametrize(("made", "tried"), product(HOSTS, HOSTS))
def test_code_is_good_on_its_own_host(sandbox: Any, made: str, tried: str) -> None:
    here, there = (replace(STRANGER, host=host) for host in (made, tried))
    sent = request_code(PHONE, purpose="auth", visitor=here)
    if made == tried:
        proved = {"code": sandbox.latest_code(PHONE), "challenge_id": sent.challenge_id}
        user = verify_code(purpose="auth", visitor=there, **proved)
        assert user.phone_number == PHONE
        return
    assert all(refused(sent, sandbox, name, purpose="auth", visitor=there) for name in NAMES)
    with pytest.raises(NoLiveChallenge):
        resend_code(sent.challenge_id, purpose="auth", visitor=there)
    assert len(sandbox.inbox()) == 1


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("made", "tried"), [("a", ""), ("", "a"), ("a", "b")])
def test_code_is_good_for_its_own_matter(sandbox: Any, made: str, tried: str, name: str) -> None:
    asked = {"purpose": "social_link", "visitor": STRANGER}
    sent = request_code(PHONE, binding=made, **asked)
    assert refused(sent, sandbox, name, binding=tried, **asked)
    with pytest.raises(NoLiveChallenge):
        resend_code(sent.challenge_id, binding=tried, **asked)


@pytest.mark.parametrize("name", NAMES)
def test_code_of_one_person_is_worthless_to_another(sandbox: Any, name: str) -> None:
    asked = {"purpose": "phone_change", "visitor": STRANGER}
    owner, thief = UserFactory(), UserFactory()
    sent = request_code(PHONE, person=owner, **asked)
    assert refused(sent, sandbox, name, person=thief, **asked)
    with pytest.raises(NoLiveChallenge):
        resend_code(sent.challenge_id, person=thief, **asked)
