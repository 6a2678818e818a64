"""Phone numbers: E.164 inside, whatever people type outside."""

import re
import unicodedata

import phonenumbers
from django.utils.translation import gettext_lazy as _

from foundation.errors import DomainError

E164 = re.compile(r"\+[1-9][0-9]{7,14}")
E164_SQL = r"^\+[1-9][0-9]{7,14}$"
DIGITS = re.compile(r"\+?[0-9]+")
DEFAULT_REGION = "SA"
LONGEST_TYPED = 40
# Country code 999 is assigned to nobody: numbers of people whose own number went to somebody else.
RELEASED = "+999"
SEPARATORS = "().-/"


class InvalidPhone(DomainError):
    """The text is not a phone number that can receive a code."""

    code = "invalid_phone"
    message = _("Enter a valid mobile number, such as 05XXXXXXXX.")


def normalize_phone(typed: str) -> str:
    """Return E.164 of a typed number; raise InvalidPhone.

    Takes Arabic-Indic and Persian digits, bidi marks, spaces, dashes, 05…, 5…, 966… and 00966….
    """
    cleaned = "".join(_clean(character) for character in typed[: LONGEST_TYPED + 1])
    if len(typed) > LONGEST_TYPED or not DIGITS.fullmatch(cleaned):
        raise InvalidPhone(param="phone_number")
    if cleaned.startswith("00"):
        cleaned = "+" + cleaned[2:]
    try:
        number = phonenumbers.parse(cleaned, DEFAULT_REGION)
        if not phonenumbers.is_valid_number(number):
            number = phonenumbers.parse("+" + cleaned.lstrip("+"), None)
    except phonenumbers.NumberParseException:
        raise InvalidPhone(param="phone_number") from None
    formatted = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if not phonenumbers.is_valid_number(number) or not E164.fullmatch(formatted):
        raise InvalidPhone(param="phone_number")
    return str(formatted)


def is_released(phone_number: str) -> bool:
    """Return whether it stands in for a number that went to somebody else."""
    return phone_number.startswith(RELEASED)


def country_of(phone_number: str) -> str:
    """Return the ISO 3166 code of an E.164 number, or an empty string."""
    if is_released(phone_number):
        return ""
    return phonenumbers.region_code_for_number(phonenumbers.parse(phone_number)) or ""


def is_mobile(phone_number: str) -> bool:
    """Return whether the number can be a mobile one (a code goes by SMS or WhatsApp)."""
    if is_released(phone_number):
        return False
    kind = phonenumbers.number_type(phonenumbers.parse(phone_number))
    return kind in (
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    )


def display_phone(phone_number: str) -> str:
    """Return the number grouped for people: ``+966 50 000 0101``; a dash for one that is gone."""
    if is_released(phone_number):
        return "—"
    number = phonenumbers.parse(phone_number)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def _clean(character: str) -> str:
    """Return the ASCII digit or plus sign, nothing for a separator; anything else is kept.

    A letter stays and makes the number invalid: dropping it would dial somebody else.
    """
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character == "\N{FULLWIDTH PLUS SIGN}":
        return "+"
    is_separator = character in SEPARATORS or unicodedata.category(character) in ("Zs", "Cf", "Pd")
    return "" if is_separator or character.isspace() else character
