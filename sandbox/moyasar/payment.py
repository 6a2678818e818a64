"""The payment record, and the object that Moyasar shows of it."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, field
from typing import Any

from ..core import Sandbox
from ..modes import Modes
from ..store import Json
from .money import formatted

KIND = "payment"
OPTIONAL_KEYS = [
    "fee",
    "fee_format",
    "captured",
    "captured_at",
    "captured_format",
    "voided_at",
    "refunded_at",
    "refunded_format",
    "amount_format",
    "invoice_id",
    "ip",
]
OPTIONAL_SOURCE_KEYS = [
    "response_code",
    "authorization_code",
    "issuer_name",
    "issuer_country",
    "issuer_card_type",
    "issuer_card_category",
    "gateway_id",
    "reference_number",
]


@dataclass(kw_only=True)
class Plan:
    """How the payment will end, decided when it is made; never shown to clients."""

    code: str
    message: str
    flow: str = "none"
    manual: bool = False
    auth_id: str = ""
    # A token that becomes active when the payer passes 3-D Secure.
    token_id: str = ""
    # The 1 SAR check of a new token: ends as `verified`.
    verification: bool = False


@dataclass(kw_only=True)
class Payment:
    """Documented fields of a payment, and its plan."""

    id: str
    status: str
    amount: int
    currency: str
    source: Json
    plan: Plan
    created_at: str
    updated_at: str
    description: str | None = None
    callback_url: str | None = None
    metadata: Json | None = None
    invoice_id: str | None = None
    ip: str | None = None
    fee: int = 0
    refunded: int = 0
    refunded_at: str | None = None
    captured: int = 0
    captured_at: str | None = None
    voided_at: str | None = None
    splits: list[Any] = field(default_factory=list)

    def save(self, sandbox: Sandbox, at: str | None = None) -> None:
        """Store the payment, changed at the given time or now."""
        self.updated_at = at or sandbox.now_text()
        sandbox.store.save(KIND, self.id, asdict(self))


def from_record(record: Json) -> Payment:
    return Payment(**{**record, "plan": Plan(**record["plan"])})


def payment_object(payment: Payment, modes: Modes) -> Json:
    """Return the documented payment object; `missing_optional_keys` leaves keys out."""
    body = asdict(payment)
    del body["plan"]
    if not payment.splits:
        del body["splits"]
    for name in ("amount", "fee", "refunded", "captured"):
        body[f"{name}_format"] = formatted(body[name], payment.currency)
    if modes.missing_optional_keys:
        for name in OPTIONAL_KEYS:
            body.pop(name, None)
        for name in OPTIONAL_SOURCE_KEYS:
            body["source"].pop(name, None)
    return body


def random_digits(count: int) -> str:
    return "".join(secrets.choice("0123456789") for _ in range(count))
