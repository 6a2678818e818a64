"""Moyasar's answers as typed values. Tolerant: older payments lack keys, some come as null."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from billing.moyasar.errors import OutcomeUnknown

LAST_FOUR = re.compile(r"(\d{4})$")


@dataclass(frozen=True, kw_only=True)
class ProviderSource:
    """How it was paid, as far as it may be kept."""

    type: str = ""
    company: str = ""
    last_four: str = ""
    message: str = ""
    response_code: str = ""
    # The bank's 3-D Secure page while the payer has to go there.
    transaction_url: str = ""


@dataclass(frozen=True, kw_only=True)
class ProviderPayment:
    """A payment as Moyasar reports it. Amounts in minor units; ``refunded`` is a running total."""

    id: UUID
    status: str
    amount: int
    currency: str
    refunded: int = 0
    captured: int = 0
    metadata: Mapping[str, Any] = field(default_factory=dict)
    source: ProviderSource = ProviderSource()
    created_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ProviderPage:
    """One page of a list, newest first."""

    payments: tuple[ProviderPayment, ...]
    next_page: int | None


def parse_payment(body: Any) -> ProviderPayment:
    """Read a payment object. Raises OutcomeUnknown where its core is missing or misshapen."""
    try:
        return ProviderPayment(
            id=UUID(body["id"]),
            status=_required_text(body["status"]),
            amount=_amount(body["amount"]),
            currency=_required_text(body["currency"]),
            refunded=_refunded(body),
            captured=_amount(body.get("captured") or 0),
            metadata=_mapping(body.get("metadata")),
            source=_source(_mapping(body.get("source"))),
            created_at=_instant(body.get("created_at")),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OutcomeUnknown("the answer is not a payment") from error


def parse_page(body: Any) -> ProviderPage:
    """Read a list. Raises OutcomeUnknown where it is none."""
    if not isinstance(body, dict) or not isinstance(body.get("payments"), list):
        raise OutcomeUnknown("the answer is not a list of payments")
    next_page = _mapping(body.get("meta")).get("next_page")
    return ProviderPage(
        payments=tuple(parse_payment(item) for item in body["payments"]),
        next_page=next_page if isinstance(next_page, int) else None,
    )


def parse_error_fields(errors: Any) -> dict[str, tuple[str, ...]]:
    """Read ``errors``: field to texts, sometimes one plain text (kept under ``""``), or null."""
    if isinstance(errors, str):
        return {"": (errors,)}
    return {
        str(name): tuple(str(text) for text in texts) if isinstance(texts, list) else (str(texts),)
        for name, texts in _mapping(errors).items()
    }


def _source(source: Mapping[str, Any]) -> ProviderSource:
    mask = LAST_FOUR.search(str(source.get("number") or ""))
    return ProviderSource(
        type=_text(source.get("type")),
        company=_text(source.get("company")),
        last_four=mask.group(1) if mask else "",
        message=_text(source.get("message")),
        response_code=_text(source.get("response_code")),
        transaction_url=_text(source.get("transaction_url")),
    )


def _refunded(body: Mapping[str, Any]) -> int:
    """Return the running total; a refunded payment that names none was given back whole."""
    total = _amount(body.get("refunded") or 0)
    return total or (_amount(body["amount"]) if body["status"] == "refunded" else 0)


def _amount(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("not an amount in minor units")
    return value


def _required_text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("not a text")
    return value


def _text(value: Any) -> str:
    return str(value) if value is not None else ""


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _instant(value: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
