"""Amounts in the smallest unit, and the display form of them."""

from __future__ import annotations

CURRENCY = "SAR"
MINIMUM = 100


def formatted(amount: int, currency: str) -> str:
    """Documented display form, e.g. "115.00 SAR"."""
    return f"{amount // 100:,}.{amount % 100:02d} {currency}"


def estimated_fee(amount: int) -> int:
    """Return the fee with VAT; 1 % + 1 SAR + 15 % VAT fits the documented 29000 to 449."""
    return ((amount + 100 * 100) * 115 + 5000) // 10000
