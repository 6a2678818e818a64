"""Reads Authentica's answers. Its documents disagree, so anything unclear is no success."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

import requests

from notifications.authentica.errors import (
    AuthenticaError,
    KeyRefused,
    MessageRefused,
    NoCredit,
    OutcomeUnknown,
    TooManyRequests,
)

FLAGS = ("success", "status")
# The samples of the vendor answer with a third name.
VERDICT_FLAGS = (*FLAGS, "verified")
# Seen by clients: an empty account answers 402, or 400 with one of these words.
CREDIT_WORDS = ("balance", "credit", "insufficient")
LONGEST_DETAIL = 120
# An answer may repeat the number or the code that it refuses.
LONG_NUMBER = re.compile(r"\d{4,}")


def check_accepted(response: requests.Response, *, flag_required: bool) -> None:
    """Return when the provider took the message, raise an AuthenticaError otherwise.

    Taken means a 2xx answer with a JSON object in which no flag is anything but ``true``.
    ``flag_required``: one flag must be there (documented for codes, not for texts).
    """
    body = _json_object(response)
    if not 200 <= response.status_code < 300:
        raise _refusal(response.status_code, body)
    if body is None:
        raise OutcomeUnknown(f"{response.status_code} without a JSON object")
    flags = [body[name] for name in FLAGS if name in body]
    if any(flag is not True for flag in flags):
        raise MessageRefused(_detail(body))
    if flag_required and not flags:
        raise OutcomeUnknown(f"{response.status_code} without a flag")


def read_verdict(response: requests.Response) -> bool:
    """Return whether the vendor says that a code is right.

    Yes means 2xx and a flag that is exactly ``true`` while none is anything else. No means a flag
    that is exactly ``false``, or a refusal of the code itself (4xx with a JSON object, which some
    clients met). Anything else is no answer and raises an AuthenticaError.
    """
    body = _json_object(response)
    flags = [body[name] for name in VERDICT_FLAGS if name in body] if body is not None else []
    if 200 <= response.status_code < 300:
        if flags and all(flag is True for flag in flags):
            return True
        if False in [flag for flag in flags if isinstance(flag, bool)]:
            return False
        raise OutcomeUnknown(f"{response.status_code} without a clear flag")
    refusal = _refusal(response.status_code, body)
    if isinstance(refusal, MessageRefused):
        return False
    raise refusal


def read_balance(response: requests.Response) -> Decimal:
    """Return the balance, which clients have met as a number and as text."""
    body = _json_object(response)
    if not 200 <= response.status_code < 300:
        raise _refusal(response.status_code, body)
    data = body.get("data") if body is not None and body.get("success") is True else None
    value = data.get("balance") if isinstance(data, dict) else None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise OutcomeUnknown(f"{response.status_code} without a balance")
    try:
        balance = Decimal(str(value))
    except InvalidOperation:
        raise OutcomeUnknown("a balance that is no number") from None
    if not balance.is_finite():
        raise OutcomeUnknown("a balance that is no number")
    return balance


def _refusal(status: int, body: dict[str, Any] | None) -> AuthenticaError:
    detail = f"{status} {_detail(body or {})}".strip()
    # An answer of the edge before the vendor (HTML) says nothing about the message.
    if status >= 500 or status < 400 or body is None:
        return OutcomeUnknown(detail)
    if status in (401, 403):
        return KeyRefused(detail)
    if status == 429:
        return TooManyRequests(detail)
    if status == 402 or any(word in detail.lower() for word in CREDIT_WORDS):
        return NoCredit(detail)
    return MessageRefused(detail)


def _detail(body: dict[str, Any]) -> str:
    """Return the vendor's own words: ``message``, or the first entry of ``errors``."""
    text = body.get("message") or _first(body.get("errors"))
    return LONG_NUMBER.sub("…", str(text or ""))[:LONGEST_DETAIL]


def _first(errors: Any) -> Any:
    """Return the first text of ``[{"message": …}]`` or ``{"field": ["…"]}``."""
    while isinstance(errors, dict | list) and errors:
        if isinstance(errors, dict):
            errors = errors.get("message") or next(iter(errors.values()))
        else:
            errors = errors[0]
    return errors


def _json_object(response: requests.Response) -> dict[str, Any] | None:
    try:
        body = response.json()
    except ValueError:
        return None
    return body if isinstance(body, dict) else None
