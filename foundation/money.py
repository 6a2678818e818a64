"""Money: integer minor units with their currency. The only module that rounds or formats it."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language

# Digits after the point, ISO 4217; Gulf currencies other than SAR, AED and QAR have three.
MINOR_DIGITS = {"SAR": 2, "AED": 2, "QAR": 2, "KWD": 3, "BHD": 3, "OMR": 3}
SYMBOLS_AR = {"SAR": "ر.س", "AED": "د.إ", "QAR": "ر.ق", "KWD": "د.ك", "BHD": "د.ب", "OMR": "ر.ع"}


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (halalas for SAR) and its ISO 4217 code."""

    amount: int
    currency: str = "SAR"

    def __post_init__(self) -> None:
        if self.currency not in MINOR_DIGITS:
            raise ValueError(f"unknown currency {self.currency!r}")

    def __add__(self, other: "Money") -> "Money":
        self._require_same_currency(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._require_same_currency(other)
        return Money(self.amount - other.amount, self.currency)

    def __str__(self) -> str:
        number = format_amount(self.amount, self.currency)
        if (get_language() or "").startswith("ar"):
            return f"{number} {SYMBOLS_AR[self.currency]}"
        return f"{self.currency} {number}"

    def as_json(self) -> dict[str, int | str]:
        """Return the form of the API: ``{"amount": 11500, "currency": "SAR"}``."""
        return {"amount": self.amount, "currency": self.currency}

    def _require_same_currency(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise ValueError(f"cannot mix {self.currency} and {other.currency}")


def format_amount(amount: int, currency: str = "SAR") -> str:
    """Return the number as people read it: ``1,150`` or ``99.50``, whole amounts without zeros."""
    digits = MINOR_DIGITS[currency]
    value = Decimal(amount).scaleb(-digits)
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.{digits}f}"


def table_amount(amount: int, currency: str = "SAR") -> str:
    """Return the number as a spreadsheet adds it up: ``1150.00``, always with its digits."""
    digits = MINOR_DIGITS[currency]
    return f"{Decimal(amount).scaleb(-digits):.{digits}f}"


def round_half_up(value: Decimal) -> int:
    """Round to a whole minor unit, halves away from zero: the one rounding of the product."""
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def vat_included(total: int, *, rate_percent: int) -> int:
    """Return the VAT inside a VAT-inclusive ``total``: ``round(total * rate / (100 + rate))``.

    Saudi consumer prices include VAT; 15 % since 1 July 2020 (GAZT VAT General Guideline).
    """
    return round_half_up(Decimal(total) * rate_percent / (100 + rate_percent))
