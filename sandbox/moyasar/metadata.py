"""Limits and updates of metadata."""

from __future__ import annotations

from typing import Any

from ..store import Json
from .errors import Problems

MAX_KEYS = 30
MAX_KEY_LENGTH = 40
MAX_VALUE_LENGTH = 500


def check_metadata(value: Any, problems: Problems) -> Json | None:
    """Documented: at most 30 keys of 40 characters, values of 500; numbers stay numbers."""
    if value is None:
        return None
    if not isinstance(value, dict):
        problems.add("metadata", "The metadata must be an object.")
        return None
    if len(value) > MAX_KEYS:
        problems.add("metadata", f"The metadata may not have more than {MAX_KEYS} keys.")
    for key, item in value.items():
        _check_item(key, item, problems)
    return value


def updated_metadata(old: Json | None, new: Json) -> Json | None:
    """Seen live: an empty value removes its key, empty metadata removes all."""
    if not new:
        return None
    merged = {**(old or {}), **new}
    return {key: value for key, value in merged.items() if value not in ("", None)}


def _check_item(key: str, item: Any, problems: Problems) -> None:
    name = f"metadata.{key[:MAX_KEY_LENGTH]}"
    if len(key) > MAX_KEY_LENGTH:
        problems.add(name, f"The key may not be longer than {MAX_KEY_LENGTH} characters.")
    if isinstance(item, dict | list):
        problems.add(name, "The value must be a text or a number.")
    elif len(str(item)) > MAX_VALUE_LENGTH:
        problems.add(name, f"The value may not be longer than {MAX_VALUE_LENGTH} characters.")
