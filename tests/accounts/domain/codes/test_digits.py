"""The six digits."""

from typing import Any
from uuid import UUID

import pytest

from accounts.domain.codes.digits import code_hmac, new_code, read_code

pytestmark = pytest.mark.unit

ID = UUID("0190a0a0-0000-7000-8000-000000000000")
BOUND = {"key_id": 1, "challenge_id": ID, "purpose": "auth", "phone_number": "+966500000777"}


def test_new_codes_are_six_digits_and_differ() -> None:
    codes = {new_code() for _ in range(200)}
    assert all(len(code) == 6 and code.isdigit() and code.isascii() for code in codes)
    assert len(codes) > 190


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("012345", "012345"),
        (" 012 345\n", "012345"),
        ("012-345", "012345"),
        ("٠١٢٣٤٥", "012345"),
        ("۰۱۲۳۴۵", "012345"),
        ("\u200f012345\u200e", "012345"),
        ("", None),
        ("12345", None),
        ("1234567", None),
        ("12345x", None),
        ("12345\u00b2", None),
        ("1" * 1000, None),
    ],
)
def test_read_code(typed: str, code: str | None) -> None:
    assert read_code(typed) == code


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": "verify"},
        {"phone_number": "+966500000778"},
        {"challenge_id": UUID(int=1)},
        {"key_id": 2},
    ],
)
def test_hash_is_bound_to_everything(settings: Any, change: dict[str, Any]) -> None:
    settings.OTP_PEPPERS = {1: "a" * 32, 2: "b" * 32}
    assert code_hmac("123456", **BOUND) != code_hmac("123456", **(BOUND | change))


def test_hash_without_its_pepper_is_none(settings: Any) -> None:
    settings.OTP_PEPPERS = {2: "b" * 32}
    assert code_hmac("123456", **BOUND) is None
