"""A code of one purpose is worthless at the call of every other."""

from typing import Any

import pytest

from accounts.models import User
from tests.accounts.callers import PHONE, Caller
from tests.accounts.phone_people import NEW, refused, unverified_caller

pytestmark = pytest.mark.integration

# purpose -> call that asks for a code (with what), number it goes to, call that takes it.
CALLS: dict[str, tuple[str, dict[str, str], str, str]] = {
    "auth": ("phone/request/", {"phone_number": PHONE}, PHONE, "phone/verify/"),
    "verify": ("otp/request/", {}, PHONE, "otp/verify/"),
    "reauth": ("reauth/request/", {}, PHONE, "reauth/verify/"),
    "phone_change": (
        "phone/change/request/",
        {"phone_number": NEW},
        NEW,
        "phone/change/verify/",
    ),
}


@pytest.fixture
def person(db: Any, sandbox: Any) -> Caller:
    """Signed in with a fresh proof, number not proved: every call is open to her."""
    return unverified_caller(sandbox)[0]


@pytest.mark.parametrize("by", ["challenge_id", "phone_number"])
@pytest.mark.parametrize("tried", CALLS)
@pytest.mark.parametrize("made", CALLS)
def test_code_is_good_for_its_own_purpose_only(
    person: Caller, made: str, tried: str, by: str
) -> None:
    path, body, number, _takes = CALLS[made]
    asked = person.call("POST", path, body)
    name = number if by == "phone_number" else asked.json()["challenge_id"]
    answer = person.call("POST", CALLS[tried][3], {by: name, "code": person.code(number)})
    if made == tried:
        assert answer.status_code == 200
    else:
        assert refused(answer) == (400, "invalid_code")
        assert not User.objects.get(phone_number=PHONE).is_phone_verified
