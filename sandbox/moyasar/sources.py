"""Checks `source` of a payment; card numbers end here and go no further than a mask."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ..core import Sandbox
from ..store import Json
from .cards import CardCase, card_case, masked
from .errors import Problems, refused
from .fields import read_bool, read_text

MOBILE = re.compile(r"^(?:05|\+9665|009665)(\d{8})$")
WALLETS = ("applepay", "samsungpay", "googlepay")


@dataclass(frozen=True, kw_only=True)
class Card:
    """A card as far as it may be kept: mask, holder, expiry, and how it ends."""

    name: str
    mask: str
    month: int
    year: int
    case: CardCase = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class SourceInput:
    """A checked source: a card, a saved card's token, or an STC Pay mobile."""

    type: str
    card: Card | None = None
    token: str = ""
    mobile: str = ""
    cashier: str | None = None
    branch: str | None = None
    three_ds: bool = True
    manual: bool = False
    save_card: bool = False


def read_source(sandbox: Sandbox, source: Any, problems: Problems) -> SourceInput | None:
    """Documented types: creditcard, token, stcpay; wallets are off on this account."""
    if not isinstance(source, dict):
        problems.add("source", "The source field is required.")
        return None
    kind = source.get("type")
    if kind in WALLETS:
        raise refused(f"Unsupported {kind} token: the wallet is not enabled on this account.")
    if kind == "creditcard":
        return _card_source(sandbox, source, problems)
    if kind == "token":
        return _token_source(source, problems)
    if kind == "stcpay":
        return _stcpay_source(source, problems)
    problems.add("source.type", "The selected source.type is invalid.")
    return None


def read_card(sandbox: Sandbox, body: Json, problems: Problems, prefix: str = "") -> Card | None:
    """Check the card fields; returns None when any of them is wrong."""
    before = len(problems.errors)
    name = " ".join(str(body.get("name") or "").split())
    number = re.sub(r"[\s-]", "", str(body.get("number") or ""))
    if len(name.split()) < 2 or len(name) > 255:
        problems.add(f"{prefix}name", "Both first and last name are required.")
    if not re.fullmatch(r"\d{15,19}", number):
        problems.add(f"{prefix}number", "The card number is invalid.")
    _check_cvc(number, body.get("cvc"), problems, prefix)
    month, year = _expiry(sandbox, body, problems, prefix)
    if len(problems.errors) > before:
        return None
    return Card(name=name, mask=masked(number), month=month, year=year, case=card_case(number))


def _card_source(sandbox: Sandbox, source: Json, problems: Problems) -> SourceInput:
    card = read_card(sandbox, source, problems, "source.")
    three_ds = read_bool(source.get("3ds"), default=True)
    save_card = read_bool(source.get("save_card"), default=False)
    if save_card and not three_ds:
        # Seen live: `errors` of this refusal is a plain text.
        text = "save_card options can't be used with MOTO transaction"
        raise refused("Wrong number of parameters", text)
    manual = read_bool(source.get("manual"), default=False)
    return SourceInput(
        type="creditcard", card=card, three_ds=three_ds, manual=manual, save_card=save_card
    )


def _token_source(source: Json, problems: Problems) -> SourceInput:
    token = str(source.get("token") or "")
    if not token.startswith("token_"):
        problems.add("source.token", "The source.token format is invalid.")
    return SourceInput(
        type="token",
        token=token,
        three_ds=read_bool(source.get("3ds"), default=True),
        manual=read_bool(source.get("manual"), default=False),
    )


def _stcpay_source(source: Json, problems: Problems) -> SourceInput:
    """Documented mobile forms: 05########, +9665########, 009665########."""
    match = MOBILE.match(str(source.get("mobile") or ""))
    if match is None:
        problems.add("source.mobile", "The source.mobile format is invalid.")
    return SourceInput(
        type="stcpay",
        mobile=f"05{match.group(1)}" if match else "",
        cashier=read_text(source.get("cashier")),
        branch=read_text(source.get("branch")),
    )


def _check_cvc(number: str, value: Any, problems: Problems, prefix: str) -> None:
    """Documented: any 3 digits, 4 for Amex. The value is not kept."""
    length = 4 if number.startswith(("34", "37")) else 3
    if not re.fullmatch(rf"\d{{{length}}}", str(value or "")):
        problems.add(f"{prefix}cvc", "The cvc is invalid.")


def _expiry(sandbox: Sandbox, body: Json, problems: Problems, prefix: str) -> tuple[int, int]:
    """Documented: expiry in the future; a card is good through its last month."""
    month, year = (str(body.get(name) or "") for name in ("month", "year"))
    if not re.fullmatch(r"0?[1-9]|1[0-2]", month):
        problems.add(f"{prefix}month", "The month is invalid.")
        return 0, 0
    if not re.fullmatch(r"(20)?\d{2}", year):
        problems.add(f"{prefix}year", "The year is invalid.")
        return 0, 0
    now = sandbox.now()
    expiry = (int(year) % 100 + 2000, int(month))
    if expiry < (now.year, now.month):
        problems.add(f"{prefix}year", "The card has expired.")
    return expiry[1], expiry[0]
