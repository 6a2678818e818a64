"""What we rely on inside allauth and the passkey library. Breaks when an update changes it."""

import json
from typing import Any

import pytest

from accounts.allauth_bridge import mfa
from tests.second_factors import app_code

pytestmark = pytest.mark.integration

# RFC 6238, appendix B: the SHA-1 secret in base 32; six digits of the eight.
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.mark.parametrize(
    ("moment", "code"), [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")]
)
def test_codes_are_those_of_the_standard(time_machine: Any, moment: int, code: str) -> None:
    time_machine.move_to(moment, tick=False)
    assert mfa.totp_counter(RFC_SECRET, code) == moment // 30


@pytest.mark.parametrize(("steps", "known"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_wrong(time_machine: Any, steps: int, known: bool) -> None:
    time_machine.move_to(1_900_000_000, tick=False)
    counter = mfa.totp_counter(RFC_SECRET, app_code(RFC_SECRET, steps=steps))
    assert counter == (1_900_000_000 // 30 + steps if known else None)


def test_secrets_are_long_and_new() -> None:
    secrets = {mfa.new_totp_secret() for _ in range(50)}
    assert {len(each) for each in secrets} == {32}
    assert len(secrets) == 50


def test_there_are_ten_recovery_codes_of_twelve_digits(make_person: Any) -> None:
    codes = mfa.RecoveryCodes.activate(make_person("+966500000777")).generate_codes()
    assert {(len(set(codes)), len(code), code.isdigit()) for code in codes} == {(10, 12, True)}


def test_picture_is_an_svg_that_the_page_may_show(make_person: Any) -> None:
    picture = mfa.totp_picture(make_person("+966500000777"), RFC_SECRET)
    assert picture.startswith("data:image/svg+xml;base64,")


def test_new_passkeys_are_discoverable_and_know_their_owner(make_person: Any) -> None:
    options, state = mfa.registration_options(make_person("+966500000777"), [])
    public = json.loads(json.dumps(options))["publicKey"]
    assert public["rp"] == {"id": "localhost", "name": "Salon"}
    assert public["authenticatorSelection"] == {
        "residentKey": "required",
        "requireResidentKey": True,
        "userVerification": "required",
    }
    assert (public["user"]["name"], json.loads(json.dumps(state))["user_verification"]) == (
        "+966 50 000 0777",
        "required",
    )
