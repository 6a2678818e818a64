"""Reads single fields of a request, noting what is wrong with them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from .errors import Problems
from .money import CURRENCY, MINIMUM


def read_amount(value: Any, problems: Problems, *, from_form: bool = False) -> int:
    """Documented: an integer in the smallest unit, 100 or more; text only in forms."""
    if from_form and isinstance(value, str) and value.isdigit():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        problems.add("amount", "The value must be an integer.")
        return 0
    if value < MINIMUM:
        problems.add("amount", f"The value must be greater than or equal to {MINIMUM}.")
    return value


def read_currency(value: Any, problems: Problems) -> str:
    """Documented default: SAR; the sandbox account takes no other currency."""
    if value in (None, ""):
        return CURRENCY
    if value != CURRENCY:
        problems.add("currency", "The currency is not supported.")
    return CURRENCY


def read_url(name: str, value: Any, problems: Problems, *, required: bool) -> str | None:
    if value in (None, ""):
        if required:
            problems.add(name, f"The {name} field is required.")
        return None
    if not is_web_address(value):
        problems.add(name, f"The {name} is not a valid URL.")
        return None
    return str(value)


def is_web_address(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def read_uuid(name: str, value: Any, problems: Problems) -> str | None:
    """Documented: given_id is a UUID and becomes the payment's id."""
    if value in (None, ""):
        return None
    try:
        return str(UUID(str(value)))
    except ValueError:
        problems.add(name, f"The {name} must be a valid UUID.")
        return None


def read_bool(value: Any, *, default: bool) -> bool:
    """Documented: mobile clients send booleans as the texts "true" and "false"."""
    if value in (None, ""):
        return default
    if isinstance(value, str):
        return value.strip().lower() in ("true", "1")
    return bool(value)


def read_text(value: Any) -> str | None:
    return None if value in (None, "") else str(value)
