"""A code is good for its own purpose and no other."""

from typing import Any

import pytest

from accounts.domain.codes.otp import request_code, verify_code
from accounts.enums import OTPPurpose
from accounts.errors import InvalidCode
from accounts.models import OTPChallenge, User
from accounts.visitors import Visitor
from tests.accounts.callers import NOOR, PHONE

pytestmark = pytest.mark.integration

VISITOR = Visitor(host=NOOR, address="192.0.2.1", language="ar")
PAIRS = [(made, tried) for made in OTPPurpose.values for tried in OTPPurpose.values]


@pytest.mark.parametrize(("made", "tried"), [pair for pair in PAIRS if pair[0] != pair[1]])
def test_code_of_another_purpose_is_refused(db: Any, sandbox: Any, made: str, tried: str) -> None:
    sent = request_code(PHONE, purpose=made, visitor=VISITOR)
    for name in ({"challenge_id": sent.challenge_id}, {"phone_number": PHONE}):
        with pytest.raises(InvalidCode):
            verify_code(purpose=tried, code=sandbox.latest_code(PHONE), visitor=VISITOR, **name)
    assert OTPChallenge.objects.get().attempts == 0


@pytest.mark.parametrize("purpose", OTPPurpose.values)
def test_code_of_its_own_purpose_is_taken(db: Any, sandbox: Any, purpose: str) -> None:
    sent = request_code(PHONE, purpose=purpose, visitor=VISITOR)
    user = verify_code(
        purpose=purpose,
        code=sandbox.latest_code(PHONE),
        visitor=VISITOR,
        challenge_id=sent.challenge_id,
    )
    proving = purpose in ("auth", "verify", "social_link")
    assert (user, user.is_phone_verified) == (User.objects.get(phone_number=PHONE), proving)


def test_code_of_one_purpose_leaves_that_of_another_alive(db: Any, sandbox: Any) -> None:
    request_code(PHONE, purpose="auth", visitor=VISITOR)
    request_code(PHONE, purpose="verify", visitor=VISITOR)
    live = OTPChallenge.objects.filter(invalidated_at=None).values_list("purpose", flat=True)
    assert sorted(live) == ["auth", "verify"]
