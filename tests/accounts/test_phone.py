"""Normalisation of typed numbers."""

import pytest

from accounts.domain.limits.countries import refuse_unserved_number
from accounts.errors import CountryNotAllowed
from accounts.phone import InvalidPhone, country_of, display_phone, is_mobile, normalize_phone

pytestmark = pytest.mark.unit

SAUDI = "+966501234567"


@pytest.mark.parametrize(
    "typed",
    [
        "+966501234567",
        "0501234567",
        "501234567",
        "966501234567",
        "00966501234567",
        "+9660501234567",
        " 050 123 4567 ",
        "050-123-4567",
        "(050) 123.45/67",
        "٠٥٠١٢٣٤٥٦٧",
        "۰۵۰۱۲۳۴۵۶۷",
        "+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧",
        "٠٠٩٦٦٥٠١٢٣٤٥٦٧",
        "\u200e+966 50 123 4567\u200f",
        "\u202a+966501234567\u202c",
        "\uff0b966501234567",
        "050\u00a0123\u20114567",
        "050\t1234567\n",
    ],
)
def test_normalize_saudi_number_in_any_writing(typed: str) -> None:
    assert normalize_phone(typed) == SAUDI


@pytest.mark.parametrize(
    ("typed", "expected", "country"),
    [
        ("+971 50 123 4567", "+971501234567", "AE"),
        ("00971501234567", "+971501234567", "AE"),
        ("+965 5001 2345", "+96550012345", "KW"),
        ("+44 7400 123456", "+447400123456", "GB"),
        ("+1 415 555 2671", "+14155552671", "US"),
    ],
)
def test_normalize_foreign_number(typed: str, expected: str, country: str) -> None:
    number = normalize_phone(typed)
    assert (number, country_of(number)) == (expected, country)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "abc",
        "05012345",
        "05012345678",
        "050123456a7",
        "0501234567 ext 9",
        "050+1234567",
        "++966501234567",
        "+9665\u00b201234567",
        "0501234567;drop",
        "+" + "9" * 39,
        "5" * 5000,
        "+0501234567",
        "-",
        "+",
    ],
)
def test_normalize_refuses_what_is_no_number(typed: str) -> None:
    with pytest.raises(InvalidPhone) as refusal:
        normalize_phone(typed)
    assert (refusal.value.code, refusal.value.param) == ("invalid_phone", "phone_number")


def test_display_groups_the_digits() -> None:
    assert display_phone(SAUDI) == "+966 50 123 4567"


@pytest.mark.parametrize(
    ("number", "expected"),
    [(SAUDI, True), ("+966112345678", False), ("+966920012345", False), ("+14155552671", True)],
)
def test_is_mobile(number: str, expected: bool) -> None:
    assert is_mobile(number) is expected


@pytest.mark.parametrize("number", ["+966501234567", "+971501234567", "+96550012345"])
def test_gulf_mobile_is_served(number: str) -> None:
    refuse_unserved_number(number)


@pytest.mark.parametrize(
    "number", ["+447400123456", "+14155552671", "+966112345678", "+966920012345"]
)
def test_other_numbers_are_not_served(number: str) -> None:
    with pytest.raises(CountryNotAllowed) as refusal:
        refuse_unserved_number(number)
    assert (refusal.value.status, refusal.value.code) == (422, "country_not_allowed")


def test_served_countries_are_a_setting(settings) -> None:
    settings.OTP_ALLOWED_COUNTRIES = ["GB"]
    refuse_unserved_number("+447400123456")
    with pytest.raises(CountryNotAllowed):
        refuse_unserved_number(SAUDI)
