"""Proving by code: what is right, once; what is wrong, counted for the person."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.allauth_bridge.mfa import Authenticator
from accounts.domain.second_factor.proving import prove_factor_code
from accounts.enums import Proof
from accounts.models import AuthEvent
from accounts.visitors import Visitor
from foundation.errors import DomainError
from notifications.models import DirectMessage
from tests.accounts.callers import NOOR, REEM, wrong
from tests.second_factors import app_code, give_codes

pytestmark = pytest.mark.integration


def prove(user: Any, typed: str, *, host: str = NOOR) -> str:
    """Return the proof, or the code of the refusal."""
    visitor = Visitor(host=host, address="192.0.2.1", language="en")
    try:
        return prove_factor_code(user, typed=typed, visitor=visitor).value
    except DomainError as refusal:
        return refusal.code


def test_right_code_proves_and_is_noted(person: Any, secret: str) -> None:
    assert prove(person, app_code(secret)) == Proof.TOTP
    row = Authenticator.objects.get(user=person)
    assert (row.data["last_counter"], row.last_used_at.date()) == (
        int(timezone.now().timestamp()) // 30,
        timezone.now().date(),
    )


def test_code_in_arabic_digits_proves(person: Any, secret: str) -> None:
    arabic = app_code(secret).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert prove(person, f"{arabic[:3]} {arabic[3:]}") == Proof.TOTP


@pytest.mark.parametrize("host", [NOOR, REEM])
def test_code_is_good_once_wherever_it_is_typed(person: Any, secret: str, host: str) -> None:
    assert prove(person, app_code(secret)) == Proof.TOTP
    assert prove(person, app_code(secret), host=host) == "invalid_code"


def test_older_code_is_void_after_a_younger_one(person: Any, secret: str) -> None:
    assert prove(person, app_code(secret, steps=1)) == Proof.TOTP
    assert prove(person, app_code(secret)) == "invalid_code"


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "۱۲", "0" * 12, "9" * 32])
def test_anything_else_is_wrong(person: Any, secret: str, typed: str) -> None:
    assert prove(person, typed) == "invalid_code"


def test_who_has_nothing_has_no_right_code(person: Any, secret: str, make_person: Any) -> None:
    assert prove(make_person("+966500000778"), app_code(secret)) == "invalid_code"


def test_sixth_guess_waits_and_a_right_code_too(person: Any, secret: str) -> None:
    guess = wrong(app_code(secret))
    assert [prove(person, guess) for _ in range(6)] == ["invalid_code"] * 5 + ["locked"]
    assert prove(person, app_code(secret)) == "locked"
    rules = list(AuthEvent.objects.order_by("pk").values_list("result", "rule"))
    assert rules == [("failed", "invalid_code")] * 5 + [("refused", "locked")] * 2


def test_lock_ends_and_the_day_has_one_of_its_own(
    person: Any, secret: str, time_machine: Any
) -> None:
    start, answers = timezone.now(), []
    for minutes in range(0, 50, 6):
        time_machine.move_to(start + timedelta(minutes=minutes))
        guess = wrong(wrong(app_code(secret)))
        answers += [prove(person, guess) for _ in range(5)]
    assert answers.count("invalid_code") == 20
    time_machine.move_to(start + timedelta(days=1))
    assert prove(person, app_code(secret)) == Proof.TOTP


def test_right_codes_take_no_place(person: Any, secret: str, time_machine: Any) -> None:
    start = timezone.now()
    for step in range(8):
        time_machine.move_to(start + timedelta(seconds=30 * step))
        assert prove(person, app_code(secret)) == Proof.TOTP


def test_app_is_blocked_after_a_hundred_wrong_codes(person: Any, secret: str) -> None:
    row = Authenticator.objects.get(user=person)
    row.data["failures"] = 100
    row.save()
    assert prove(person, app_code(secret)) == "locked"
    assert prove(person, give_codes(person)[0]) == Proof.RECOVERY
    assert prove(person, app_code(secret)) == Proof.TOTP


def test_recovery_code_is_good_once_and_told(person: Any, secret: str) -> None:
    code = give_codes(person)[3]
    assert [prove(person, code), prove(person, code)] == [Proof.RECOVERY, "invalid_code"]
    message = DirectMessage.objects.get()
    assert (message.phone_number, "recovery code" in message.text) == (person.phone_number, True)


def test_neither_code_nor_secret_is_in_the_database_in_clear(person: Any, secret: str) -> None:
    codes = give_codes(person)
    prove(person, codes[0])
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert not [text for text in (secret, *codes) if text in stored]


def test_older_encryption_key_still_reads(person: Any, secret: str, settings: Any) -> None:
    settings.MFA_ENCRYPTION_SECRETS = ("a newer key", *settings.MFA_ENCRYPTION_SECRETS)
    assert prove(person, app_code(secret)) == Proof.TOTP


def test_without_its_key_a_secret_is_not_read(person: Any, secret: str, settings: Any) -> None:
    from cryptography.fernet import InvalidToken

    settings.MFA_ENCRYPTION_SECRETS = ("a newer key",)
    with pytest.raises(InvalidToken):
        prove(person, app_code(secret))
