"""Test cards and how a payment with each of them ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# challenge: the payer's answer on the 3-D Secure page decides, then the card;
# fails_in_challenge: the page is shown and the payment fails whatever is chosen;
# none: settled at once, by the card.
Flow = Literal["challenge", "fails_in_challenge", "none"]

RESULTS: dict[str, str] = {
    "00": "APPROVED",
    "99": "UNSPECIFIED FAILURE",
    "51": "INSUFFICIENT FUNDS",
    "41": "LOST CARD",
    "05": "DECLINED",
    "54": "EXPIRED CARD",
    "61": "EXCEEDS WITHDRAWAL AMOUNT LIMIT",
    "43": "STOLEN CARD",
}

# Documented test cards: response code, then mada, Visa, Mastercard, Amex, UnionPay.
COMPANIES = ("mada", "visa", "master", "amex", "unionpay")
TABLE = """
00 4201320111111010 4111111111111111 5421080101000000 340000000900000 6200000000000005
99 4201320000013020 4123120000000000 5105105105105100 371111111111114 6200000000000013
51 4201320000311101 4123120001090000 5457210001000092 340033000000000 6200000000000021
41 4201320131000508 4123450131000508 5204010101000000 340012340501000 6200000000000039
05 4201321234411220 4123120001090109 5204730000002514 340033000000133 6200000000000047
54 4201322267774310 4123128518640738 5105107550274126 340000018441278 6200000000000054
61 4201326324640570 4123123033308648 5105106475101067 340000753060788 6200000000000062
43 4201321144311528 4123125276780003 5105107304607225 340000418501838 6200000000000070
"""

# Documented Visa cards for 3-D Secure cases.
SECURE_CASES: dict[str, tuple[Flow, str, str]] = {
    "4111114005765430": ("none", "00", "APPROVED"),
    "4111118250252531": ("none", "99", "3-D Secure attempted, not available (ECI 06)"),
    "4111113343111067": ("none", "99", "3-D Secure enrolment service error"),
    "4111116611600661": ("none", "99", "3-D Secure: card is not enrolled"),
    "4111112205628150": ("fails_in_challenge", "99", "3-D Secure authentication service error"),
    "4111115784228433": ("fails_in_challenge", "99", "3-D Secure rejected by issuer"),
    "4111115620358287": ("fails_in_challenge", "99", "3-D Secure authentication unavailable"),
}


@dataclass(frozen=True)
class CardCase:
    """How payments with one card end; it holds no card number."""

    company: str | None
    flow: Flow
    code: str
    message: str


def _cases() -> dict[str, CardCase]:
    cases: dict[str, CardCase] = {}
    for line in TABLE.split("\n"):
        code, *numbers = line.split() or [""]
        for company, number in zip(COMPANIES, numbers, strict=False):
            cases[number] = CardCase(company, "challenge", code, RESULTS[code])
    for number, (flow, code, message) in SECURE_CASES.items():
        cases[number] = CardCase("visa", flow, code, message)
    return cases


CASES = _cases()


def card_case(number: str) -> CardCase:
    """Return how a card ends; documented: any number outside the list fails."""
    unknown = CardCase(company_of(number), "none", "99", RESULTS["99"])
    return CASES.get(number, unknown)


def company_of(number: str) -> str | None:
    prefixes = {"420132": "mada", "4": "visa", "34": "amex", "37": "amex", "62": "unionpay"}
    for prefix, company in prefixes.items():
        if number.startswith(prefix):
            return company
    return "master" if "51" <= number[:2] <= "55" or "2221" <= number[:4] <= "2720" else None


def masked(number: str) -> str:
    """Documented newer mask: 4111-11XX-XXXX-1111."""
    hidden = number[:6] + "X" * (len(number) - 10) + number[-4:]
    return "-".join(hidden[start : start + 4] for start in range(0, len(hidden), 4))
