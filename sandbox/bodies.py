"""Reads request bodies: JSON, or form fields with bracketed names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from werkzeug import Request
from werkzeug.exceptions import BadRequest

from .store import Json


class UnreadableBodyError(Exception):
    """The body is neither a JSON object nor a form."""


def read_body(request: Request) -> Json:
    """Return the fields of the body, {} when it is empty; raises UnreadableBodyError.

    Documented: JSON; form-encoded and multipart are accepted as well.
    """
    if not request.is_json:
        return nested_fields(request.form.items(multi=True))
    if not request.get_data():
        return {}
    try:
        body: Any = request.get_json()
    except BadRequest as error:
        raise UnreadableBodyError from error
    if not isinstance(body, dict):
        raise UnreadableBodyError
    return body


def nested_fields(pairs: Iterable[tuple[str, str]]) -> Json:
    """Turn source[type]=x into {"source": {"type": "x"}}, and events[]=y into a list."""
    result: Json = {}
    for name, value in pairs:
        parts = [part for part in re.split(r"[\[\]]+", name) if part]
        if name.endswith("[]"):
            result.setdefault(parts[0], []).append(value)
        else:
            _put(result, parts, value)
    return result


def _put(target: Json, parts: list[str], value: str) -> None:
    if not parts:
        return
    for part in parts[:-1]:
        child = target.setdefault(part, {})
        if not isinstance(child, dict):
            return
        target = child
    target[parts[-1]] = value
