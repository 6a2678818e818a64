"""The six digits: made, hashed, read. The code itself is in no table and in no log."""

import hashlib
import hmac
import secrets
import unicodedata
from uuid import UUID

from django.conf import settings

from accounts.enums import Verifier

DIGITS = 6
VENDOR_DIGITS = range(4, 9)


def new_code() -> str:
    """Return six random digits."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def read_code(typed: str, *, verifier: str = Verifier.LOCAL) -> str | None:
    """Return the ASCII digits of what a person typed, or None where no code has so many.

    Ours have six; the provider does not publish the length of its own.
    """
    digits = read_digits(typed)
    lengths = VENDOR_DIGITS if verifier == Verifier.VENDOR else (DIGITS,)
    return digits if len(digits) in lengths else None


def read_digits(typed: str) -> str:
    """Return the ASCII digits of what a person typed, nothing where there is anything else.

    Takes Arabic-Indic and Persian digits, spaces and dashes.
    """
    digits = "".join(_digit(character) for character in typed.strip()[:32])
    return digits if digits.isascii() and digits.isdigit() else ""


def current_key_id() -> int:
    """Return the newest pepper; older ones stay until the codes that they hashed are gone."""
    return max(settings.OTP_PEPPERS)


def code_hmac(
    code: str, *, key_id: int, challenge_id: UUID, purpose: str, phone_number: str
) -> bytes | None:
    """Return the keyed hash of a code, bound to all that it is good for.

    None where the pepper is gone: a code that cannot be checked is wrong.
    """
    pepper = settings.OTP_PEPPERS.get(key_id)
    if not pepper:
        return None
    message = f"{challenge_id}|{purpose}|{phone_number}|{code}"
    return hmac.new(pepper.encode(), message.encode(), hashlib.sha256).digest()


def _digit(character: str) -> str:
    if character.isspace() or character == "-" or unicodedata.category(character) == "Cf":
        return ""
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
